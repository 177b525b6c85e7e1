#pragma once
// A Link over a SQLite connection.
#include "platform/store/sqlite_connection.h"

namespace store::sqlite {

class SqliteLink final : public Link {
public:
    SqliteLink(Connection& connection, bool writing) : connection_(connection), writing_(writing) {}
    using Link::rows;
    using Link::run;
    using Link::take;
    int rows(const Sql& sql, Args args, EachRow each) override { return connection_.rows(sql, args, each); }
    int take(const Sql& sql, Args args, EachRow each) override { return connection_.rows(sql, args, each); }
    void run(const Sql& sql, Args args) override {
        connection_.rows(sql, args, [](Row&) {});
    }
    void script(std::string_view text) override { connection_.script(text); }
    bool writing() const override { return writing_; }

private:
    Connection& connection_;
    bool writing_;
};

}  // namespace store::sqlite
