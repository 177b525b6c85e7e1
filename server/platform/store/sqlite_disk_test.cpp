// What happens when the disk is full, or fails.
#include <atomic>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include <sys/mount.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "platform/store/store.h"
#include "tests/stores.h"

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using store::Ended;
using store::Health;
using store::Link;
using store::Outcome;
using store::Row;
using store::Sql;

const Sql insert_note{"test.insert_note", "INSERT INTO note (id, words) VALUES ($1, $2)"};
const Sql count_notes{"test.count_notes", "SELECT COUNT(*) FROM note"};
const Sql select_notes{"test.select_notes", "SELECT id FROM note ORDER BY id"};

void make_notes(store::Store& store) {
    store.write_and_wait([](Link& link) {
        link.script("CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT NOT NULL)");
        return Outcome::keep;
    });
}

Ended write_note(store::Store& store, std::int64_t id, std::size_t size) {
    std::promise<Ended> answer;
    store.write(
        [=](Link& link) {
            link.run(insert_note, {id, std::string(size, 'x')});
            return Outcome::keep;
        },
        [&](Ended ended, std::exception_ptr) { answer.set_value(ended); });
    return answer.get_future().get();
}

bool soon(std::function<bool()> condition, std::chrono::milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (!condition()) {
        if (Clock::now() > until) {
            return false;
        }
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

// A disk of a few megabytes that can be filled. Who may not mount gets one whose database cannot grow instead.
class TinyDisk {
public:
    TinyDisk() : mounted_(mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=6m") == 0) { std::filesystem::create_directory(data()); }
    ~TinyDisk() {
        if (mounted_) {
            umount2(folder_.path().c_str(), MNT_DETACH);
        }
    }
    std::string data() const { return folder_.path() + "/data"; }
    void fill(store::Store& store) {
        if (mounted_) {
            std::ofstream ballast(folder_.path() + "/ballast");
            const std::string block(4096, 'b');
            while (ballast.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {}
        } else {
            limit_pages(store, 1);
        }
    }
    void free(store::Store& store) {
        if (mounted_) {
            std::filesystem::remove(folder_.path() + "/ballast");
        } else {
            limit_pages(store, 1'000'000);
        }
    }

private:
    // A limit below what there is means: no page more than there is.
    static void limit_pages(store::Store& store, int pages) {
        soon([&] { return store.health().mode == Health::Mode::full_service; }, 1s);
        store.write_and_wait([=](Link& link) {
            link.script("PRAGMA max_page_count=" + std::to_string(pages));
            return Outcome::keep;
        });
    }
    stores::Folder folder_;
    bool mounted_;
};

TEST(SqliteDisk, FullIsAStateThatReadsSurviveAndWritesComeBackFromByThemselves) {
    TinyDisk disk;
    const auto store = store::open_sqlite({.directory = disk.data()});
    make_notes(*store);
    std::int64_t kept = 0;
    kept += write_note(*store, 0, 10) == Ended::kept;
    disk.fill(*store);

    std::int64_t id = 1;
    Ended last = Ended::kept;
    for (; last == Ended::kept && id < 5'000; ++id) {
        last = write_note(*store, id, 20'000);
        kept += last == Ended::kept;
    }
    EXPECT_EQ(last, Ended::full);
    EXPECT_EQ(store->health().mode, Health::Mode::read_only_disk_full);
    EXPECT_THAT(store->health().why, testing::HasSubstr("disk is full"));
    auto quickest = Clock::duration::max();
    for (int i = 0; i < 3; ++i) {
        const auto asked = Clock::now();
        EXPECT_EQ(write_note(*store, ++id, 20'000), Ended::full);
        quickest = std::min(quickest, Clock::now() - asked);
    }
    EXPECT_LT(quickest, 250ms);
    EXPECT_EQ(stores::number(*store, count_notes), kept);

    disk.free(*store);
    EXPECT_TRUE(soon([&] { return write_note(*store, ++id, 20'000) == Ended::kept; }, 5s));
    EXPECT_EQ(store->health().mode, Health::Mode::full_service);
    EXPECT_EQ(stores::number(*store, count_notes), kept + 1);
}

// Holds a snapshot, row by row, for as long as it is let.
bool read_slowly(store::Store& store, const std::atomic<bool>& enough) {
    try {
        store.read([&](Link& link) {
            while (!enough) {
                link.rows(select_notes, {}, [&](Row&) { std::this_thread::sleep_for(1ms); });
            }
        });
        return true;
    } catch (const store::Broken&) {
        return false;
    }
}

std::int64_t longest_log_beside_a_slow_reader(std::chrono::milliseconds read_lasts_max, bool& read_to_its_end) {
    const stores::Folder folder;
    const auto store = store::open_sqlite({.directory = folder.path(), .wal_bytes_max = 1 << 20, .read_lasts_max = read_lasts_max});
    make_notes(*store);
    write_note(*store, 0, 10);
    std::atomic<bool> enough = false;
    auto reader = std::async(std::launch::async, [&] { return read_slowly(*store, enough); });
    std::int64_t longest = 0;
    for (std::int64_t id = 1; id <= 600; ++id) {
        write_note(*store, id, 40'000);
        longest = std::max(longest, store->health().wal_bytes);
        std::this_thread::sleep_for(1ms);
    }
    enough = true;
    read_to_its_end = reader.get();
    return longest;
}

TEST(SqliteDisk, ASlowReaderIsEndedBeforeTheLogGrowsWithoutBound) {
    bool read_to_its_end = true;
    EXPECT_LT(longest_log_beside_a_slow_reader(100ms, read_to_its_end), 16 << 20);
    EXPECT_FALSE(read_to_its_end);
    // The control: a reader that is let go on makes the log as long as all that is written.
    EXPECT_GT(longest_log_beside_a_slow_reader(1h, read_to_its_end), 20 << 20);
    EXPECT_TRUE(read_to_its_end);
}

// A disk below SQLite whose fsync fails when told to.
namespace failing_disk {

std::atomic<bool> sync_fails = false;
int (*real_sync)(sqlite3_file*, int) = nullptr;
sqlite3_vfs* real = nullptr;

int sync(sqlite3_file* file, int flags) { return sync_fails ? SQLITE_IOERR_FSYNC : real_sync(file, flags); }

// The same methods but for sync. SQLite has a few kinds of files, each with methods of its own.
const sqlite3_io_methods* with_our_sync(const sqlite3_io_methods* theirs) {
    static std::mutex guard;
    static std::map<const sqlite3_io_methods*, sqlite3_io_methods> ours;
    const std::lock_guard held(guard);
    real_sync = theirs->xSync;
    auto& methods = ours[theirs] = *theirs;
    methods.xSync = sync;
    return &methods;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    const int code = real->xOpen(real, name, file, flags, out);
    if (code == SQLITE_OK && file->pMethods) {
        file->pMethods = with_our_sync(file->pMethods);
    }
    return code;
}

class Disk {
public:
    Disk() {
        real = sqlite3_vfs_find(nullptr);
        ours_ = *real;
        ours_.zName = "failing";
        ours_.xOpen = open;
        sqlite3_vfs_register(&ours_, 1);
    }
    ~Disk() {
        sync_fails = false;
        sqlite3_vfs_register(real, 1);
        sqlite3_vfs_unregister(&ours_);
    }

private:
    sqlite3_vfs ours_{};
};

}  // namespace failing_disk

TEST(SqliteDisk, AFailedSyncEndsAllWritingAndIsTold) {
    const failing_disk::Disk disk;
    const stores::Folder folder;
    std::string told;
    store::SqliteSettings settings{.directory = folder.path()};
    settings.on_fatal = [&](const std::string& why) { told += why; };
    {
        const auto store = store::open_sqlite(settings);
        make_notes(*store);
        EXPECT_EQ(write_note(*store, 1, 10), Ended::kept);
        failing_disk::sync_fails = true;
        EXPECT_EQ(write_note(*store, 2, 10), Ended::lost);
        failing_disk::sync_fails = false;
        EXPECT_EQ(write_note(*store, 3, 10), Ended::lost) << "a second fsync that succeeds proves nothing";
        EXPECT_EQ(store->health().mode, Health::Mode::read_only_io_error);
        EXPECT_EQ(stores::number(*store, count_notes), 1);
    }
    EXPECT_THAT(told, testing::HasSubstr("failed to keep what it was given"));
    const auto again = store::open_sqlite(settings);
    EXPECT_GE(stores::number(*again, count_notes), 1);
    EXPECT_EQ(write_note(*again, 4, 10), Ended::kept);
}

}  // namespace
