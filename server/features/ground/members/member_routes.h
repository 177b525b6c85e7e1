#pragma once
// The routes of members, a file for each kind of them.
#include "features/ground/members/sessions.h"
#include "platform/http/route.h"

namespace members {

void company_routes(http::Router&);   // set-up, me, company
void session_routes(http::Router&);   // signing in and out
void colleague_routes(http::Router&); // members, invitations, leaving
void team_routes(http::Router&);
void token_routes(http::Router&);

http::Reply with_cookie(http::Reply, const Workspace&, const std::string& secret);
http::Reply without_cookie(http::Reply, const Workspace&);
// The session the request came with is worth nothing after a new sign-in.
sessions::Begun begin_session(Tx&, const http::Request&, MemberId);

}  // namespace members
