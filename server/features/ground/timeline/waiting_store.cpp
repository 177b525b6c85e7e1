#include "features/ground/timeline/waiting_store.h"

#include <algorithm>
#include <limits>

namespace waiting_store {
namespace {

using store::Sql;

constexpr Sql insert_part{"waiting.insert_part", R"sql(
    INSERT INTO interaction_party (party, direction, at, interaction, waits, label_set) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT DO NOTHING
)sql"};
constexpr Sql delete_parts{"waiting.delete_parts", "DELETE FROM interaction_party WHERE interaction = $1"};
constexpr Sql delete_waiting{"waiting.delete_waiting", "DELETE FROM waiting_party WHERE party = $1"};
constexpr Sql delete_waiting_of{"waiting.delete_waiting_of", "DELETE FROM waiting_party WHERE interaction = $1"};
constexpr Sql select_last_answer{"waiting.select_last_answer", R"sql(
    SELECT at, interaction FROM interaction_party WHERE party = $1 AND direction = 'out' ORDER BY at DESC, interaction DESC LIMIT 1
)sql"};
constexpr Sql insert_unanswered{"waiting.insert_unanswered", R"sql(
    INSERT INTO waiting_party (at, interaction, party, label_set)
    SELECT i.at, i.interaction, i.party, i.label_set FROM interaction_party i
    WHERE i.party = $1 AND i.direction = 'in' AND i.waits = 1 AND (i.at, i.interaction) > ($2, $3)
    ON CONFLICT DO NOTHING
)sql"};
constexpr Sql select_longest{"waiting.select_longest", R"sql(
    SELECT t.party, t.interaction, t.at FROM waiting_party t JOIN party p ON p.id = t.party
    WHERE p.removed_at = 0
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $1 AND m.label_set = t.label_set
           AND m.expires_at > $2))
    ORDER BY t.at, t.interaction, t.party LIMIT $3
)sql"};
constexpr Sql select_waits{"waiting.select_waits", "SELECT 1 FROM waiting_party WHERE interaction = $1 LIMIT 1"};

}  // namespace

void note(Tx& tx, const Interaction& touch, std::int64_t label_set) {
    if (!touch.direction) {
        return;
    }
    const auto waiting = touch.who_waits();
    for (const auto party : touch.parties()) {
        const bool waits = std::find(waiting.begin(), waiting.end(), party) != waiting.end();
        tx.link.run(insert_part, {party.value, describe::word(*touch.direction), touch.at.us, touch.id.value, std::int64_t{waits}, label_set});
    }
}

void forget(Tx& tx, InteractionId id) {
    tx.link.run(delete_parts, {id.value});
    tx.link.run(delete_waiting_of, {id.value});
}

void count_again(Tx& tx, PartyId party) {
    auto at = std::numeric_limits<std::int64_t>::min();  // never answered: everything waits
    std::int64_t answer = 0;
    tx.link.rows(select_last_answer, {party.value}, [&](store::Row& row) {
        at = row.integer(0);
        answer = row.integer(1);
    });
    tx.link.run(delete_waiting, {party.value});
    tx.link.run(insert_unanswered, {party.value, at, answer});
}

std::vector<interactions::Waits> longest(Tx& tx, int limit) {
    std::vector<interactions::Waits> all;
    tx.link.rows(select_longest, {tx.me().value, tx.now.us, std::int64_t{limit}}, [&](store::Row& row) {
        all.push_back({{row.integer(0)}, {row.integer(1)}, {row.integer(2)}});
    });
    return all;
}

bool waits(Tx& tx, InteractionId id) { return tx.link.rows(select_waits, {id.value}, [](store::Row&) {}) > 0; }

}  // namespace waiting_store
