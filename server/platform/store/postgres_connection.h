#pragma once
// One connection to PostgreSQL in libpq's pipeline mode: statements are queued, and one round trip answers all that wait.
// One thread at a time.
#include <chrono>
#include <deque>
#include <exception>
#include <memory>
#include <string>

#include <libpq-fe.h>

#include "platform/store/postgres_error.h"
#include "platform/store/postgres_statements.h"
#include "platform/store/store.h"

namespace store::postgres {

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;
using Handle = std::unique_ptr<PGconn, Finish>;

// Connects and sets search_path, time-outs and encoding. Throws Lost.
Handle connect(const PostgresSettings&);

class Connection {
public:
    explicit Connection(const PostgresSettings&);

    void begin(const Sql& how);  // queued; forgets an earlier failure
    void commit();               // waits; throws when not committed
    void roll_back();            // waits for nothing: the answer is read before the next transaction
    bool still_there();          // false when the server has hung up

    // As Link says. After a failure every call throws the same again, until begin().
    int rows(const Sql&, bool takes, Args, EachRow);
    void run(const Sql&, Args);
    void script(std::string_view text);

    std::exception_ptr failure() const { return failure_; }
    Trouble trouble() const { return trouble_; }
    bool did_anything() const { return did_anything_; }  // since begin()
    std::string server_version() const;
    std::size_t statements_kept() const { return statements_.kept(); }

private:
    struct Expected {
        enum class Kind { prepared, answer, sync } kind;
        Statement statement;
    };

    void queue(const Statement&, Args);
    void prepare(const Statement&);
    void sync();
    Answer settle();
    Answer receive(const Expected&);
    void note(const PGresult*, std::string_view doing);
    void expect_unspoiled();
    void expect_sent(int sent, std::string_view doing);
    void deallocate_what_is_too_many();

    Handle handle_;
    Statements statements_;
    std::deque<Expected> expected_;
    std::exception_ptr failure_;
    Trouble trouble_ = Trouble::none;
    bool did_anything_ = false;
};

extern const Sql begin_write, begin_read;

}  // namespace store::postgres
