#pragma once
// Tables beside the party's own, kept right after every write: handles and roles to be found by, and the last touch.
#include <optional>
#include <vector>

#include "features/ground/parties/party.h"

namespace party_store {

// The condition of a list filtered by role; t is the party.
constexpr auto has_role = "EXISTS (SELECT 1 FROM party_role r WHERE r.role = ? AND r.party = t.id)";
// Of a list filtered by who of us cares for them: a tie that still holds and is open to everyone.
constexpr auto cared_for_by =
    "EXISTS (SELECT 1 FROM relationship r WHERE r.member = ? AND r.party = t.id AND r.kind = 'care' AND r.until IS NULL AND r.removed_at = 0 "
    "AND r.label_set = 0)";

void keep_beside(Tx&, PartyId, const Party* before, const Party* after);
// Others who have the same address or number, as far as the reader may see them.
std::vector<PartyId> with_handle(Tx&, HandleKind, const std::string& key, PartyId except, int limit);
void touched(Tx&, PartyId, Instant at);
void last_touched(Tx&, PartyId, Instant at);
void hold(Tx&, PartyId);
struct Name {
    PartyId id;
    PartyKind kind;
    std::string name;
};
std::vector<Name> names(Tx&, std::span<const PartyId>);  // those the reader may see, removed ones too

}  // namespace party_store
