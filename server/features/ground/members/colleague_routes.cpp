#include "features/ground/members/invitations.h"
#include "features/ground/members/member_routes.h"
#include "features/ground/members/members.h"
#include "features/ground/members/password.h"
#include "platform/records/record_routes.h"

namespace members {
namespace {

using http::Reply;
using http::Request;
using Colleague = records::Of<Member>;

struct Invite {
    Email email;
    std::optional<Text<1, 100>> name;
};
BOOST_DESCRIBE_STRUCT(Invite, (), (email, name))

struct LookAt {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(LookAt, (), (token))

struct Accept {
    std::string token;
    Text<1, 100> name;
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(Accept, (), (token, name, password))

Result<Reply> answer(Tx& tx, const Result<Colleague>& member) {
    return member ? Result<Reply>{records::reply(tx, *member)} : member.no();
}

// A colleague's name and title are changed by themselves or by an administrator.
Result<http::Verb> prepare_change(const Request& request) {
    auto sent = describe::parse_object(request.body);
    if (!sent) {
        return sent.no();
    }
    return http::Verb{[&request, changes = *sent](Tx& tx) -> Result<Reply> {
        const auto id = request.id<Member>("member");
        if (tx.me() != id && !tx.actor().admin) {
            return No{Refusal::not_allowed, "Only they themselves or an administrator can change this."};
        }
        const auto changed = records::patch(tx, records::noun<Member>(), id.value, request.if_match().value_or(0), changes.view());
        return changed ? Result<Reply>{records::reply(tx, *changed)} : changed.no();
    }};
}

Result<Reply> take_leave(Tx& tx, const Request& request) { return answer(tx, leave(tx, request.id<Member>("member"))); }
Result<Reply> bring_back(Tx& tx, const Request& request) { return answer(tx, reinstate(tx, request.id<Member>("member"))); }
Result<Reply> give_administration(Tx& tx, const Request& request) { return answer(tx, make_admin(tx, request.id<Member>("member"))); }
Result<Reply> take_administration(Tx& tx, const Request& request) { return answer(tx, no_longer_admin(tx, request.id<Member>("member"))); }

Result<Reply> invite(Tx& tx, const Request& request, const Invite& sent) {
    const auto made = invitations::invite(tx, sent.email, sent.name, invitations::As::colleague, request.workspace->base_url);
    if (!made) {
        return made.no();
    }
    return Reply::created(R"({"member":)" + records::json(tx, made->member) + R"(,"link":")" + made->link + "\"}");
}

Result<Reply> look_at_invitation(Tx& tx, const Request&, const LookAt& sent) {
    const auto member = invitations::look(tx, sent.token);
    if (!member) {
        return member.no();
    }
    std::string out = R"({"company":)";
    json::print_text(out, tx.company->name);
    out += R"(,"email":)";
    json::print_text(out, member->it.email);
    out += R"(,"name":)";
    json::print_text(out, member->it.name);
    return Reply::ok(out + '}');
}

Result<http::Verb> prepare_accept(const Request& request) {
    auto sent = describe::read<Accept>(request.body);
    if (!sent) {
        return sent.no();
    }
    std::optional<std::string> hash;
    if (sent->password) {
        if (auto bad = password::why_bad(*sent->password); !bad.empty()) {
            return No::about("/password", std::move(bad));
        }
        auto hashed = password::hash(*sent->password);
        if (!hashed) {
            return hashed.no();
        }
        hash = std::move(*hashed);
    }
    return http::Verb{[&request, hash, token = sent->token, name = sent->name](Tx& tx) -> Result<Reply> {
        const auto member = invitations::accept(tx, token, name, hash);
        if (!member) {
            return member.no();
        }
        const auto session = begin_session(tx, request, member->it.id);
        return with_cookie(records::reply(tx, *member, 201), *request.workspace, session.secret);
    }};
}

}  // namespace

void colleague_routes(http::Router& at) {
    records::add_routes(at, records::noun<Member>(), {.patch = false, .remove = false});
    at.patch("/members/{member}", http::prepared(prepare_change, &describe::shape<Member>()))
        .versioned()
        .gives<Member>()
        .says("Change a colleague's name or title");
    at.post("/members/{member}/leaving", take_leave).may(http::Who::admin).gives<Member>().says("Take leave of a colleague: everything they are signed in with ends at once");
    at.remove("/members/{member}/leaving", bring_back).may(http::Who::admin).gives<Member>().says("Bring a colleague back");
    at.put("/members/{member}/administration", give_administration).may(http::Who::admin).gives<Member>().says("Make a colleague an administrator");
    at.remove("/members/{member}/administration", take_administration)
        .may(http::Who::admin)
        .gives<Member>()
        .says("Let a colleague be no administrator any more");
    at.post("/invitations", http::body<Invite>(invite)).may(http::Who::admin).secret().gives_status(201).says("Invite a colleague by a link");
    at.post("/invitations/look", http::body<LookAt>(look_at_invitation))
        .may(http::Who::anyone)
        .limited(http::Rate::signing_in)
        .says("What an invitation is for");
    at.post("/invitations/acceptance", http::prepared(prepare_accept, &describe::shape<Accept>()))
        .may(http::Who::anyone)
        .limited(http::Rate::signing_in)
        .secret()
        .gives<Member>(201)
        .says("Come in by an invitation; they are then signed in");
}

}  // namespace members
