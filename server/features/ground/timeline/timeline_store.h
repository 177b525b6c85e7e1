#pragma once
// Things that happened, and on whose timelines they stand.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "features/ground/timeline/timeline.h"

namespace timeline_store {

enum class Part { dealt = 1, member = 2, team = 3, party = 4 };

struct Who {
    std::int64_t id;
    Part part;
};

// One timeline on which an entry stands.
struct Place {
    PartyId party;
    PartyId via;              // the person because of whom it stands here; 0 when it was with the party itself
    std::vector<Who> who;     // by whom this timeline can be narrowed to it
};

void insert_thing(Tx&, const timeline::Entry&);
void insert_place(Tx&, const timeline::Entry&, const Place&);
std::vector<PartyId> places_of(Tx&, std::int64_t object);
void remove(Tx&, std::int64_t object);

// A person's entries within [from, until) come to stand on a circle's timeline too; those that stand already stay as they are.
void roll_up(Tx&, PartyId person, PartyId circle, Instant from, Instant until);
struct Rolled {
    Instant at;
    std::int64_t object, step;
};
// What stands on a circle's timeline because this person, and maybe others, belonged to it.
std::vector<Rolled> rolled_up(Tx&, PartyId person, PartyId circle);
// It stands there for someone else of the circle, or no longer.
void roll_back(Tx&, PartyId person, PartyId circle, const Rolled&);

Instant newest_touch(Tx&, PartyId);  // 0 for none

// A row of a page, with what it shows.
struct Shown {
    Instant at;
    std::int64_t object = 0, step = 0;
    PartyId via;
    std::string noun, what, words, channel, direction, participants, more;
    std::int64_t version = 0;
    bool waits = false;
};
struct After {  // where to go on: strictly older than this
    std::int64_t at, object, step;
};
std::vector<Shown> page(Tx&, const timeline::Question&, const After&, int limit);
std::vector<Shown> news(Tx&, Instant since, int limit);
std::optional<Shown> newest_touch_shown(Tx&, PartyId);

std::vector<timeline::Dealing> dealt_with(Tx&, PartyId, Instant from, Instant until);

}  // namespace timeline_store
