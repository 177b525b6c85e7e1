#pragma once
// The special questions about promises. Those to customers who were removed are in nobody's way.
#include <optional>
#include <vector>

#include "features/working/promises/promises.h"

namespace promise_store {

std::vector<PromiseId> open_of(Tx&, MemberId, int limit);
std::vector<PromiseId> awaited_by(Tx&, MemberId, Day until, int limit);
std::vector<PromiseId> untold_of(Tx&, MemberId, int limit);
std::vector<PromiseId> open_with(Tx&, PartyId, int limit);
std::vector<PromiseId> past_with(Tx&, PartyId, int limit);
std::int64_t count_open_with(Tx&, PartyId);
std::vector<promises::RateOf> kept_rates(Tx&, std::optional<PartyId>);
std::vector<MemberId> owed_by(Tx&, PartyId);  // who of us has an open promise to them

}  // namespace promise_store
