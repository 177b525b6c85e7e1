#include "features/working/promises/promise_store.h"

namespace promise_store {
namespace {

using store::Sql;

constexpr Sql select_open_of{"promises.select_open_of", R"sql(
    SELECT t.id FROM promise t JOIN party p ON p.id = t.promised_to
    WHERE t.made_by = $1 AND t.state = 'open' AND t.promised_by = 'us' AND t.removed_at = 0 AND p.removed_at = 0
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $2 AND m.label_set = t.label_set
           AND m.expires_at > $3))
    ORDER BY t.due_on, t.id LIMIT $4
)sql"};
constexpr Sql select_awaited{"promises.select_awaited", R"sql(
    SELECT t.id FROM promise t JOIN party p ON p.id = t.promised_to
    WHERE t.made_by = $1 AND t.state = 'open' AND t.promised_by = 'them' AND t.due_on <= $2 AND t.removed_at = 0 AND p.removed_at = 0
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $3 AND m.label_set = t.label_set
           AND m.expires_at > $4))
    ORDER BY t.due_on, t.id LIMIT $5
)sql"};
constexpr Sql select_untold{"promises.select_untold", R"sql(
    SELECT t.id FROM promise t JOIN party p ON p.id = t.promised_to
    WHERE t.made_by = $1 AND t.told = 'not_yet' AND t.state = 'kept' AND t.promised_by = 'us' AND t.removed_at = 0 AND p.removed_at = 0
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $2 AND m.label_set = t.label_set
           AND m.expires_at > $3))
    ORDER BY t.ended_at, t.id LIMIT $4
)sql"};
// With the party, and what stands on its timeline because of its people.
constexpr Sql select_open_with{"promises.select_open_with", R"sql(
    SELECT t.id FROM promise t
    WHERE t.state = 'open' AND t.removed_at = 0
      AND t.promised_to IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT r.party FROM relationship r
           WHERE r.other = $2 AND r.kind IN ('affiliation', 'household') AND r.removed_at = 0
             AND (r.since IS NULL OR r.since <= $3) AND (r.until IS NULL OR r.until >= $4))
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $5 AND m.label_set = t.label_set
           AND m.expires_at > $6))
    ORDER BY t.due_on, t.id LIMIT $7
)sql"};
constexpr Sql count_open_sql{"promises.count_open_with", R"sql(
    SELECT COUNT(*) FROM promise t
    WHERE t.state = 'open' AND t.removed_at = 0
      AND t.promised_to IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT r.party FROM relationship r
           WHERE r.other = $2 AND r.kind IN ('affiliation', 'household') AND r.removed_at = 0
             AND (r.since IS NULL OR r.since <= $3) AND (r.until IS NULL OR r.until >= $4))
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $5 AND m.label_set = t.label_set
           AND m.expires_at > $6))
)sql"};
constexpr Sql select_past_with{"promises.select_past_with", R"sql(
    SELECT t.id FROM promise t
    WHERE t.state IN ('kept', 'broken', 'withdrawn') AND t.removed_at = 0
      AND t.promised_to IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT r.party FROM relationship r
           WHERE r.other = $2 AND r.kind IN ('affiliation', 'household') AND r.removed_at = 0
             AND (r.since IS NULL OR r.since <= $3) AND (r.until IS NULL OR r.until >= $4))
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $5 AND m.label_set = t.label_set
           AND m.expires_at > $6))
    ORDER BY t.ended_at DESC, t.id DESC LIMIT $7
)sql"};
constexpr Sql select_rates{"promises.select_rates", R"sql(
    SELECT t.made_by, SUM(CASE WHEN t.state = 'kept' THEN 1 ELSE 0 END), SUM(CASE WHEN t.state = 'broken' THEN 1 ELSE 0 END)
    FROM promise t JOIN party p ON p.id = t.promised_to
    WHERE t.state IN ('kept', 'broken') AND t.promised_by = 'us' AND t.removed_at = 0 AND p.removed_at = 0
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $1 AND m.label_set = t.label_set
           AND m.expires_at > $2))
    GROUP BY t.made_by ORDER BY t.made_by
)sql"};
constexpr Sql select_rates_with{"promises.select_rates_with", R"sql(
    SELECT t.made_by, SUM(CASE WHEN t.state = 'kept' THEN 1 ELSE 0 END), SUM(CASE WHEN t.state = 'broken' THEN 1 ELSE 0 END)
    FROM promise t JOIN party p ON p.id = t.promised_to
    WHERE t.state IN ('kept', 'broken') AND t.promised_by = 'us' AND t.removed_at = 0 AND p.removed_at = 0
      AND t.promised_to IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT r.party FROM relationship r
           WHERE r.other = $2 AND r.kind IN ('affiliation', 'household') AND r.removed_at = 0
             AND (r.since IS NULL OR r.since <= $3) AND (r.until IS NULL OR r.until >= $4))
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $5 AND m.label_set = t.label_set
           AND m.expires_at > $6))
    GROUP BY t.made_by ORDER BY t.made_by
)sql"};
constexpr Sql select_owed_by{"promises.select_owed_by", R"sql(
    SELECT DISTINCT made_by FROM promise WHERE promised_to = $1 AND state = 'open' AND promised_by = 'us' AND removed_at = 0 LIMIT 100
)sql"};

