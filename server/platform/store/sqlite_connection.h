#pragma once
// One connection to the SQLite file, with its pragmas set and read back. One thread at a time, except interrupt().
#include <atomic>
#include <exception>
#include <string>

#include <sqlite3.h>

#include "platform/store/sqlite_error.h"
#include "platform/store/sqlite_statements.h"
#include "platform/store/store.h"

namespace store::sqlite {

enum class Use { write, read, maintain };  // maintain: checkpoints and backups

struct Opening {
    std::string file;
    Use use = Use::read;
    bool synchronous_full = true;
};

class Connection {
public:
    explicit Connection(const Opening&);  // throws Broken
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // As Link says. After a failure every call throws the same again, until forget_failure().
    int rows(const Sql&, Args, EachRow);
    void script(std::string_view text);
    // BEGIN, SAVEPOINT, COMMIT ..: the result code, never an exception.
    int control(const Sql&) noexcept;

    void forget_failure() noexcept;
    std::exception_ptr failure() const { return failure_; }
    Damage damage() const { return damage_; }  // the worst since forget_failure()
    bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
    std::string words() const { return words_of(db_, sqlite3_errcode(db_)); }

    // Any thread: ends what is running, and what would run next in the same transaction.
    void interrupt();
    // Leaves the log as it is when closing: after the disk failed nothing may be moved about any more.
    void close_without_checkpoint();

    std::int64_t pragma(const std::string& name);
    std::size_t statements_kept() const { return statements_.kept(); }
    sqlite3* raw() { return db_; }

private:
    void set_up(const Opening&);
    void set_pragma(const std::string& name, std::int64_t value);
    void turn_on_write_ahead_log();
    int step_through(sqlite3_stmt*, std::string_view name, EachRow);
    void expect_unspoiled();
    [[noreturn]] void spoil(int code, std::string_view doing);

    sqlite3* db_;
    Statements statements_;
    std::exception_ptr failure_;
    Damage damage_ = Damage::none;
    std::atomic<bool> interrupted_{false};
};

// The one statement of its kind: BEGIN IMMEDIATE and the like.
extern const Sql begin_write, begin_read, begin_verb, keep_verb, take_back_verb, commit, rollback;

}  // namespace store::sqlite
