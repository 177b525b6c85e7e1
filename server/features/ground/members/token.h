#pragma once
// A token lets a program act for one of us, with at most the rights that its member has at that moment.
#include <optional>

#include "base/describe.h"
#include "platform/records/tx.h"

using TokenId = Id<struct Token>;

enum class TokenScope { read, write };
BOOST_DESCRIBE_ENUM(TokenScope, read, write)

struct Token {
    TokenId id;
    Text<1, 100> name;
    TokenScope scope = TokenScope::read;
    Instant created_at;
    std::optional<Instant> last_used_at;
    std::optional<Day> expires_on;  // the last day on which it is good, in the company's zone
};
BOOST_DESCRIBE_STRUCT(Token, (), (id, name, scope, created_at, last_used_at, expires_on))
