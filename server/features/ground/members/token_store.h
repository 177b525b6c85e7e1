#pragma once
#include <optional>
#include <vector>

#include "features/ground/members/secret.h"
#include "features/ground/members/token.h"

namespace token_store {

void insert(Tx&, const Token&, MemberId, const SecretHash&, Instant ends_at);

struct Found {
    TokenId token;
    Instant last_used_at;
    Actor actor;
};
std::optional<Found> with_secret(Tx&, const SecretHash&);
std::vector<Token> of(Tx&, MemberId);  // newest first
bool remove(Tx&, TokenId, MemberId);
std::vector<TokenId> remove_all(Tx&, MemberId);
void used(Tx&, TokenId, Instant);
void sweep(Tx&, Instant ended_before);

}  // namespace token_store
