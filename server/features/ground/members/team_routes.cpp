#include "features/ground/members/member_routes.h"
#include "features/ground/members/members.h"
#include "platform/records/record_routes.h"

namespace members {
namespace {

using http::Reply;
using http::Request;
using http::Who;

struct NewTeam {
    Text<1, 100> name;
};
BOOST_DESCRIBE_STRUCT(NewTeam, (), (name))

Result<Reply> answer(Tx& tx, const Result<records::Of<Team>>& team, int status = 200) {
    return team ? Result<Reply>{records::reply(tx, *team, status)} : team.no();
}

Result<Reply> make(Tx& tx, const Request&, const NewTeam& sent) { return answer(tx, make_team(tx, sent.name), 201); }
Result<Reply> let_join(Tx& tx, const Request& request) { return answer(tx, join(tx, request.id<Team>("team"), request.id<Member>("member"))); }
Result<Reply> let_quit(Tx& tx, const Request& request) { return answer(tx, quit(tx, request.id<Team>("team"), request.id<Member>("member"))); }

}  // namespace

void team_routes(http::Router& at) {
    at.post("/teams", http::body<NewTeam>(make)).may(Who::admin).gives<Team>(201).says("Make a team");
    records::add_routes(at, records::noun<Team>(), {.changed_by = Who::admin});
    at.put("/teams/{team}/members/{member}", let_join).may(Who::admin).gives<Team>().says("Let a colleague join a team");
    at.remove("/teams/{team}/members/{member}", let_quit).may(Who::admin).gives<Team>().says("Let a colleague quit a team");
}

}  // namespace members
