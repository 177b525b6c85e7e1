// What only the embedded engine promises; what both promise stands in store_test.cpp.
#include <filesystem>
#include <future>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "platform/store/sqlite_connection.h"
#include "platform/store/store.h"
#include "tests/stores.h"

namespace {

using store::Broken;
using store::Ended;
using store::Link;
using store::Outcome;
using store::Row;
using store::Sql;
using testing::HasSubstr;
using testing::ThrowsMessage;

const Sql insert_note{"test.insert_note", "INSERT INTO note (id, words) VALUES ($1, $2)"};
const Sql count_notes{"test.count_notes", "SELECT COUNT(*) FROM note"};

store::sqlite::Opening opening(const stores::Folder& folder, store::sqlite::Use use) { return {folder.path() + "/steward.db", use, true}; }

TEST(SqliteConnection, ReadsItsPragmasBack) {
    const stores::Folder folder;
    store::sqlite::Connection writer(opening(folder, store::sqlite::Use::write));
    EXPECT_EQ(writer.pragma("synchronous"), 2);
    EXPECT_EQ(writer.pragma("wal_autocheckpoint"), 0);
    EXPECT_EQ(writer.pragma("foreign_keys"), 1);
    EXPECT_EQ(writer.pragma("temp_store"), 2);
    EXPECT_EQ(writer.pragma("mmap_size"), 0);
    store::sqlite::Connection reader(opening(folder, store::sqlite::Use::read));
    EXPECT_EQ(reader.pragma("query_only"), 1);
    EXPECT_THROW(reader.script("CREATE TABLE t (x)"), Broken);
}

TEST(SqliteConnection, RefusesAVersionThatCanLoseCommittedWrites) {
    EXPECT_NO_THROW(store::sqlite::refuse_old_version(3'051'003, "3.51.3"));
    EXPECT_THAT([] { store::sqlite::refuse_old_version(3'051'002, "3.51.2"); }, ThrowsMessage<Broken>(HasSubstr("3.51.3 or later")));
}

TEST(SqliteConnection, KeepsABoundedNumberOfStatements) {
    const stores::Folder folder;
    store::sqlite::Connection connection(opening(folder, store::sqlite::Use::write));
    for (int i = 0; i < 1'000; ++i) {
        connection.rows(store::intern("SELECT " + std::to_string(i)), {}, [&](Row& row) { EXPECT_EQ(row.integer(0), i); });
    }
    EXPECT_EQ(connection.statements_kept(), store::sqlite::statements_kept_max);
}

TEST(SqliteConnection, AStatementMayBeUsedInsideItself) {
    const stores::Folder folder;
    store::sqlite::Connection connection(opening(folder, store::sqlite::Use::write));
    static const Sql three{"test.three", "SELECT 1 UNION SELECT 2 UNION SELECT 3"};
    int seen = 0;
    connection.rows(three, {}, [&](Row&) { connection.rows(three, {}, [&](Row&) { ++seen; }); });
    EXPECT_EQ(seen, 9);
}

TEST(SqliteConnection, RefusesArgumentsThatAreNotNumberedByAppearance) {
    const stores::Folder folder;
    store::sqlite::Connection connection(opening(folder, store::sqlite::Use::write));
    static const Sql swapped{"test.swapped", "SELECT $2, $1"};
    const store::Arg args[] = {std::int64_t{1}, std::int64_t{2}};
    EXPECT_THAT([&] { connection.rows(swapped, args, [](Row&) {}); }, ThrowsMessage<Broken>(HasSubstr("order of first appearance")));
}

class SqliteStore : public testing::Test {
protected:
    explicit SqliteStore(store::SqliteSettings settings = {}) {
        settings.directory = folder.path();
        store = store::open_sqlite(settings);
        store->write_and_wait([](Link& link) {
            link.script("CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT NOT NULL)");
            return Outcome::keep;
        });
    }
    std::int64_t notes() {
        std::int64_t count = -1;
        store->read([&](Link& link) { link.rows(count_notes, {}, [&](Row& row) { count = row.integer(0); }); });
        return count;
    }
    std::future<Ended> write(std::int64_t id, std::string words = "x", Outcome outcome = Outcome::keep) {
        auto answer = std::make_shared<std::promise<Ended>>();
        store->write(
            [=](Link& link) {
                link.run(insert_note, {id, words});
                return outcome;
            },
            [answer](Ended ended, std::exception_ptr) { answer->set_value(ended); });
        return answer->get_future();
    }

