#include "features/ground/members/sign_in.h"

#include "features/ground/members/letters.h"
#include "features/ground/members/member_limits.h"
#include "features/ground/members/members.h"
#include "features/ground/members/password.h"
#include "features/ground/members/session_store.h"
#include "features/ground/members/sessions.h"
#include "features/ground/members/sign_in_store.h"
#include "platform/outbound/outbox.h"

namespace sign_in {
namespace {

using sign_in_store::Credential;

Result<guess::Place> place_for(Workspace& workspace, guess::At at, const std::string& account);
void give_back(Workspace& workspace, const guess::Place& place);
std::optional<Credential> look_up(Workspace& workspace, Ref<std::optional<Credential>(Tx&)> ask);
bool signed_in_lately(Workspace& workspace, SessionId id);

}  // namespace

No refused() { return {Refusal::not_allowed, "The address or the password is not right. Try again, or have a link mailed to you."}; }

Result<Checked> check_password(Workspace& workspace, const Email& email, const std::string& password) {
    const auto account = email.key();
    auto place = place_for(workspace, guess::At::password, account);
    if (!place) {
        return place.no();
    }
    const auto kept = look_up(workspace, [&](Tx& tx) { return sign_in_store::with_address(tx, account); });
    const auto right = password::verify(kept ? kept->password : std::nullopt, password);
    if (!right) {
        give_back(workspace, *place);  // it was not tried
        return right.no();
    }
    return *right ? Result<Checked>{Checked{kept->member, kept->changed_at, *place}} : refused();
}

Result<MemberId> by_password(Tx& tx, const Checked& checked) {
    const auto now = sign_in_store::of(tx, checked.member);
    const auto member = members::find(tx, checked.member);
    if (!now || now->changed_at != checked.password_set_at || !member || !member->it.is_active()) {
        return refused();
    }
    guess::give_back(tx, checked.place);
    return checked.member;
}

Result<MemberId> by_link(Tx& tx, std::string_view secret) {
    const auto member = sign_in_store::take_link(tx, hash_of(secret));
    const auto colleague = member ? members::find(tx, *member) : std::nullopt;
    if (!colleague || !colleague->it.is_active()) {
        return No{Refusal::not_allowed, "This link has been used or is older than a quarter of an hour. Ask for a new one."};
    }
    sign_in_store::remove_links(tx, *member);
    return *member;
}

void send_link(Tx& tx, const Email& email, const std::string& base_url) {
    if (!guess::take(tx, guess::At::link, email.key())) {
        return;
    }
    const auto kept = sign_in_store::with_address(tx, email.key());
    const auto member = kept ? members::find(tx, kept->member) : std::nullopt;
    if (member) {
        outbound::post(tx, letters::to_sign_in(tx, member->it, make_link(tx, member->it.id, base_url)));
    }
}

std::string make_link(Tx& tx, MemberId member, const std::string& base_url) {
    const auto secret = make_secret();
    sign_in_store::insert_link(tx, member, secret.hash, tx.now + members::sign_in_link_lasts);
    return base_url + "/sign-in#" + secret.plain;
}

Result<Checked> check_own_password(Workspace& workspace, const Actor& actor, const std::optional<std::string>& current) {
    if (!actor.session) {
        return No{Refusal::not_allowed, "A program cannot change your password. Sign in to do it yourself."};
    }
    const auto kept = look_up(workspace, [&](Tx& tx) { return sign_in_store::of(tx, actor.member); });
    const Checked known{actor.member, kept ? kept->changed_at : Instant{}, {}};
    if (!kept || !kept->password || signed_in_lately(workspace, actor.session)) {
        return known;
    }
    auto place = place_for(workspace, guess::At::own_password, ids::to_text(actor.member));
    if (!place) {
        return place.no();
    }
    const auto right = password::verify(kept->password, current.value_or(std::string{}));
    if (!right) {
        give_back(workspace, *place);
        return right.no();
    }
    if (!*right) {
        return No::about("/current", "This is not your password until now. Without it, sign in by a mailed link and choose a new one.");
    }
    return Checked{known.member, known.password_set_at, *place};
}

Result<std::string> set_password(Tx& tx, const Checked& checked, const std::string& hash) {
    const auto now = sign_in_store::of(tx, tx.me());
    if (tx.me() != checked.member || !tx.actor().session || (now ? now->changed_at : Instant{}) != checked.password_set_at) {
        return No{Refusal::already_changed, "Your password was changed somewhere else just now. Sign in again."};
    }
    sign_in_store::keep(tx, tx.me(), hash);
    guess::give_back(tx, checked.place);
    sessions::end_all(tx, tx.me(), tx.actor().session);
    return sessions::renew(tx, tx.actor().session);
}

namespace {

Result<guess::Place> place_for(Workspace& workspace, guess::At at, const std::string& account) {
    return workspace.act<guess::Place>({.kind = Actor::Kind::system}, [&](Tx& tx) -> Result<guess::Place> {
        const auto place = guess::take(tx, at, account);
        return place ? Result<guess::Place>{*place} : guess::too_many();
    });
}

void give_back(Workspace& workspace, const guess::Place& place) {
    (void)workspace.act<Done>({.kind = Actor::Kind::system}, [&](Tx& tx) -> Result<> {
        guess::give_back(tx, place);
        return Done{};
    });
}

std::optional<Credential> look_up(Workspace& workspace, Ref<std::optional<Credential>(Tx&)> ask) {
    std::optional<Credential> found;
    workspace.read([&](Tx& tx) { found = ask(tx); });
    return found;
}

bool signed_in_lately(Workspace& workspace, SessionId id) {
    bool lately = false;
    workspace.read([&](Tx& tx) {
        const auto session = session_store::find(tx, id);
        lately = session && tx.now - session->created_at < members::signed_in_lately;
    });
    return lately;
}

}  // namespace
}  // namespace sign_in
