#pragma once
// Arguments and rows as libpq wants and gives them: text, except bytes, which go out as they are.
#include <deque>
#include <string>
#include <vector>

#include <libpq-fe.h>

#include "platform/store/store.h"

namespace store::postgres {

// The arguments of one statement. Lives while libpq copies them.
class Params {
public:
    explicit Params(Args);  // throws Broken for text with a zero byte, which PostgreSQL cannot keep
    int count() const { return static_cast<int>(values_.size()); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

private:
    void add(const Arg&);
    void add_text(std::string_view);

    std::string text_;  // all texts, each ended by a zero byte; reserved first, so that it does not move
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

class PostgresRow final : public Row {
public:
    explicit PostgresRow(const PGresult* answer) : answer_(answer) {}
    void stand_at(int row) {
        row_ = row;
        decoded_.clear();
    }
    bool null(int column) override { return PQgetisnull(answer_, row_, column) == 1; }
    std::int64_t integer(int column) override;
    double real(int column) override;
    std::string_view text(int column) override;
    Bytes bytes(int column) override;

private:
    const PGresult* answer_;
    int row_ = 0;
    std::deque<std::vector<unsigned char>> decoded_;
};

}  // namespace store::postgres
