#pragma once
// What members tells that is for the house alone: a session or token ended. It stands in the ledger, so that every node
// closes what it keeps open, under a label set that nobody holds, so that no reader of events learns when colleagues come and go.
#include "platform/records/tx.h"

namespace members {

constexpr std::int64_t for_the_house_alone = -1;  // a label set; those of labels are above 0

enum class Ended { session, token };
void tell_ended(Tx&, Ended what, std::int64_t id, MemberId whose);

}  // namespace members
