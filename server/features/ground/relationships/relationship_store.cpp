#include "features/ground/relationships/relationship_store.h"

namespace relationship_store {
namespace {

using store::Sql;

// The roll-up of timelines is about who belonged where, whoever asks: it tells a reader nothing that the timeline itself,
// with its own predicate, would not.
constexpr Sql select_circles{"relationships.select_circles", R"sql(
    SELECT DISTINCT t.other FROM relationship t
    WHERE t.party = $1 AND t.kind IN ('affiliation', 'household') AND t.removed_at = 0
      AND (t.since IS NULL OR t.since <= $2) AND (t.until IS NULL OR t.until >= $3)
    ORDER BY t.other LIMIT 100
)sql"};
constexpr Sql select_people{"relationships.select_people", R"sql(
    SELECT DISTINCT t.party FROM relationship t
    WHERE t.other = $1 AND t.kind IN ('affiliation', 'household') AND t.removed_at = 0
      AND (t.since IS NULL OR t.since <= $2) AND (t.until IS NULL OR t.until >= $3)
    ORDER BY t.party LIMIT $4
)sql"};
constexpr Sql select_spans{"relationships.select_spans", R"sql(
    SELECT t.since, t.until FROM relationship t
    WHERE t.party = $1 AND t.other = $2 AND t.kind IN ('affiliation', 'household') AND t.removed_at = 0
    ORDER BY t.id LIMIT 100
)sql"};
constexpr Sql select_same{"relationships.select_same", R"sql(
    SELECT 1 FROM relationship t
    WHERE t.party = $1 AND t.kind = $2 AND t.removed_at = 0 AND t.until IS NULL AND COALESCE(t.other, 0) = $3
      AND COALESCE(t.member, 0) = $4 AND COALESCE(t.team, 0) = $5 AND COALESCE(t.role, '') = $6 LIMIT 1
)sql"};

}  // namespace

std::vector<PartyId> circles_of(Tx& tx, PartyId person, Day day) {
    std::vector<PartyId> all;
    const std::int64_t on = day.since_1970;
    tx.link.rows(select_circles, {person.value, on, on}, [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

std::vector<PartyId> people_of(Tx& tx, PartyId circle, Day day, int limit) {
    std::vector<PartyId> all;
    const std::int64_t on = day.since_1970;
    tx.link.rows(select_people, {circle.value, on, on, std::int64_t{limit}}, [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

void each_span(Tx& tx, PartyId person, PartyId circle, Ref<void(std::optional<Day>, std::optional<Day>)> each) {
    const auto day = [](store::Row& row, int column) {
        return row.null(column) ? std::nullopt : std::optional{Day{static_cast<std::int32_t>(row.integer(column))}};
    };
    tx.link.rows(select_spans, {person.value, circle.value}, [&](store::Row& row) { each(day(row, 0), day(row, 1)); });
}

bool same_stands(Tx& tx, const Relationship& tie) {
    const std::string_view role = tie.role ? std::string_view{tie.role->it} : std::string_view{};
    return tx.link.rows(select_same, {tie.party.value, describe::word(tie.kind), tie.other.value_or(PartyId{}).value,
                                      tie.member.value_or(MemberId{}).value, tie.team.value_or(TeamId{}).value, role},
                        [](store::Row&) {}) > 0;
}

}  // namespace relationship_store
