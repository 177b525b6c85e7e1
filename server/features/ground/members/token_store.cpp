#include "features/ground/members/token_store.h"

#include "features/ground/members/member_limits.h"

namespace token_store {
namespace {

using store::Sql;

constexpr std::int64_t never = INT64_MAX;  // ends_at of a token without a last day

constexpr Sql insert_token{"tokens.insert", R"sql(
    INSERT INTO api_token (id, member, secret, name, scope, created_at, last_used_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7)
)sql"};
constexpr Sql select_by_secret{"tokens.select_by_secret", R"sql(
    SELECT t.id, t.member, t.scope, t.last_used_at, m.name, m.is_admin FROM api_token t JOIN member m ON m.id = t.member
    WHERE t.secret = $1 AND t.ends_at > $2 AND m.state = 'active' LIMIT 1
)sql"};
constexpr Sql select_of{"tokens.select_of", R"sql(
    SELECT id, name, scope, created_at, last_used_at, ends_at FROM api_token WHERE member = $1 ORDER BY id DESC LIMIT $2
)sql"};
constexpr Sql delete_one{"tokens.delete_one", "DELETE FROM api_token WHERE id = $1 AND member = $2 RETURNING id"};
constexpr Sql delete_all{"tokens.delete_all", "DELETE FROM api_token WHERE member = $1 RETURNING id"};
constexpr Sql update_used{"tokens.update_used", "UPDATE api_token SET last_used_at = $1 WHERE id = $2 AND last_used_at < $3"};

constexpr Sql delete_ended{"tokens.delete_ended", "DELETE FROM api_token WHERE ends_at < $1"};

TokenScope scope_named(std::string_view word) { return word == "write" ? TokenScope::write : TokenScope::read; }

Token read(Tx& tx, store::Row& row) {
    Token token{{row.integer(0)}, {std::string{row.text(1)}}, scope_named(row.text(2)), {row.integer(3)}, {}, {}};
    if (row.integer(4) != 0) {
        token.last_used_at = Instant{row.integer(4)};
    }
    if (row.integer(5) != never) {
        token.expires_on = tx.company->zone.day_of(Instant{row.integer(5) - 1});
    }
    return token;
}

}  // namespace

void insert(Tx& tx, const Token& token, MemberId member, const SecretHash& secret, Instant ends_at) {
    tx.link.run(insert_token, {token.id.value, member.value, secret.bytes(), std::string_view{token.name}, describe::word(token.scope),
                               token.created_at.us, ends_at.us == 0 ? never : ends_at.us});
}

std::optional<Found> with_secret(Tx& tx, const SecretHash& secret) {
    std::optional<Found> found;
    tx.link.rows(select_by_secret, {secret.bytes(), tx.now.us}, [&](store::Row& row) {
        const bool may_write = scope_named(row.text(2)) == TokenScope::write;
        found = {{row.integer(0)},
                 {row.integer(3)},
                 {Actor::Kind::member, {row.integer(1)}, row.integer(5) != 0, {}, may_write, std::string{row.text(4)}}};
    });
    return found;
}

std::vector<Token> of(Tx& tx, MemberId member) {
    std::vector<Token> all;
    tx.link.rows(select_of, {member.value, static_cast<std::int64_t>(members::tokens_of_a_member_max)},
                 [&](store::Row& row) { all.push_back(read(tx, row)); });
    return all;
}

bool remove(Tx& tx, TokenId id, MemberId member) {
    bool removed = false;
    tx.link.rows(delete_one, {id.value, member.value}, [&](store::Row&) { removed = true; });
    return removed;
}

std::vector<TokenId> remove_all(Tx& tx, MemberId member) {
    std::vector<TokenId> removed;
    tx.link.rows(delete_all, {member.value}, [&](store::Row& row) { removed.push_back({row.integer(0)}); });
    return removed;
}

void used(Tx& tx, TokenId id, Instant at) { tx.link.run(update_used, {at.us, id.value, at.us}); }

void sweep(Tx& tx, Instant ended_before) { tx.link.run(delete_ended, {ended_before.us}); }

}  // namespace token_store
