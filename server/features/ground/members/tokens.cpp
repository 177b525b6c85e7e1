#include "features/ground/members/tokens.h"

#include "features/ground/members/member_limits.h"
#include "features/ground/members/token_store.h"
#include "features/ground/members/told.h"

namespace tokens {

Result<Made> make(Tx& tx, MemberId whose, const NewToken& wanted) {
    if (wanted.expires_on && *wanted.expires_on < tx.today) {
        return No::about("/expires_on", "This day has passed. A token needs a last day that is still to come.");
    }
    if (token_store::of(tx, whose).size() >= members::tokens_of_a_member_max) {
        return No{Refusal::too_many, "You have very many tokens. End some that no program uses any more."};
    }
    const auto secret = make_secret(prefix);
    const Token token{tx.new_id<Token>(), wanted.name, wanted.scope, tx.now, {}, wanted.expires_on};
    const auto ends_at = wanted.expires_on ? tx.company->zone.start_of(*wanted.expires_on + std::chrono::days{1}) : Instant{};
    token_store::insert(tx, token, whose, secret.hash, ends_at);
    return Made{token.id, secret.plain};
}

std::vector<Token> of(Tx& tx, MemberId member) { return token_store::of(tx, member); }

Result<> end(Tx& tx, TokenId id, MemberId whose) {
    if (!token_store::remove(tx, id, whose)) {
        return No{Refusal::not_found, "This token is not here. It may have been ended."};
    }
    members::tell_ended(tx, members::Ended::token, id.value, whose);
    return Done{};
}

void end_all(Tx& tx, MemberId member) {
    for (const auto id : token_store::remove_all(tx, member)) {
        members::tell_ended(tx, members::Ended::token, id.value, member);
    }
}

Result<Known> whose(Tx& tx, std::string_view plain) {
    auto found = token_store::with_secret(tx, hash_of(plain));
    if (!found) {
        return No{Refusal::not_allowed, "This token is not good any more. Make a new one under your name."};
    }
    return Known{std::move(found->actor), found->token, tx.now - found->last_used_at > members::session_seen_every};
}

void used(Tx& tx, TokenId id) { token_store::used(tx, id, tx.now); }

}  // namespace tokens
