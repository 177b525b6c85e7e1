#pragma once
// Who spoke last with each party, and who therefore waits.
#include <vector>

#include "features/ground/timeline/interactions.h"

namespace waiting_store {

void note(Tx&, const Interaction&, std::int64_t label_set);
void forget(Tx&, InteractionId);
// An answer given, taken out again or moved in time changes who of this party's messages waits.
void count_again(Tx&, PartyId);
std::vector<interactions::Waits> longest(Tx&, int limit);
bool waits(Tx&, InteractionId);

}  // namespace waiting_store
