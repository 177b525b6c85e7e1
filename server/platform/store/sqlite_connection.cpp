#include "platform/store/sqlite_connection.h"

#include <mutex>

#include <fmt/format.h>

namespace store::sqlite {

const Sql begin_write{"begin", "BEGIN IMMEDIATE"};
const Sql begin_read{"begin", "BEGIN"};
const Sql begin_verb{"savepoint", "SAVEPOINT verb"};
const Sql keep_verb{"release", "RELEASE verb"};
const Sql take_back_verb{"rollback to", "ROLLBACK TO verb"};
const Sql commit{"commit", "COMMIT"};
const Sql rollback{"rollback", "ROLLBACK"};

namespace {

constexpr int busy_wait_ms = 5'000;                // only checkpoints and recovery hold locks, and those briefly
constexpr int checkpoint_busy_wait_ms = 20;        // while it waits, the writer waits for it
constexpr std::int64_t writer_cache_kib = 16'384;  // grows with use; the kernel caches the rest
constexpr std::int64_t reader_cache_kib = 8'192;
constexpr std::int64_t maintenance_cache_kib = 512;
constexpr int journal_in_memory_max = 16 * 1024 * 1024;
constexpr std::int64_t log_kept_after_reset_max = 64 * 1024 * 1024;

void configure_once();
sqlite3* open_file(const Opening&);
void bind_all(sqlite3*, sqlite3_stmt*, const Sql&, Args);
int bind(sqlite3_stmt*, int position, const Arg&);

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* at) : at_(at) {}
    bool null(int column) override { return sqlite3_column_type(at_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) override { return sqlite3_column_int64(at_, column); }
    double real(int column) override { return sqlite3_column_double(at_, column); }
    std::string_view text(int column) override {
        const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(at_, column));
        return {start ? start : "", static_cast<std::size_t>(sqlite3_column_bytes(at_, column))};
    }
    Bytes bytes(int column) override {
        const auto* start = static_cast<const unsigned char*>(sqlite3_column_blob(at_, column));
        return {start, static_cast<std::size_t>(sqlite3_column_bytes(at_, column))};
    }

private:
    sqlite3_stmt* at_;
};

}  // namespace

Connection::Connection(const Opening& opening) : db_(open_file(opening)), statements_(db_) {
    try {
        set_up(opening);
    } catch (...) {
        sqlite3_close(db_);
        throw;
    }
}

Connection::~Connection() {
    statements_.clear();
    sqlite3_close(db_);
}

void Connection::set_up(const Opening& opening) {
    sqlite3_extended_result_codes(db_, 1);
    sqlite3_busy_timeout(db_, opening.use == Use::maintain ? checkpoint_busy_wait_ms : busy_wait_ms);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    turn_on_write_ahead_log();
    set_pragma("synchronous", opening.synchronous_full ? 2 : 1);
    set_pragma("wal_autocheckpoint", 0);
    set_pragma("journal_size_limit", log_kept_after_reset_max);
    set_pragma("foreign_keys", 1);
    // No temporary files outside our directory: they could be on another, full, disk.
    set_pragma("temp_store", 2);
    // Through a mapping an I/O error is a SIGBUS, and file pages would count as ours.
    set_pragma("mmap_size", 0);
    set_pragma("cell_size_check", 1);
    switch (opening.use) {
        case Use::write:
            return set_pragma("cache_size", -writer_cache_kib);
        case Use::read:
            set_pragma("query_only", 1);
            return set_pragma("cache_size", -reader_cache_kib);
        case Use::maintain:
            return set_pragma("cache_size", -maintenance_cache_kib);
    }
}

void Connection::turn_on_write_ahead_log() {
    const Sql set{"journal_mode", "PRAGMA journal_mode=WAL"};
    std::string mode;
    rows(set, {}, [&](Row& row) { mode = row.text(0); });
    statements_.clear();
    if (mode != "wal") {
        throw Broken(fmt::format("SQLite would not write ahead: the journal mode is {}.", mode));
    }
}

void Connection::set_pragma(const std::string& name, std::int64_t value) {
    script(fmt::format("PRAGMA {}={}", name, value));
    const auto now = pragma(name);
    if (now != value) {
        throw Broken(fmt::format("SQLite did not take PRAGMA {}={}: it says {}.", name, value, now));
    }
}

std::int64_t Connection::pragma(const std::string& name) {
    const std::string text = "PRAGMA " + name;
    const Sql ask{"pragma", text};
    std::int64_t value = -1;
    rows(ask, {}, [&](Row& row) { value = row.integer(0); });
    statements_.clear();  // `ask` does not live for ever
    return value;
}

