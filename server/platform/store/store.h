#pragma once
// The narrow waist between features and their database: one interface, two engines (store_sqlite.cpp, store_postgres.cpp).
// It sees neither sqlite3.h nor libpq-fe.h. One SQL text serves both engines ($1 in order of first appearance, BIGINT,
// TEXT, BYTEA/BLOB, ON CONFLICT, RETURNING, row-value cursors).
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/ref.h"
#include "base/wire.h"

namespace store {

// A statement with a name. Lives for ever: its address keys the caches of prepared statements.
struct Sql {
    std::string_view name;
    std::string_view text;
};

// For statements composed from described nouns (never from what a user wrote). The same text gives the same Sql.
// Bounded: beyond 4,096 different texts it throws, because then somebody composes from data.
const Sql& intern(std::string text);

using wire::Arg;
using wire::Args;
using wire::Bytes;
using wire::Null;
using wire::Row;

using EachRow = Ref<void(Row&)>;

// One connection inside one transaction. One thread at a time. After a statement has failed the transaction is spoiled on
// both engines: every later call throws the same Broken, and the verb ends as broken even if it caught it.
class Link {
public:
    // Runs and waits for the answer; calls `each` per row; gives the number of rows, or of rows changed where none come back.
    virtual int rows(const Sql&, Args, EachRow each) = 0;
    // Like rows, and the rows stay ours until the commit (PostgreSQL appends FOR UPDATE; SQLite has one writer anyway).
    virtual int take(const Sql&, Args, EachRow each) = 0;
    // May be queued. An error then surfaces at the next rows() or at the commit, always as Broken. What a verb wants to
    // decide on is asked with ON CONFLICT DO NOTHING RETURNING id through rows().
    virtual void run(const Sql&, Args) = 0;
    // Many statements without arguments, one after the other: for migrations.
    virtual void script(std::string_view text) = 0;
    virtual bool writing() const = 0;

    int rows(const Sql& sql, std::initializer_list<Arg> args, EachRow each) { return rows(sql, Args{args.begin(), args.size()}, each); }
    int take(const Sql& sql, std::initializer_list<Arg> args, EachRow each) { return take(sql, Args{args.begin(), args.size()}, each); }
    void run(const Sql& sql, std::initializer_list<Arg> args) { run(sql, Args{args.begin(), args.size()}); }

protected:
    ~Link() = default;
};

// The world broke: a constraint that code should have kept, a lost connection, a damaged file. Never shown to people.
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The disk is full or the store is read-only: a clear, reversible state (RELIABILITY).
struct Full : Broken {
    using Broken::Broken;
};
// The verb's group or connection was lost before its commit. It may be tried again.
struct Lost : Broken {
    using Broken::Broken;
};

enum class Outcome { keep, take_back };  // what the verb decided: a refusal takes back what it wrote
enum class Ended {
    kept,        // committed and durable
    taken_back,  // the verb refused, nothing of it remains
    broken,      // the verb threw; nothing of it remains
    lost,        // its whole group or its connection was lost before the commit: try later
    full,        // the disk is full: nothing of it remains, reads go on
};

// What the store can do just now. `why` is a sentence for people and for /readyz.
struct Health {
    enum class Mode { full_service, read_only_disk_full, unreachable, read_only_io_error, closed } mode = Mode::full_service;
    std::string why;
    std::int64_t wal_bytes = 0;       // SQLite
    int disk_used_percent = 0;        // SQLite: of the file system that holds the data, for warnings at 85 and 95
    std::int64_t horizon_age_us = 0;  // PostgreSQL: age of the oldest write transaction in the cluster
    std::int64_t queue = 0;           // verbs waiting for the writer
};

enum class Engine { sqlite, postgres };

class Store {
public:
    virtual ~Store() = default;
    virtual Engine engine() const = 0;
    // On the caller's thread, in one snapshot. Throws what `look` throws, Broken when the world broke.
    virtual void read(Ref<void(Link&)> look) = 0;
    // Runs `verb` on the engine's writing thread (SQLite: the one writer, in a savepoint of the open group; PostgreSQL: one
    // of the pool, in its own transaction; 40001 and 40P01 are run again). `ended` is called once, after the commit, on
    // that thread: it must neither block nor throw. Where nothing can be accepted (stopped, too many waiting) it is called
    // at once on the caller's thread. A verb may run more than once: it must not touch the outside. It may throw.
    virtual void write(std::function<Outcome(Link&)> verb, std::function<void(Ended, std::exception_ptr)> ended) = 0;
    // write() and wait. Gives Ended::kept or taken_back; throws what the verb threw, Full, Lost or Broken.
    Ended write_and_wait(std::function<Outcome(Link&)> verb);

    // The text that reads events after ($1 xid, $2 seq), at most $3, in order (xid, seq): columns seq, xid, at, actor, type,
    // version, noun, object, label_set, source. It is the one text that differs: PostgreSQL adds the horizon.
    virtual const Sql& events_after() const = 0;
    // Blocks until something was committed since the last call on this waiter, `or_after` passed, or stop() was called.
    // Woken by the writer on SQLite, by LISTEN/NOTIFY on PostgreSQL (with polling as a safety net).
    virtual bool wait_for_events(std::int64_t& ticket, std::chrono::milliseconds or_after) = 0;
    virtual void wake_waiters() = 0;  // as if something had been committed: for those who want to stop waiting

    // Makes the place where tables will stand, if it is missing (PostgreSQL: the schema). Only migrate() calls it.
    virtual void make_room() = 0;
    virtual Health health() = 0;
    virtual std::string version() = 0;                    // "SQLite 3.53.2", "PostgreSQL 15.18"
    virtual void backup_to(const std::string& path) = 0;  // SQLite: a consistent copy while running; PostgreSQL throws Broken with advice
    virtual void stop() = 0;                              // finishes what was accepted, refuses the rest as lost
};

struct SqliteSettings {
    std::string directory;         // owned by flock on directory/lock; the file is directory/steward.db
    bool synchronous_full = true;  // the power-loss test's control turns it off
    int readers = 4;
    int group_verbs_max = 256;                        // verbs in one commit
    std::int64_t wal_bytes_max = 64 * 1024 * 1024;    // beyond it, reads that keep the log from being reused are ended ...
    std::chrono::milliseconds read_lasts_max{5'000};  // ... once they are older than this
    // Called once, on a thread of the store (it must not call back), when the disk failed to keep what it was given (a failed fsync, an I/O error at commit).
    // From then on nothing is acknowledged; reads go on. The process must leave with a code other than zero.
    std::function<void(const std::string& why)> on_fatal = {};
};
struct PostgresSettings {
    std::string url;  // postgresql://...
    std::string schema = "steward";
    int connections = 4;  // writers; readers have as many again
};

// Opens without migrating. Throws Broken with a sentence (another process owns it; SQLite older than 3.51.3; no such database).
std::unique_ptr<Store> open_sqlite(const SqliteSettings&);
std::unique_ptr<Store> open_postgres(const PostgresSettings&);

}  // namespace store
