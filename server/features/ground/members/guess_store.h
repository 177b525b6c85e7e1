#pragma once
#include "features/ground/members/guess.h"

namespace guess_store {

// True when the place was free since before `taken_before` and is ours now.
bool take(Tx&, const SecretHash& account, int place, Instant taken_before);
void free(Tx&, const SecretHash& account, int place, Instant taken_at);
void sweep(Tx&, Instant taken_before);

}  // namespace guess_store
