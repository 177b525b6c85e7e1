#include "features/ground/timeline/notice_store.h"

namespace notice_store {
namespace {

using store::Sql;

constexpr Sql upsert{"notices.upsert", R"sql(
    INSERT INTO kind_notice (id, member, party, by_member, object, at, dismissed_at, label_set) VALUES ($1, $2, $3, $4, $5, $6, 0, $7)
    ON CONFLICT (member, party, by_member) DO UPDATE SET object = excluded.object, at = excluded.at, dismissed_at = 0,
        label_set = excluded.label_set
)sql"};
constexpr Sql delete_of_object{"notices.delete_of_object", "DELETE FROM kind_notice WHERE object = $1"};
constexpr Sql select_mine{"notices.select_mine", R"sql(
    SELECT t.id, t.party, t.by_member, t.at FROM kind_notice t
    WHERE t.member = $1 AND t.dismissed_at = 0
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $2 AND m.label_set = t.label_set
           AND m.expires_at > $3))
    ORDER BY t.at DESC, t.id DESC LIMIT $4
)sql"};
constexpr Sql select_mine_about{"notices.select_mine_about", R"sql(
    SELECT t.id, t.party, t.by_member, t.at FROM kind_notice t
    WHERE t.member = $1 AND t.party = $2 AND t.dismissed_at = 0
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $3 AND m.label_set = t.label_set
           AND m.expires_at > $4))
    ORDER BY t.at DESC, t.id DESC LIMIT $5
)sql"};
constexpr Sql select_one{"notices.select_one", "SELECT 1 FROM kind_notice WHERE id = $1 AND member = $2"};
constexpr Sql update_dismissed{"notices.update_dismissed", "UPDATE kind_notice SET dismissed_at = $1 WHERE id = $2"};
constexpr Sql select_who_dealt{"notices.select_who_dealt", R"sql(
    SELECT DISTINCT who FROM timeline_by WHERE party = $1 AND part = 1 AND at >= $2 LIMIT 100
)sql"};

}  // namespace

void tell(Tx& tx, MemberId to, PartyId party, MemberId by, std::int64_t object, Instant at, std::int64_t label_set) {
    tx.link.run(upsert, {tx.new_id<KindNotice>().value, to.value, party.value, by.value, object, at.us, label_set});
}

void forget(Tx& tx, std::int64_t object) { tx.link.run(delete_of_object, {object}); }

std::vector<Notice> of(Tx& tx, MemberId member, std::optional<PartyId> party, int limit) {
    std::vector<Notice> all;
    const auto each = [&](store::Row& row) { all.push_back({{row.integer(0)}, {row.integer(1)}, {row.integer(2)}, {row.integer(3)}}); };
    if (party) {
        tx.link.rows(select_mine_about, {member.value, party->value, tx.me().value, tx.now.us, std::int64_t{limit}}, each);
    } else {
        tx.link.rows(select_mine, {member.value, tx.me().value, tx.now.us, std::int64_t{limit}}, each);
    }
    return all;
}

bool put_away(Tx& tx, NoticeId id, MemberId member) {
    if (tx.link.rows(select_one, {id.value, member.value}, [](store::Row&) {}) == 0) {
        return false;
    }
    tx.link.run(update_dismissed, {tx.now.us, id.value});
    return true;
}

std::vector<MemberId> who_dealt_since(Tx& tx, PartyId party, Instant since) {
    std::vector<MemberId> all;
    tx.link.rows(select_who_dealt, {party.value, since.us}, [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

}  // namespace notice_store