std::vector<PromiseId> ids(Tx& tx, const Sql& sql, std::initializer_list<store::Arg> args) {
    std::vector<PromiseId> all;
    tx.link.rows(sql, args, [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

std::vector<PromiseId> ids_with(Tx& tx, const Sql& sql, PartyId party, int limit) {
    const std::int64_t today = tx.today.since_1970;
    return ids(tx, sql, {party.value, party.value, today, today, tx.me().value, tx.now.us, std::int64_t{limit}});
}

}  // namespace

std::vector<PromiseId> open_of(Tx& tx, MemberId member, int limit) {
    return ids(tx, select_open_of, {member.value, tx.me().value, tx.now.us, std::int64_t{limit}});
}

std::vector<PromiseId> awaited_by(Tx& tx, MemberId member, Day until, int limit) {
    return ids(tx, select_awaited, {member.value, std::int64_t{until.since_1970}, tx.me().value, tx.now.us, std::int64_t{limit}});
}

std::vector<PromiseId> untold_of(Tx& tx, MemberId member, int limit) {
    return ids(tx, select_untold, {member.value, tx.me().value, tx.now.us, std::int64_t{limit}});
}

std::vector<PromiseId> open_with(Tx& tx, PartyId party, int limit) { return ids_with(tx, select_open_with, party, limit); }

std::vector<PromiseId> past_with(Tx& tx, PartyId party, int limit) { return ids_with(tx, select_past_with, party, limit); }

std::int64_t count_open_with(Tx& tx, PartyId party) {
    std::int64_t number = 0;
    const std::int64_t today = tx.today.since_1970;
    tx.link.rows(count_open_sql, {party.value, party.value, today, today, tx.me().value, tx.now.us}, [&](store::Row& row) { number = row.integer(0); });
    return number;
}

std::vector<promises::RateOf> kept_rates(Tx& tx, std::optional<PartyId> party) {
    std::vector<promises::RateOf> all;
    const std::int64_t today = tx.today.since_1970;
    const auto each = [&](store::Row& row) { all.push_back({{row.integer(0)}, {row.integer(1), row.integer(2)}}); };
    if (party) {
        tx.link.rows(select_rates_with, {party->value, party->value, today, today, tx.me().value, tx.now.us}, each);
    } else {
        tx.link.rows(select_rates, {tx.me().value, tx.now.us}, each);
    }
    return all;
}

std::vector<MemberId> owed_by(Tx& tx, PartyId party) {
    std::vector<MemberId> all;
    tx.link.rows(select_owed_by, {party.value}, [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

}  // namespace promise_store
