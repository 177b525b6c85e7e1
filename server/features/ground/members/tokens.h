#pragma once
#include <string_view>
#include <vector>

#include "base/result.h"
#include "features/ground/members/token.h"

namespace tokens {

constexpr std::string_view prefix = "stw_";  // so that a token that got into a repository is recognised

struct NewToken {
    Text<1, 100> name;
    TokenScope scope = TokenScope::read;
    std::optional<Day> expires_on;
};
BOOST_DESCRIBE_STRUCT(NewToken, (), (name, scope, expires_on))

struct Made {
    TokenId id;
    std::string plain;  // shown once
};
Result<Made> make(Tx&, MemberId whose, const NewToken&);
std::vector<Token> of(Tx&, MemberId);
Result<> end(Tx&, TokenId, MemberId whose);
void end_all(Tx&, MemberId);

struct Known {
    Actor actor;
    TokenId token;
    bool used_long_ago = false;
};
Result<Known> whose(Tx&, std::string_view plain);
void used(Tx&, TokenId);

}  // namespace tokens
