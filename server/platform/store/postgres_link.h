#pragma once
// A Link over a PostgreSQL connection.
#include "platform/store/postgres_connection.h"

namespace store::postgres {

class PostgresLink final : public Link {
public:
    PostgresLink(Connection& connection, bool writing) : connection_(connection), writing_(writing) {}
    using Link::rows;
    using Link::run;
    using Link::take;
    int rows(const Sql& sql, Args args, EachRow each) override { return connection_.rows(sql, false, args, each); }
    int take(const Sql& sql, Args args, EachRow each) override { return connection_.rows(sql, writing_, args, each); }
    void run(const Sql& sql, Args args) override { connection_.run(sql, args); }
    void script(std::string_view text) override { connection_.script(text); }
    bool writing() const override { return writing_; }

private:
    Connection& connection_;
    bool writing_;
};

}  // namespace store::postgres
