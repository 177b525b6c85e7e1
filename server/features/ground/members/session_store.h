#pragma once
#include <optional>
#include <vector>

#include "features/ground/members/secret.h"
#include "features/ground/members/session.h"

namespace session_store {

void insert(Tx&, const Session&, const SecretHash&);
void change_secret(Tx&, SessionId, const SecretHash&);

struct Found {
    SessionId session;
    Instant last_seen_at;
    Actor actor;
};
// In one indexed look: the session that holds this secret, if it is good now and its member works here.
std::optional<Found> with_secret(Tx&, const SecretHash&);
std::vector<Session> of(Tx&, MemberId);  // good ones, newest first
std::optional<Session> find(Tx&, SessionId);
bool remove(Tx&, SessionId, MemberId);
std::vector<SessionId> remove_all(Tx&, MemberId, SessionId except);
void seen(Tx&, SessionId, Instant);
void sweep(Tx&, Instant ended_before);

}  // namespace session_store
