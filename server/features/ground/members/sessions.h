#pragma once
// Sessions: begun by signing in, ended by their member, by leaving, by a new password, or by time.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "features/ground/members/session.h"

namespace sessions {

struct Begun {
    SessionId id;
    std::string secret;  // for the cookie
};
Begun begin(Tx&, MemberId, std::string_view user_agent);
// The same session with a new secret: what the old cookie held is worth nothing any more.
std::string renew(Tx&, SessionId);
std::vector<Session> of(Tx&, MemberId);
Result<> end(Tx&, SessionId, MemberId whose);
void end_all(Tx&, MemberId, SessionId except = {});

struct Known {
    Actor actor;
    bool seen_long_ago = false;  // it is time to write down that it is in use
};
Result<Known> whose(Tx&, std::string_view secret);
void seen(Tx&, SessionId);

}  // namespace sessions