    stores::Folder folder;
    std::unique_ptr<store::Store> store;
};

TEST_F(SqliteStore, BelongsToOneProcess) {
    EXPECT_THAT([&] { store::open_sqlite({.directory = folder.path()}); },
                ThrowsMessage<Broken>(HasSubstr("Another Steward (process " + std::to_string(getpid()) + ") is using the data folder")));
    store.reset();
    EXPECT_NO_THROW(store::open_sqlite({.directory = folder.path()}));
}

// Fifty verbs wait behind one that is held; in how many commits are they kept?
std::int64_t commits_of_fifty(int group_verbs_max) {
    const stores::Folder folder;
    const auto store = store::open_sqlite({.directory = folder.path(), .group_verbs_max = group_verbs_max});
    static const Sql create{"test.create_note", "CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT NOT NULL)"};
    store->write_and_wait([](Link& link) {
        link.run(create, {});
        return Outcome::keep;
    });
    std::promise<void> go;
    store->write(
        [ready = go.get_future().share()](Link&) {
            ready.wait();
            return Outcome::keep;
        },
        [](Ended, std::exception_ptr) {});
    std::int64_t ticket = 0;
    store->wait_for_events(ticket, std::chrono::milliseconds(0));
    const auto before = ticket;
    std::promise<void> last;
    for (std::int64_t i = 0; i < 50; ++i) {
        store->write(
            [i](Link& link) {
                link.run(insert_note, {i, "x"});
                return Outcome::keep;
            },
            [&, i](Ended ended, std::exception_ptr) {
                EXPECT_EQ(ended, Ended::kept);
                if (i == 49) {
                    last.set_value();
                }
            });
    }
    go.set_value();
    last.get_future().wait();
    store->wait_for_events(ticket, std::chrono::milliseconds(0));
    return ticket - before;
}

TEST(SqliteGroups, KeepManyVerbsInOneCommit) {
    EXPECT_LT(commits_of_fifty(256), 20);  // two or three, but for a machine that is busy elsewhere
    EXPECT_EQ(commits_of_fifty(1), 50);    // the control
}

TEST_F(SqliteStore, BackupIsTheDatabaseWhileOthersWrite) {
    for (int i = 0; i < 100; ++i) {
        write(i).get();
    }
    const std::string copy = folder.path() + "/copies/steward.db";
    std::filesystem::create_directory(folder.path() + "/copies");
    store->backup_to(copy);
    write(100).get();
    const auto restored = store::open_sqlite({.directory = folder.path() + "/copies"});
    restored->read([](Link& link) { link.rows(count_notes, {}, [](Row& row) { EXPECT_EQ(row.integer(0), 100); }); });
    EXPECT_FALSE(std::filesystem::exists(copy + ".unfinished"));
}

TEST_F(SqliteStore, BackupThatCannotBeWrittenSaysSo) { EXPECT_THROW(store->backup_to(folder.path() + "/nowhere/steward.db"), Broken); }

// Page limit: as if the disk were full, in the middle of a group that had finished other verbs already.
TEST_F(SqliteStore, AFullDiskInTheMiddleOfAGroupTakesTheWholeGroupBackAndSaysSo) {
    store->write_and_wait([](Link& link) {
        link.script("PRAGMA max_page_count=40");
        return Outcome::keep;
    });
    std::promise<void> go;
    store->write(
        [ready = go.get_future().share()](Link&) {
            ready.wait();
            return Outcome::keep;
        },
        [](Ended, std::exception_ptr) {});
    auto small = write(1);
    auto huge = write(2, std::string(1'000'000, 'x'));
    auto late = write(3);
    go.set_value();
    EXPECT_EQ(small.get(), Ended::full);
    EXPECT_EQ(huge.get(), Ended::full);
    EXPECT_EQ(notes(), 0);
    EXPECT_EQ(late.get(), Ended::full);
}

}  // namespace
