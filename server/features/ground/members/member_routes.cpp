#include "features/ground/members/member_routes.h"

#include <algorithm>

#include "features/ground/members/members.h"
#include "platform/records/tail.h"

namespace members {
namespace {

void routes(http::Router& at) {
    company_routes(at);
    session_routes(at);
    colleague_routes(at);
    team_routes(at);
    token_routes(at);
}

// Each node takes over what another one changed of the company.
void listen(records::Tail& tail, Workspace& workspace) {
    tail.watch("members.company", [&workspace](std::span<const records::Event> events) {
        if (std::any_of(events.begin(), events.end(), [](const records::Event& event) { return event.noun == records::noun<CompanySettings>().name; })) {
            company::take_over(workspace);
        }
    });
}

}  // namespace

const Feature& feature() {
    static const Feature made{"members", routes, {&records::noun<Member>(), &records::noun<Team>(), &records::noun<CompanySettings>()}, listen};
    return made;
}

}  // namespace members
