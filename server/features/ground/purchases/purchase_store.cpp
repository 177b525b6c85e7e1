#include "features/ground/purchases/purchase_store.h"

namespace purchase_store {
namespace {

using store::Sql;

constexpr Sql insert_number{"purchases.insert_number", R"sql(
    INSERT INTO purchase_number (source, external_id, purchase) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING purchase
)sql"};
constexpr Sql delete_number{"purchases.delete_number", "DELETE FROM purchase_number WHERE source = $1 AND external_id = $2 AND purchase = $3"};
constexpr Sql select_total{"purchases.select_total", R"sql(
    SELECT t.amount_currency, COUNT(*), CAST(SUM(t.amount_minor) AS BIGINT) FROM purchase t
    WHERE t.party = $1 AND t.removed_at = 0
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $2 AND m.label_set = t.label_set
           AND m.expires_at > $3))
    GROUP BY t.amount_currency ORDER BY t.amount_currency LIMIT 200
)sql"};

std::string_view source_of(const Purchase& purchase) { return purchase.source ? std::string_view{purchase.source->it} : std::string_view{}; }

bool same_number(const Purchase& a, const Purchase& b) { return a.external_id == b.external_id && source_of(a) == source_of(b); }

}  // namespace

bool claim_number(Tx& tx, const Purchase& purchase) {
    return !purchase.external_id ||
           tx.link.rows(insert_number, {source_of(purchase), std::string_view{purchase.external_id->it}, purchase.id.value}, [](store::Row&) {}) > 0;
}

void keep_number(Tx& tx, PurchaseId id, const Purchase* before, const Purchase* after) {
    if (before != nullptr && after != nullptr && same_number(*before, *after)) {
        return;
    }
    if (before != nullptr && before->external_id) {
        tx.link.run(delete_number, {source_of(*before), std::string_view{before->external_id->it}, id.value});
    }
    if (after != nullptr) {
        claim_number(tx, *after);
    }
}

purchases::Total total(Tx& tx, PartyId party) {
    purchases::Total total;
    tx.link.rows(select_total, {party.value, tx.me().value, tx.now.us}, [&](store::Row& row) {
        total.count += row.integer(1);
        total.amounts.push_back({row.integer(2), Currency::named(row.text(0)).value_or(Currency{})});
    });
    return total;
}

}  // namespace purchase_store
