#include "features/ground/members/invitations.h"

#include "features/ground/members/invitation_store.h"
#include "features/ground/members/letters.h"
#include "features/ground/members/member_limits.h"
#include "features/ground/members/members.h"
#include "features/ground/members/sign_in_store.h"
#include "platform/outbound/outbox.h"

namespace invitations {
namespace {

Result<records::Of<Member>> invited_member(Tx& tx, const Email& email, const std::optional<Text<1, 100>>& name, As as);
No over();

}  // namespace

Result<Made> invite(Tx& tx, const Email& email, const std::optional<Text<1, 100>>& name, As as, const std::string& base_url) {
    auto member = invited_member(tx, email, name, as);
    if (!member) {
        return member.no();
    }
    const auto secret = make_secret();
    invitation_store::remove_of(tx, member->it.id);
    invitation_store::insert(tx, member->it.id, secret.hash, tx.now + members::invitation_lasts);
    Made made{std::move(*member), base_url + "/join#" + secret.plain};
    outbound::post(tx, letters::to_join(tx, made.member.it, made.link));
    return made;
}

Result<records::Of<Member>> look(Tx& tx, std::string_view secret) {
    const auto id = invitation_store::whose(tx, hash_of(secret));
    auto member = id ? members::find(tx, *id) : std::nullopt;
    if (!member || member->it.state != MemberState::invited) {
        return over();
    }
    return std::move(*member);
}

Result<records::Of<Member>> accept(Tx& tx, std::string_view secret, const Text<1, 100>& name, const std::optional<std::string>& password_hash) {
    const auto id = invitation_store::whose(tx, hash_of(secret));
    auto member = id ? records::take(tx, *id) : std::nullopt;
    if (!member || member->it.state != MemberState::invited) {
        return over();
    }
    invitation_store::remove_of(tx, *id);
    sign_in_store::keep(tx, *id, password_hash);
    member->it.name = name;
    member->it.state = MemberState::active;
    tx.act_as({.kind = Actor::Kind::member, .member = *id, .admin = member->it.is_admin, .words = name.it});
    return save(tx, std::move(*member), "members.joined");
}

Text<1, 100> name_from(const Email& email) {
    std::string name = email.it.substr(0, email.it.find('@'));
    bool begins = true;
    for (auto& letter : name) {
        if (letter == '.' || letter == '_' || letter == '-') {
            letter = ' ';
        } else if (begins && letter >= 'a' && letter <= 'z') {
            letter = static_cast<char>(letter - 'a' + 'A');
        }
        begins = letter == ' ';
    }
    return text::is_blank(name) ? Text<1, 100>{email.it.substr(0, 64)} : Text<1, 100>{name};
}

namespace {

Result<records::Of<Member>> invited_member(Tx& tx, const Email& email, const std::optional<Text<1, 100>>& name, As as) {
    const auto known = members::with_email(tx, email);
    if (!known) {
        return members::add(tx, {{}, name.value_or(name_from(email)), email, {}, as == As::administrator, MemberState::invited});
    }
    auto member = records::take(tx, *known);
    switch (member->it.state) {
        case MemberState::active: return No::about("/email", member->it.name.it + " works here already.");
        case MemberState::left: return No::about("/email", member->it.name.it + " has worked here before. Bring them back instead of inviting them anew.");
        case MemberState::invited: break;
    }
    member->it.name = name.value_or(member->it.name);
    member->it.is_admin = member->it.is_admin || as == As::administrator;
    return save(tx, std::move(*member));
}

No over() { return {Refusal::not_found, "This invitation has been used or is older than a week. Ask a colleague to invite you again."}; }

}  // namespace
}  // namespace invitations
