#include <fmt/format.h>

#include "features/ground/members/cookie.h"
#include "features/ground/members/member_routes.h"
#include "features/ground/members/members.h"
#include "features/ground/members/password.h"
#include "features/ground/members/session_store.h"
#include "features/ground/members/sign_in.h"
#include "features/ground/members/tokens.h"
#include "platform/records/record_routes.h"

namespace members {
namespace {

using http::Reply;
using http::Request;

struct SignIn {
    std::optional<Email> email;
    std::optional<std::string> password;
    std::optional<std::string> link;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (email, password, link))

struct AskForLink {
    Email email;
};
BOOST_DESCRIBE_STRUCT(AskForLink, (), (email))

struct NewPassword {
    std::string password;
    std::optional<std::string> current;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (password, current))

struct SessionShown {
    SessionId id;
    Instant created_at, last_seen_at;
    std::string user_agent;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(SessionShown, (), (id, created_at, last_seen_at, user_agent, current))

Result<http::Verb> prepare_sign_in(const Request& request);
Result<http::Verb> prepare_by_password(const Request& request, const SignIn& sent);
Result<Reply> let_in(Tx& tx, const Request& request, const Result<MemberId>& member);
Result<Reply> ask_for_link(Tx& tx, const Request& request, const AskForLink& sent);
Result<Reply> list_sessions(Tx& tx, const Request&);
Result<Reply> end_session(Tx& tx, const Request& request);
Result<http::Verb> prepare_new_password(const Request& request);
std::string_view bearer_in(std::string_view authorization);
std::string_view cookie_in(const Request& request);
Result<Actor> by_token(Tx& tx, const Request& request, std::string_view authorization);
Result<Actor> by_cookie(Tx& tx, const Request& request, std::string_view secret);
// Writes down that something is in use: with the request's own writing, or else soon and elsewhere, so that reading waits for nothing.
void note_use(Tx& tx, Workspace* workspace, std::function<void(Tx&)> note);

}  // namespace

Result<Actor> who_is(Tx& tx, const Request& request) {
    if (const auto authorization = request.header("authorization")) {
        return by_token(tx, request, *authorization);
    }
    if (const auto secret = cookie_in(request); !secret.empty()) {
        return by_cookie(tx, request, secret);
    }
    return Actor{};
}

Reply with_cookie(Reply reply, const Workspace& workspace, const std::string& secret) {
    return std::move(reply).with("Set-Cookie", cookie::set(workspace.base_url, secret));
}

Reply without_cookie(Reply reply, const Workspace& workspace) {
    return std::move(reply).with("Set-Cookie", cookie::gone(workspace.base_url));
}

sessions::Begun begin_session(Tx& tx, const Request& request, MemberId member) {
    if (const auto old = cookie_in(request); !old.empty()) {
        if (const auto known = sessions::whose(tx, old)) {
            (void)sessions::end(tx, known->actor.session, known->actor.member);
        }
    }
    return sessions::begin(tx, member, request.header("user-agent").value_or(""));
}

void session_routes(http::Router& at) {
    at.post("/sessions", http::prepared(prepare_sign_in, &describe::shape<SignIn>()))
        .may(http::Who::anyone)
        .limited(http::Rate::signing_in)
        .secret()
        .gives_status(201)
        .says("Sign in by e-mail and password, or by a mailed link");
    at.post("/sign-in-links", http::body<AskForLink>(ask_for_link))
        .may(http::Who::anyone)
        .limited(http::Rate::signing_in)
        .gives_status(202)
        .says("Have a link to sign in mailed to a colleague's address");
    at.get("/sessions", list_sessions).lists<SessionShown>().says("Where I am signed in");
    at.remove("/sessions/{session}", end_session).gives_status(204).says("Sign out, here (current) or elsewhere");
    at.put("/me/password", http::prepared(prepare_new_password, &describe::shape<NewPassword>()))
        .limited(http::Rate::signing_in)
        .gives_status(204)
        .says("Choose a password; everywhere else I am signed out");
}

namespace {

Result<http::Verb> prepare_sign_in(const Request& request) {
    const auto sent = describe::read<SignIn>(request.body);
    if (!sent) {
        return sent.no();
    }
    const bool by_password = sent->email && sent->password && !sent->link;
    const bool by_link = sent->link && !sent->email && !sent->password;
    if (by_password) {
        return prepare_by_password(request, *sent);
    }
    if (by_link) {
        return http::Verb{[&request, link = *sent->link](Tx& tx) { return let_in(tx, request, sign_in::by_link(tx, link)); }};
    }
    return No{Refusal::not_valid, "To sign in, send an e-mail address and a password, or the secret of a mailed link."};
}

Result<http::Verb> prepare_by_password(const Request& request, const SignIn& sent) {
    const auto checked = sign_in::check_password(*request.workspace, *sent.email, *sent.password);
    if (!checked) {
        return checked.no();
    }
    return http::Verb{[&request, checked = *checked](Tx& tx) { return let_in(tx, request, sign_in::by_password(tx, checked)); }};
}

Result<Reply> let_in(Tx& tx, const Request& request, const Result<MemberId>& id) {
    const auto member = id ? find(tx, *id) : std::nullopt;
    if (!member) {
        return id ? sign_in::refused() : id.no();
    }
    const auto session = begin_session(tx, request, *id);
    auto out = fmt::format(R"({{"session":{{"id":"{}"}},"member":{}}})", ids::to_text(session.id), records::json(tx, *member));
    return with_cookie(Reply::created(std::move(out)), *request.workspace, session.secret);
}

Result<Reply> ask_for_link(Tx& tx, const Request& request, const AskForLink& sent) {
    sign_in::send_link(tx, sent.email, request.workspace->base_url);
    return Reply::accepted("{}");
}

Result<Reply> list_sessions(Tx& tx, const Request&) {
    std::string out = R"({"items":[)";
    for (const auto& one : sessions::of(tx, tx.me())) {
        const SessionShown shown{one.id, one.created_at, one.last_seen_at, one.user_agent, one.id == tx.actor().session};
        out += (out.back() == '[' ? "" : ",") + describe::print(shown);
    }
    return Reply::ok(out + "]}");
}

Result<Reply> end_session(Tx& tx, const Request& request) {
    const bool current = request.param("session") == "current";
    const auto id = current ? tx.actor().session : request.id<Session>("session");
    if (auto ended = sessions::end(tx, id, tx.me()); !ended) {
        return ended.no();
    }
    const bool this_one = id == tx.actor().session;
    return this_one ? without_cookie(Reply::nothing(), *request.workspace) : Reply::nothing();
}

Result<http::Verb> prepare_new_password(const Request& request) {
    const auto sent = describe::read<NewPassword>(request.body);
    if (!sent) {
        return sent.no();
    }
    if (auto bad = password::why_bad(sent->password); !bad.empty()) {
        return No::about("/password", std::move(bad));
    }
    Result<Actor> actor = Actor{};
    request.workspace->read([&](Tx& tx) { actor = who_is(tx, request); });
    if (!actor) {
        return actor.no();
    }
    const auto checked = sign_in::check_own_password(*request.workspace, *actor, sent->current);
    const auto hash = checked ? password::hash(sent->password) : Result<std::string>{checked.no()};
    if (!hash) {
        return hash.no();
    }
    return http::Verb{[&request, checked = *checked, hash = *hash](Tx& tx) -> Result<Reply> {
        const auto secret = sign_in::set_password(tx, checked, hash);
        return secret ? Result<Reply>{with_cookie(Reply::nothing(), *request.workspace, *secret)} : secret.no();
    }};
}

std::string_view bearer_in(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    return text::lower_ascii(authorization.substr(0, scheme.size())) == scheme ? text::trim(authorization.substr(scheme.size())) : std::string_view{};
}

std::string_view cookie_in(const Request& request) {
    const auto header = request.header("cookie");
    return header ? cookie::secret_in(*header, request.workspace->base_url) : std::string_view{};
}

Result<Actor> by_token(Tx& tx, const Request& request, std::string_view authorization) {
    auto known = tokens::whose(tx, bearer_in(authorization));
    if (!known) {
        return known.no();
    }
    if (known->used_long_ago) {
        note_use(tx, request.workspace, [id = known->token](Tx& later) { tokens::used(later, id); });
    }
    return std::move(known->actor);
}

Result<Actor> by_cookie(Tx& tx, const Request& request, std::string_view secret) {
    auto known = sessions::whose(tx, secret);
    if (!known) {
        return known.no();
    }
    if (known->seen_long_ago) {
        note_use(tx, request.workspace, [id = known->actor.session](Tx& later) { sessions::seen(later, id); });
    }
    return std::move(known->actor);
}

void note_use(Tx& tx, Workspace* workspace, std::function<void(Tx&)> note) {
    if (tx.link.writing()) {
        note(tx);
        return;
    }
    workspace->write(
        [note = std::move(note)](Tx& later) {
            note(later);
            return store::Outcome::keep;
        },
        [](store::Ended, std::exception_ptr) {});  // if it failed, the next request tries again
}

}  // namespace
}  // namespace members
