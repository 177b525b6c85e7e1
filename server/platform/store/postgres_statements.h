#pragma once
// The names of what one connection has prepared, keyed by the address of the Sql and whether it takes; bounded, the longest
// unused goes first. A name is known only once the server has confirmed it: a PREPARE queued behind a statement that fails is
// never executed. No name is used twice.
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

#include "platform/store/store.h"

namespace store::postgres {

constexpr std::size_t statements_kept_max = 256;  // per connection

struct Statement {
    const Sql* sql = nullptr;
    bool takes = false;  // FOR UPDATE
    friend bool operator==(const Statement&, const Statement&) = default;
};

struct StatementHash {
    std::size_t operator()(const Statement& s) const { return std::hash<const void*>{}(s.sql) ^ (s.takes ? 1U : 0U); }
};

class Statements {
public:
    // The name to execute; nothing when it has to be prepared first.
    const std::string* name_of(const Statement&);
    const std::string& new_name(const Statement&);  // not yet confirmed
    void confirmed(const Statement&);
    void forget_unconfirmed() { unconfirmed_.clear(); }
    std::optional<std::string> one_too_many();  // the name to deallocate, forgotten here
    std::size_t kept() const { return newest_first_.size(); }

private:
    using Named = std::pair<Statement, std::string>;

    std::list<Named> newest_first_;
    std::unordered_map<Statement, std::list<Named>::iterator, StatementHash> known_;
    std::unordered_map<Statement, std::string, StatementHash> unconfirmed_;
    std::int64_t names_given_ = 0;
};

}  // namespace store::postgres
