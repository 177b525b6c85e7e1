#include "features/ground/members/session_store.h"

#include "features/ground/members/member_limits.h"

namespace session_store {
namespace {

using store::Sql;

constexpr Sql insert_session{"sessions.insert", R"sql(
    INSERT INTO session (id, member, secret, user_agent, created_at, last_seen_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql"};
constexpr Sql update_secret{"sessions.update_secret", "UPDATE session SET secret = $1 WHERE id = $2"};
constexpr Sql select_by_secret{"sessions.select_by_secret", R"sql(
    SELECT s.id, s.member, s.last_seen_at, m.name, m.is_admin FROM session s JOIN member m ON m.id = s.member
    WHERE s.secret = $1 AND s.ends_at > $2 AND s.last_seen_at > $3 AND s.last_seen_at < $4 AND m.state = 'active' LIMIT 1
)sql"};
constexpr Sql select_of{"sessions.select_of", R"sql(
    SELECT id, member, user_agent, created_at, last_seen_at, ends_at FROM session
    WHERE member = $1 AND ends_at > $2 AND last_seen_at > $3 AND last_seen_at < $4 ORDER BY id DESC LIMIT $5
)sql"};
constexpr Sql select_one{"sessions.select_one", R"sql(
    SELECT id, member, user_agent, created_at, last_seen_at, ends_at FROM session WHERE id = $1
)sql"};
constexpr Sql delete_one{"sessions.delete_one", "DELETE FROM session WHERE id = $1 AND member = $2 RETURNING id"};
constexpr Sql delete_all{"sessions.delete_all", "DELETE FROM session WHERE member = $1 AND id <> $2 RETURNING id"};
constexpr Sql update_seen{"sessions.update_seen", "UPDATE session SET last_seen_at = $1 WHERE id = $2 AND last_seen_at < $3"};
constexpr Sql delete_ended{"sessions.delete_ended", "DELETE FROM session WHERE ends_at < $1"};

Instant idle_since(Tx& tx) { return tx.now - members::session_idle_max; }
Instant too_late(Tx& tx) { return tx.now + members::clock_back_max; }

Session read(store::Row& row) {
    return {{row.integer(0)}, {row.integer(1)}, std::string{row.text(2)}, {row.integer(3)}, {row.integer(4)}, {row.integer(5)}};
}

}  // namespace

void insert(Tx& tx, const Session& session, const SecretHash& secret) {
    tx.link.run(insert_session, {session.id.value, session.member.value, secret.bytes(), std::string_view{session.user_agent},
                                 session.created_at.us, session.last_seen_at.us, session.ends_at.us});
}

void change_secret(Tx& tx, SessionId id, const SecretHash& secret) { tx.link.run(update_secret, {secret.bytes(), id.value}); }

std::optional<Found> with_secret(Tx& tx, const SecretHash& secret) {
    std::optional<Found> found;
    tx.link.rows(select_by_secret, {secret.bytes(), tx.now.us, idle_since(tx).us, too_late(tx).us}, [&](store::Row& row) {
        const SessionId id{row.integer(0)};
        found = {id, {row.integer(2)}, {Actor::Kind::member, {row.integer(1)}, row.integer(4) != 0, id, true, std::string{row.text(3)}}};
    });
    return found;
}

std::vector<Session> of(Tx& tx, MemberId member) {
    std::vector<Session> all;
    tx.link.rows(select_of, {member.value, tx.now.us, idle_since(tx).us, too_late(tx).us, std::int64_t{members::sessions_of_a_member_max}},
                 [&](store::Row& row) { all.push_back(read(row)); });
    return all;
}

std::optional<Session> find(Tx& tx, SessionId id) {
    std::optional<Session> found;
    tx.link.rows(select_one, {id.value}, [&](store::Row& row) { found = read(row); });
    return found;
}

bool remove(Tx& tx, SessionId id, MemberId member) {
    bool removed = false;
    tx.link.rows(delete_one, {id.value, member.value}, [&](store::Row&) { removed = true; });
    return removed;
}

std::vector<SessionId> remove_all(Tx& tx, MemberId member, SessionId except) {
    std::vector<SessionId> removed;
    tx.link.rows(delete_all, {member.value, except.value}, [&](store::Row& row) { removed.push_back({row.integer(0)}); });
    return removed;
}

void seen(Tx& tx, SessionId id, Instant at) { tx.link.run(update_seen, {at.us, id.value, at.us}); }

void sweep(Tx& tx, Instant ended_before) { tx.link.run(delete_ended, {ended_before.us}); }

}  // namespace session_store
