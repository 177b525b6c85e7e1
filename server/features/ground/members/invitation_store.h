#pragma once
#include <optional>

#include "features/ground/members/secret.h"
#include "platform/records/tx.h"

namespace invitation_store {

void insert(Tx&, MemberId, const SecretHash&, Instant ends_at);
std::optional<MemberId> whose(Tx&, const SecretHash&);  // while it is good
void remove_of(Tx&, MemberId);
void sweep(Tx&, Instant ended_before);

}  // namespace invitation_store
