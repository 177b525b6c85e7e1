#pragma once
// What travels between C++ values and a database: five kinds of value, and one row of an answer.
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wire {

struct Null {};
using Bytes = std::span<const unsigned char>;
using Arg = std::variant<Null, std::int64_t, double, std::string_view, Bytes>;  // text and bytes are borrowed
using Args = std::span<const Arg>;

// One row; columns from 0. Views live until the next row.
class Row {
public:
    virtual bool null(int column) = 0;
    virtual std::int64_t integer(int column) = 0;
    virtual double real(int column) = 0;
    virtual std::string_view text(int column) = 0;
    virtual Bytes bytes(int column) = 0;

protected:
    ~Row() = default;
};

// Collects arguments in order, and keeps alive those texts that had to be made for the purpose.
class Binder {
public:
    void add(Arg arg) { args_.push_back(arg); }
    void add_made(std::string text) { args_.push_back(std::string_view{made_.emplace_back(std::move(text))}); }
    Args all() const { return args_; }
    std::size_t size() const { return args_.size(); }

private:
    std::vector<Arg> args_;
    std::deque<std::string> made_;
};

}  // namespace wire
