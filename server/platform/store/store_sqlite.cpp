// The embedded engine: one file in a directory of ours, one writer, several readers, one that checkpoints.
#include <fmt/format.h>

#include "platform/store/commit_signal.h"
#include "platform/store/directory_lock.h"
#include "platform/store/free_space.h"
#include "platform/store/service_state.h"
#include "platform/store/sqlite_backup.h"
#include "platform/store/sqlite_checkpointer.h"
#include "platform/store/sqlite_connection.h"
#include "platform/store/sqlite_readers.h"
#include "platform/store/sqlite_writer.h"
#include "platform/store/store.h"

namespace store {
namespace sqlite {
namespace {

constexpr Sql select_events_after{"ledger.select_events_after", R"sql(
    SELECT seq, xid, at, actor, type, version, noun, object, label_set, source FROM event
    WHERE (xid, seq) > ($1, $2)
    ORDER BY xid, seq LIMIT $3
)sql"};

class SqliteStore final : public Store {
public:
    explicit SqliteStore(const SqliteSettings&);
    ~SqliteStore() override { SqliteStore::stop(); }

    Engine engine() const override { return Engine::sqlite; }
    void read(Ref<void(Link&)> look) override { readers_.read(look); }
    void write(std::function<Outcome(Link&)> verb, std::function<void(Ended, std::exception_ptr)> ended) override {
        writer_.add({std::move(verb), std::move(ended)});
    }
    const Sql& events_after() const override { return select_events_after; }
    bool wait_for_events(std::int64_t& ticket, std::chrono::milliseconds or_after) override { return signal_.wait(ticket, or_after); }
    void wake_waiters() override { signal_.committed(); }
    void make_room() override {}
    Health health() override;
    std::string version() override { return fmt::format("SQLite {}", sqlite3_libversion()); }
    void backup_to(const std::string& path) override { back_up(opening_for(Use::maintain), path); }
    void stop() override;

private:
    Opening opening_for(Use use) const { return {settings_.directory + "/steward.db", use, settings_.synchronous_full}; }

    const SqliteSettings settings_;
    DirectoryLock lock_;
    ServiceState state_;
    CommitSignal signal_;
    std::unique_ptr<Connection> first_;  // makes the file, before the others open it
    Readers readers_;
    Checkpointer checkpointer_;
    Writer writer_;
};

SqliteStore::SqliteStore(const SqliteSettings& settings)
    : settings_(settings),
      lock_(settings.directory),
      state_(settings.on_fatal),
      first_(std::make_unique<Connection>(opening_for(Use::write))),
      readers_(opening_for(Use::read), settings.readers),
      checkpointer_(settings, opening_for(Use::maintain), state_, readers_),
      writer_(settings, std::move(first_), state_, signal_, checkpointer_) {
    sync_directory(settings.directory);
}

Health SqliteStore::health() {
    Health health;
    health.mode = state_.mode();
    health.why = state_.why();
    health.wal_bytes = checkpointer_.log_bytes();
    health.disk_used_percent = used_percent_of(settings_.directory);
    health.queue = writer_.waiting();
    return health;
}

void SqliteStore::stop() {
    writer_.stop();
    signal_.stop();
    readers_.stop();
    checkpointer_.stop();
    state_.closed();
}

}  // namespace
}  // namespace sqlite

std::unique_ptr<Store> open_sqlite(const SqliteSettings& settings) {
    sqlite::refuse_old_version(sqlite3_libversion_number(), sqlite3_libversion());
    return std::make_unique<sqlite::SqliteStore>(settings);
}

}  // namespace store
