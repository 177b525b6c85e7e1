#include <fmt/format.h>

#include "features/ground/members/member_routes.h"
#include "features/ground/members/tokens.h"

namespace members {
namespace {

using http::Reply;
using http::Request;

Result<Reply> make_token(Tx& tx, const Request&, const tokens::NewToken& sent) {
    if (!tx.actor().session) {
        return No{Refusal::not_allowed, "A program cannot make tokens. Sign in to make one yourself."};
    }
    const auto made = tokens::make(tx, tx.me(), sent);
    if (!made) {
        return made.no();
    }
    std::string out = fmt::format(R"({{"id":"{}","name":)", ids::to_text(made->id));
    json::print_text(out, sent.name);
    return Reply::created(out + R"(,"token":")" + made->plain + "\"}");
}

Result<Reply> list_tokens(Tx& tx, const Request&) {
    std::string out = R"({"items":[)";
    for (const auto& token : tokens::of(tx, tx.me())) {
        out += (out.back() == '[' ? "" : ",") + describe::print(token);
    }
    return Reply::ok(out + "]}");
}

Result<Reply> end_token(Tx& tx, const Request& request) {
    const auto ended = tokens::end(tx, request.id<Token>("token"), tx.me());
    return ended ? Result<Reply>{Reply::nothing()} : ended.no();
}

}  // namespace

void token_routes(http::Router& at) {
    at.post("/tokens", http::body<tokens::NewToken>(make_token)).secret().gives_status(201).says("Make a token for a program; it is shown this once");
    at.get("/tokens", list_tokens).lists<Token>().says("My tokens, without their secrets");
    at.remove("/tokens/{token}", end_token).gives_status(204).says("End a token");
}

}  // namespace members
