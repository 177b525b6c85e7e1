// Writes through the store as fast as 32 threads can and says each number that was acknowledged; power_test.mjs kills it.
//   steward_store_writer make DIR                 makes the table
//   steward_store_writer write DIR full|normal    one number a line, each printed after its commit, until it is killed
//   steward_store_writer read DIR                 every number that is there; fails when the database is damaged
#include <atomic>
#include <cstdio>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <unistd.h>

#include "platform/store/store.h"

namespace {

constexpr int threads = 32;

const store::Sql make_table{"chaos.make_table", "CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT NOT NULL)"};
const store::Sql select_last{"chaos.select_last", "SELECT COALESCE(MAX(id), 0) FROM note"};
const store::Sql select_all{"chaos.select_all", "SELECT id FROM note ORDER BY id"};
const store::Sql insert_note{"chaos.insert_note", "INSERT INTO note (id, words) VALUES ($1, $2)"};
const store::Sql look_at_everything{"chaos.integrity_check", "PRAGMA integrity_check"};

void make(store::Store& store);
void write_until_killed(store::Store& store);
std::int64_t last_note(store::Store& store);
void write_for_ever(store::Store& store, std::atomic<std::int64_t>& next);
int print_all(store::Store& store);

}  // namespace

int main(int count, char** words) {
    if (count < 3) return 2;
    store::SqliteSettings settings{.directory = words[2]};
    settings.synchronous_full = count < 4 || std::string_view(words[3]) == "full";
    const auto store = store::open_sqlite(settings);
    const std::string_view wish = words[1];
    if (wish == "make") make(*store);
    if (wish == "write") write_until_killed(*store);
    return wish == "read" ? print_all(*store) : 0;
}

namespace {

void make(store::Store& store) {
    store.write_and_wait([](store::Link& link) {
        link.run(make_table, {});
        return store::Outcome::keep;
    });
}

void write_until_killed(store::Store& store) {
    std::atomic<std::int64_t> next = last_note(store) + 1;
    std::vector<std::jthread> writers;
    for (int i = 0; i < threads; ++i) writers.emplace_back([&] { write_for_ever(store, next); });
}

std::int64_t last_note(store::Store& store) {
    std::int64_t last = 0;
    store.read([&](store::Link& link) { link.rows(select_last, {}, [&](store::Row& row) { last = row.integer(0); }); });
    return last;
}

void write_for_ever(store::Store& store, std::atomic<std::int64_t>& next) {
    const std::string words(200, 'w');
    for (;;) {
        const std::int64_t id = next++;
        store.write_and_wait([&](store::Link& link) {
            link.run(insert_note, {id, std::string_view(words)});
            return store::Outcome::keep;
        });
        const std::string line = std::to_string(id) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return;
    }
}

int print_all(store::Store& store) {
    bool whole = false;
    store.read([&](store::Link& link) {
        link.rows(look_at_everything, {}, [&](store::Row& row) { whole = row.text(0) == "ok"; });
        link.rows(select_all, {}, [](store::Row& row) { std::printf("%lld\n", static_cast<long long>(row.integer(0))); });
    });
    return whole ? 0 : 1;
}

}  // namespace
