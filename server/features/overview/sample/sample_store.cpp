#include "features/overview/sample/sample_store.h"

namespace sample_store {
namespace {

using store::Sql;

constexpr Sql select_any{"sample.select_any", "SELECT 1 FROM sample_record LIMIT 1"};
constexpr Sql insert_record{"sample.insert_record", "INSERT INTO sample_record (place, noun, record) VALUES ($1, $2, $3)"};
constexpr Sql select_all{"sample.select_all", "SELECT noun, record FROM sample_record ORDER BY place DESC LIMIT 10000"};
constexpr Sql delete_all{"sample.delete_all", "DELETE FROM sample_record"};

}  // namespace

bool any(Tx& tx) {
    return tx.link.rows(select_any, {}, [](store::Row&) {}) > 0;
}

void put(Tx& tx, std::int64_t place, const Made& made) { tx.link.run(insert_record, {place, std::string_view{made.noun}, made.record}); }

std::vector<Made> last_first(Tx& tx) {
    std::vector<Made> all;
    tx.link.rows(select_all, {}, [&](store::Row& row) { all.push_back({std::string{row.text(0)}, row.integer(1)}); });
    return all;
}

void forget(Tx& tx) { tx.link.run(delete_all, {}); }

}  // namespace sample_store
