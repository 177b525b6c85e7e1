#include "app/check_store.h"

#include <fmt/format.h>

namespace app::check_store {
namespace {

using store::Row;
using store::Sql;

constexpr Sql sqlite_integrity{"check.sqlite_integrity", "PRAGMA integrity_check(20)"};
constexpr Sql sqlite_foreign_keys{"check.sqlite_foreign_keys", "PRAGMA foreign_key_check"};
constexpr Sql count_events{"check.count_events", "SELECT COUNT(*) FROM event"};
// The payload may be gone (a person was erased); a payload or a party without its header never is.
constexpr Sql lost_payloads{"check.lost_payloads", R"sql(
    SELECT COUNT(*) FROM event_payload p WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = p.seq)
)sql"};
constexpr Sql lost_parties{"check.lost_parties", R"sql(
    SELECT COUNT(*) FROM event_party p WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = p.seq)
)sql"};
constexpr Sql cursors_ahead{"check.cursors_ahead", R"sql(
    SELECT COUNT(*) FROM listener_cursor c WHERE (c.xid, c.seq) > (SELECT COALESCE(MAX(xid), 0), 9223372036854775807 FROM event)
)sql"};

void ask_sqlite(Tx& tx, std::vector<std::string>& faults) {
    tx.link.rows(sqlite_integrity, {}, [&](Row& row) {
        if (row.text(0) != "ok") {
            faults.push_back(fmt::format("The file is damaged: {}.", row.text(0)));
        }
    });
    tx.link.rows(sqlite_foreign_keys, {}, [&](Row& row) { faults.push_back(fmt::format("A row of {} refers to one that is gone.", row.text(0))); });
}

void ask_count(Tx& tx, const Sql& sql, std::string_view words, std::vector<std::string>& faults) {
    tx.link.rows(sql, {}, [&](Row& row) {
        if (row.integer(0) > 0) {
            faults.push_back(fmt::format("{} {}", row.integer(0), words));
        }
    });
}

}  // namespace

std::vector<std::string> faults(Tx& tx, store::Engine engine) {
    std::vector<std::string> faults;
    if (engine == store::Engine::sqlite) {
        ask_sqlite(tx, faults);
    }
    ask_count(tx, lost_payloads, "payloads of the ledger have lost their event.", faults);
    ask_count(tx, lost_parties, "parties of the ledger have lost their event.", faults);
    ask_count(tx, cursors_ahead, "listeners are ahead of the ledger, as after a copy over an older file.", faults);
    return faults;
}

std::int64_t events(Tx& tx) {
    std::int64_t count = 0;
    tx.link.rows(count_events, {}, [&](Row& row) { count = row.integer(0); });
    return count;
}

}  // namespace app::check_store
