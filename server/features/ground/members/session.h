#pragma once
// A session is one browser that one of us signed in with. It is no described record: nothing lists, exports or finds it but
// its own member, and its secret is in the browser's cookie alone.
#include <string>

#include "platform/records/tx.h"

struct Session {
    SessionId id;
    MemberId member;
    std::string user_agent;
    Instant created_at, last_seen_at, ends_at;
};
