#include <fmt/format.h>

#include "features/ground/members/cookie.h"
#include "features/ground/members/member_routes.h"
#include "features/ground/members/members.h"
#include "features/ground/members/password.h"
#include "features/ground/members/setting_up.h"
#include "platform/records/record_routes.h"

namespace members {
namespace {

using http::Reply;
using http::Request;

std::vector<AddToMe>& me_additions() {
    static std::vector<AddToMe> all;
    return all;
}

struct SetUp {
    Text<1, 200> company;
    Text<1, 100> name;
    Email email;
    std::string password;
    ZoneName time_zone;
};
BOOST_DESCRIBE_STRUCT(SetUp, (), (company, name, email, password, time_zone))

Result<Reply> is_set_up_needed(Tx& tx, const Request&) {
    const auto ours = company::find(tx);
    std::string out = fmt::format(R"({{"needed":{})", setting_up::needed(tx));
    if (ours) {
        out += R"(,"company":)";
        json::print_text(out, ours->it.name);
    }
    return Reply::ok(out + '}');
}

Result<http::Verb> prepare_set_up(const Request& request) {
    auto sent = describe::read<SetUp>(request.body);
    if (!sent) {
        return sent.no();
    }
    if (auto bad = password::why_bad(sent->password); !bad.empty()) {
        return No::about("/password", std::move(bad));
    }
    bool needed = false;
    request.workspace->read([&](Tx& tx) { needed = setting_up::needed(tx); });
    const auto hash = needed ? password::hash(sent->password) : Result<std::string>{std::string{}};
    if (!hash) {
        return hash.no();
    }
    return http::Verb{[&request, hash = *hash, first = setting_up::First{sent->company, sent->time_zone, sent->name, sent->email}](Tx& tx) -> Result<Reply> {
        const auto member = setting_up::set_up(tx, first, hash);
        if (!member) {
            return member.no();
        }
        const auto session = begin_session(tx, request, member->it.id);
        return with_cookie(records::reply(tx, *member, 201), *request.workspace, session.secret);
    }};
}

// The company with what the page must know to write days and amounts.
std::string company_json(const Company& company) {
    std::string out = R"({"name":)";
    json::print_text(out, company.name);
    out += fmt::format(R"(,"time_zone":"{}","currency":"{}","locale":"en"}})", company.zone.name(), company.currency);
    return out;
}

Result<Reply> who_am_i(Tx& tx, const Request&) {
    const auto me = find(tx, tx.me());
    if (!me) {
        return records::not_here<Member>();
    }
    std::string out = R"({"member":)" + records::json(tx, *me);
    out += R"(,"company":)" + company_json(*tx.company);
    out += fmt::format(R"(,"today":"{}","now":"{}","live":"/api/v1/live")", to_text(tx.today), to_text(tx.now));
    for (const auto& add : me_additions()) {
        add(tx, out);
    }
    return Reply::ok(out + '}');
}

Result<Reply> change_company(Tx& tx, const Request&, const company::Change& sent) {
    const auto changed = company::change(tx, sent);
    return changed ? Result<Reply>{records::reply(tx, *changed)} : changed.no();
}

}  // namespace

void add_to_me(AddToMe add) { me_additions().push_back(std::move(add)); }

void company_routes(http::Router& at) {
    at.get("/setup", is_set_up_needed).may(http::Who::anyone).says("Whether the company still has to be set up");
    at.post("/setup", http::prepared(prepare_set_up, &describe::shape<SetUp>()))
        .may(http::Who::anyone)
        .limited(http::Rate::signing_in)
        .secret()
        .gives<Member>(201)
        .says("Set the company up, with its first administrator, who is then signed in");
    at.get("/me", who_am_i).says("Who I am, our company, and the day it is there");
    at.patch("/company", http::body<company::Change>(change_company)).may(http::Who::admin).gives<CompanySettings>().says("Change our name, time zone or currency");
}

}  // namespace members
