#include "platform/store/sqlite_statements.h"

#include <fmt/format.h>

#include "platform/store/sqlite_error.h"

namespace store::sqlite {
namespace {

void expect_arguments_in_order(const Sql&, sqlite3_stmt*);

}  // namespace

Statements::Lent Statements::lend(const Sql& sql) {
    const auto known = by_address_.find(&sql);
    if (known == by_address_.end()) {
        forget_the_longest_unused();
        newest_first_.push_front(prepare(sql));
        by_address_[&sql] = newest_first_.begin();
        return Lent(newest_first_.front());
    }
    if (known->second->running) {
        return Lent(std::make_unique<Prepared>(prepare(sql)));
    }
    newest_first_.splice(newest_first_.begin(), newest_first_, known->second);
    return Lent(newest_first_.front());
}

Prepared Statements::prepare(const Sql& sql) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v3(db_, sql.text.data(), static_cast<int>(sql.text.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    Prepared prepared{&sql, std::unique_ptr<sqlite3_stmt, Finalize>{statement}, false};
    if (code != SQLITE_OK) {
        fail(db_, code, sql.name);
    }
    if (!statement) {
        throw Broken(fmt::format("{}: the statement is empty.", sql.name));
    }
    expect_arguments_in_order(sql, statement);
    return prepared;
}

void Statements::forget_the_longest_unused() {
    if (newest_first_.size() < statements_kept_max) {
        return;
    }
    for (auto at = std::prev(newest_first_.end());; --at) {
        if (!at->running) {
            by_address_.erase(at->sql);
            newest_first_.erase(at);
            return;
        }
        if (at == newest_first_.begin()) {
            return;
        }
    }
}

namespace {

// SQLite numbers $1, $2 .. by first appearance and PostgreSQL by their digits, so both must be the same.
void expect_arguments_in_order(const Sql& sql, sqlite3_stmt* statement) {
    const int count = sqlite3_bind_parameter_count(statement);
    for (int i = 1; i <= count; ++i) {
        const char* name = sqlite3_bind_parameter_name(statement, i);
        if (!name || fmt::format("${}", i) != name) {
            throw Broken(fmt::format("{}: argument {} is called {}. Number them $1, $2 .. in order of first appearance.", sql.name, i,
                                     name ? name : "?"));
        }
    }
}

}  // namespace
}  // namespace store::sqlite