int Connection::rows(const Sql& sql, Args args, EachRow each) {
    expect_unspoiled();
    const auto statement = [&] {
        try {
            return statements_.lend(sql);
        } catch (const Broken&) {
            failure_ = std::current_exception();
            damage_ = std::max(damage_, damage_now(db_, sqlite3_errcode(db_)));
            throw;
        }
    }();
    bind_all(db_, statement.get(), sql, args);
    return step_through(statement.get(), sql.name, each);
}

int Connection::step_through(sqlite3_stmt* statement, std::string_view name, EachRow each) {
    SqliteRow row(statement);
    int count = 0;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement), ++count) {
        each(row);
    }
    if (code != SQLITE_DONE) {
        spoil(code, name);
    }
    return sqlite3_column_count(statement) > 0 ? count : static_cast<int>(sqlite3_changes64(db_));
}

void Connection::script(std::string_view text) {
    expect_unspoiled();
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        sqlite3_stmt* raw = nullptr;
        int code = sqlite3_prepare_v2(db_, at, static_cast<int>(end - at), &raw, &at);
        const std::unique_ptr<sqlite3_stmt, Finalize> statement{raw};
        while (raw && (code == SQLITE_OK || code == SQLITE_ROW)) {
            code = sqlite3_step(raw);
        }
        if (code != SQLITE_OK && code != SQLITE_DONE) {
            spoil(code, "script");
        }
    }
}

int Connection::control(const Sql& sql) noexcept {
    try {
        const auto statement = statements_.lend(sql);
        const int code = sqlite3_step(statement.get());
        if (code == SQLITE_DONE) {
            return SQLITE_OK;
        }
        damage_ = std::max(damage_, damage_now(db_, code));
        return code;
    } catch (...) {  // only memory can be missing here
        damage_ = std::max(damage_, Damage::statement);
        return SQLITE_NOMEM;
    }
}

void Connection::forget_failure() noexcept {
    failure_ = nullptr;
    damage_ = Damage::none;
    interrupted_ = false;
}

void Connection::interrupt() {
    interrupted_ = true;
    sqlite3_interrupt(db_);
}

void Connection::close_without_checkpoint() { sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); }

void Connection::expect_unspoiled() {
    if (failure_) {
        std::rethrow_exception(failure_);
    }
    if (interrupted_) {
        failure_ = std::make_exception_ptr(Broken("This read took too long and was ended, so that the log can be reused."));
        std::rethrow_exception(failure_);
    }
}

void Connection::spoil(int code, std::string_view doing) {
    damage_ = std::max(damage_, damage_now(db_, code));
    try {
        fail(db_, code, doing);
    } catch (...) {
        failure_ = std::current_exception();
        throw;
    }
}

namespace {

// Statement journals (what a savepoint would restore) stay in memory up to a size, for the reason temp_store gives.
void configure_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, journal_in_memory_max);
        sqlite3_initialize();
    });
}

sqlite3* open_file(const Opening& opening) {
    configure_once();
    sqlite3* db = nullptr;
    const int create = opening.use == Use::write ? SQLITE_OPEN_CREATE : 0;
    const int code = sqlite3_open_v2(opening.file.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, nullptr);
    if (code != SQLITE_OK) {
        const std::string words = words_of(db, code);
        sqlite3_close(db);
        throw Broken(fmt::format("{} cannot be opened: {}", opening.file, words));
    }
    return db;
}

void bind_all(sqlite3* db, sqlite3_stmt* statement, const Sql& sql, Args args) {
    const int expected = sqlite3_bind_parameter_count(statement);
    if (static_cast<std::size_t>(expected) != args.size()) {
        throw Broken(fmt::format("{} takes {} arguments and was given {}.", sql.name, expected, args.size()));
    }
    for (int i = 0; i < expected; ++i) {
        if (const int code = bind(statement, i + 1, args[static_cast<std::size_t>(i)]); code != SQLITE_OK) {
            fail(db, code, sql.name);
        }
    }
}

// Borrowed text and bytes live until the call returns, and so does the binding. A null pointer would bind NULL, so what is
// empty points at an empty string.
int bind(sqlite3_stmt* statement, int position, const Arg& arg) {
    switch (arg.index()) {
        case 0:
            return sqlite3_bind_null(statement, position);
        case 1:
            return sqlite3_bind_int64(statement, position, std::get<1>(arg));
        case 2:
            return sqlite3_bind_double(statement, position, std::get<2>(arg));
        case 3: {
            const auto text = std::get<3>(arg);
            return sqlite3_bind_text64(statement, position, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
        }
        default: {
            const auto bytes = std::get<4>(arg);
            return sqlite3_bind_blob64(statement, position, bytes.empty() ? static_cast<const void*>("") : bytes.data(), bytes.size(),
                                       SQLITE_STATIC);
        }
    }
}

}  // namespace
}  // namespace store::sqlite
