#include "features/ground/members/sessions.h"

#include "base/text.h"
#include "features/ground/members/member_limits.h"
#include "features/ground/members/session_store.h"
#include "features/ground/members/told.h"

namespace sessions {
namespace {

std::string shown(std::string_view user_agent);
void end_the_oldest(Tx& tx, MemberId member);

}  // namespace

Begun begin(Tx& tx, MemberId member, std::string_view user_agent) {
    end_the_oldest(tx, member);
    const auto secret = make_secret();
    const Session session{tx.new_id<Session>(), member, shown(user_agent), tx.now, tx.now, tx.now + members::session_lasts_max};
    session_store::insert(tx, session, secret.hash);
    return {session.id, secret.plain};
}

std::string renew(Tx& tx, SessionId id) {
    const auto secret = make_secret();
    session_store::change_secret(tx, id, secret.hash);
    return secret.plain;
}

std::vector<Session> of(Tx& tx, MemberId member) { return session_store::of(tx, member); }

Result<> end(Tx& tx, SessionId id, MemberId whose) {
    if (!session_store::remove(tx, id, whose)) {
        return No{Refusal::not_found, "This session is not here. It may have ended."};
    }
    members::tell_ended(tx, members::Ended::session, id.value, whose);
    return Done{};
}

void end_all(Tx& tx, MemberId member, SessionId except) {
    for (const auto id : session_store::remove_all(tx, member, except)) {
        members::tell_ended(tx, members::Ended::session, id.value, member);
    }
}

Result<Known> whose(Tx& tx, std::string_view secret) {
    auto found = session_store::with_secret(tx, hash_of(secret));
    if (!found) {
        return No{Refusal::not_allowed, "You are not signed in any more. Sign in again."};
    }
    return Known{std::move(found->actor), tx.now - found->last_seen_at > members::session_seen_every};
}

void seen(Tx& tx, SessionId id) { session_store::seen(tx, id, tx.now); }

namespace {

std::string shown(std::string_view user_agent) {
    return text::why_not_text(user_agent).empty() ? text::shorten(user_agent, members::user_agent_shown_max) : std::string{};
}

void end_the_oldest(Tx& tx, MemberId member) {
    const auto all = session_store::of(tx, member);
    if (static_cast<int>(all.size()) >= members::sessions_of_a_member_max) {
        (void)end(tx, all.back().id, member);
    }
}

}  // namespace
}  // namespace sessions
