#pragma once
// A bounded cache of prepared statements of one SQLite connection, keyed by the address of the Sql; the longest unused goes
// first. A statement that is running is never handed out twice: a nested use of the same Sql gets a statement of its own.
#include <list>
#include <memory>
#include <unordered_map>

#include <sqlite3.h>

#include "platform/store/store.h"

namespace store::sqlite {

constexpr std::size_t statements_kept_max = 256;  // per connection; a statement costs some 5 KiB

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

struct Prepared {
    const Sql* sql = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
    bool running = false;
};

class Statements {
public:
    // Lent until it goes out of scope; then reset and, if it came from the cache, given back.
    class Lent {
    public:
        explicit Lent(Prepared& from) : prepared_(&from) { prepared_->running = true; }
        explicit Lent(std::unique_ptr<Prepared> own) : own_(std::move(own)), prepared_(own_.get()) {}
        Lent(Lent&&) = delete;
        ~Lent() {
            sqlite3_reset(prepared_->statement.get());
            prepared_->running = false;
        }
        sqlite3_stmt* get() const { return prepared_->statement.get(); }

    private:
        std::unique_ptr<Prepared> own_;
        Prepared* prepared_;
    };

    explicit Statements(sqlite3* db) : db_(db) {}
    Lent lend(const Sql&);  // throws Broken when the text does not compile, or does not number its arguments by appearance
    std::size_t kept() const { return newest_first_.size(); }
    void clear() {
        by_address_.clear();
        newest_first_.clear();
    }

private:
    Prepared prepare(const Sql&);
    void forget_the_longest_unused();

    sqlite3* db_;
    std::list<Prepared> newest_first_;
    std::unordered_map<const Sql*, std::list<Prepared>::iterator> by_address_;
};

}  // namespace store::sqlite
