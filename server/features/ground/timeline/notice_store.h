#pragma once
#include <optional>
#include <vector>

#include "features/ground/timeline/notices.h"

namespace notice_store {

struct Notice {
    NoticeId id;
    PartyId party;
    MemberId by;
    Instant at;
};

// One for each colleague, customer and other colleague: a second touch renews it.
void tell(Tx&, MemberId to, PartyId, MemberId by, std::int64_t object, Instant at, std::int64_t label_set);
void forget(Tx&, std::int64_t object);
std::vector<Notice> of(Tx&, MemberId, std::optional<PartyId>, int limit);
bool put_away(Tx&, NoticeId, MemberId);
// Who dealt with the party since then.
std::vector<MemberId> who_dealt_since(Tx&, PartyId, Instant since);

}  // namespace notice_store
