#pragma once
// The front door to parties: everyone outside whom we know.
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "features/ground/parties/party.h"
#include "platform/feature.h"
#include "platform/records/records.h"

namespace parties {

// Tells parties.made. A handle that stands on another party is no hindrance: two people may share a number.
Result<records::Of<Party>> add(Tx&, Party);
std::optional<records::Of<Party>> find(Tx&, PartyId);
// Refuses with a sentence that points at `pointer` when the party named there is not here for this reader.
Result<records::Of<Party>> named(Tx&, PartyId, std::string pointer);

struct Brief {
    PartyId id;
    PartyKind kind;
    std::string name;
};
std::vector<Brief> briefs(Tx&, std::span<const PartyId>);       // those the reader may see; removed ones too, because history names them
void print_brief(std::string& out, const Brief&);               // {"id":...,"kind":...,"name":...}
// Others with one of the same handles: to be offered, never merged by itself.
std::vector<Brief> possible_duplicates(Tx&, const Party&);
std::vector<PartyId> with_handle(Tx&, HandleKind, std::string_view value);

// A touch at that time: the list of customers can then be sorted by the last one. No new version, no event.
void touched(Tx&, PartyId, Instant at);
// The last touch, also when it moves back because a later one was taken out again; 0 for none.
void last_touched(Tx&, PartyId, Instant at);
// Theirs until the commit: whoever else holds the same party waits. For what is kept beside it by more than one feature.
void hold(Tx&, PartyId);

// Features above add members to the rows of GET /parties?with=row, for example ,"next_promise":{...}. Set up once, at start.
using AddToRow = std::function<void(Tx&, PartyId, std::string& out)>;
void add_to_rows(AddToRow);

const Feature& feature();

}  // namespace parties
