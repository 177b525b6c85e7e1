#pragma once
// The front door to the timeline: everything that passed between us and a customer, newest first, on one page. Features above
// put what they know on it from their nouns' after_write, in the transaction of the change, so that whoever wrote something
// reads it at once. It stands on the timelines of everyone it was with, and of the organisations and households they belonged
// to on that day; once on each, however many of its people took part.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/ground/timeline/interaction.h"
#include "features/ground/timeline/interactions.h"
#include "features/ground/timeline/names.h"
#include "features/ground/timeline/notices.h"
#include "platform/feature.h"
#include "platform/records/records.h"

namespace timeline {

struct Entry {
    std::string_view noun;
    std::int64_t object = 0;
    std::int64_t step = 0;        // one object may stand here several times: a promise is made, renegotiated, kept
    Instant at;
    std::string_view what;        // "rang", "promised", "kept", "bought": the sign and the verb on the screen
    std::string words;
    std::string_view channel = {};
    std::string_view direction = {};
    std::vector<Participant> participants = {};  // the first with the role "from" is whom the entry begins with
    bool touch = false;           // we dealt with them: counts for "they dealt with 4 of us"
    std::string more = {};        // members that the entry shows besides: ,"minutes":6
    records::Stamp stamp = {};
    Instant news_at = {};         // when it became news for "since yesterday"; 0: it is none
};

// No entry of this object and step stands there yet.
void put(Tx&, const Entry&);
void drop(Tx&, std::int64_t object);  // with all its steps
// All steps of one object, whatever stood there before.
void replace(Tx&, std::int64_t object, const std::vector<Entry>&);

struct Question {
    PartyId party;
    std::optional<Channel> channel;
    std::vector<std::int64_t> who;  // colleague, team, person: all of them took part
    std::string cursor;
    int limit = 50;
};
// {"items":[...],"next_cursor":...}, for a reader who may see the party.
Result<std::string> page_json(Tx&, const Question&);
// What became news at or after that instant, anywhere, newest first; [...] with the party of each.
std::string news_json(Tx&, Instant since, int limit);

// How many of us they dealt with in a calendar year of the company, on any channel; each opens the timeline with ?member=.
struct Dealing {
    MemberId member;
    std::int64_t touches = 0;
};
std::vector<Dealing> dealt_with(Tx&, PartyId, int year);
std::string dealt_with_json(Tx&, PartyId, int year);  // {"count":4,"year":2026,"members":[{"member":...,"name":...,"touches":...}]}

// Colleagues whom the kind notice concerns for a reason of a feature above, as an open promise.
using AlsoServing = std::function<std::vector<MemberId>(Tx&, PartyId)>;
void also_serving(AlsoServing);  // once, at start

const Feature& feature();

}  // namespace timeline
