#include "features/ground/members/setting_up.h"

#include "features/ground/members/member_store.h"
#include "features/ground/members/members.h"
#include "features/ground/members/sign_in_store.h"

namespace setting_up {

bool needed(Tx& tx) { return !member_store::is_set_up(tx); }

Result<records::Of<Member>> set_up(Tx& tx, const First& first, const std::optional<std::string>& password_hash) {
    if (!company::claim(tx)) {
        return No{Refusal::not_allowed, "This company is set up already. Ask an administrator to invite you."};
    }
    tx.act_as({.kind = Actor::Kind::member, .member = tx.new_id<Member>(), .admin = true, .words = first.name.it});
    if (auto made = company::make(tx, first.company, first.time_zone); !made) {
        return made.no();
    }
    auto member = members::add(tx, {tx.me(), first.name, first.email, {}, true, MemberState::active});
    if (member) {
        sign_in_store::keep(tx, member->it.id, password_hash);
    }
    return member;
}

}  // namespace setting_up
