#include "features/ground/members/members.h"

#include <algorithm>

#include "features/ground/members/guess.h"
#include "features/ground/members/invitation_store.h"
#include "features/ground/members/member_limits.h"
#include "features/ground/members/member_store.h"
#include "features/ground/members/session_store.h"
#include "features/ground/members/sessions.h"
#include "features/ground/members/sign_in_store.h"
#include "features/ground/members/team_store.h"
#include "features/ground/members/token_store.h"
#include "features/ground/members/tokens.h"

namespace members {
namespace {

No not_here();
Result<> someone_else_is_admin(Tx& tx, MemberId except);

}  // namespace

std::optional<records::Of<Member>> find(Tx& tx, MemberId id) { return records::find(tx, id); }

Result<records::Of<Member>> named(Tx& tx, MemberId id, std::string pointer) {
    auto member = records::find(tx, id);
    if (!member || member->it.state == MemberState::left) {
        return No::about(std::move(pointer), "This colleague does not work here.");
    }
    return std::move(*member);
}

std::optional<MemberId> with_email(Tx& tx, const Email& email) { return member_store::with_address(tx, email.key()); }

std::string name_of(Tx& tx, MemberId id) { return member_store::name_of(tx, id).value_or(std::string{}); }

std::vector<Brief> active(Tx& tx) {
    std::vector<Brief> all;
    for (auto& one : member_store::active(tx)) {
        all.push_back({one.id, std::move(one.name)});
    }
    return all;
}

Result<records::Of<Member>> add(Tx& tx, Member member) {
    member.id = member.id ? member.id : tx.new_id<Member>();
    member.email.it = text::trim(member.email.it);
    if (!member_store::claim_address(tx, member.email.key(), member.id)) {
        return No::about("/email", "A colleague with this address is here already.");
    }
    return records::create(tx, std::move(member));
}

Result<records::Of<Member>> make_admin(Tx& tx, MemberId id) {
    auto member = records::take(tx, id);
    if (!member) {
        return not_here();
    }
    if (!member->it.is_active()) {
        return No{Refusal::not_valid, "Only a colleague who works here can be an administrator."};
    }
    member->it.is_admin = true;
    return save(tx, std::move(*member), "members.made_admin");
}

Result<records::Of<Member>> no_longer_admin(Tx& tx, MemberId id) {
    if (auto someone = someone_else_is_admin(tx, id); !someone) {
        return someone.no();
    }
    auto member = records::take(tx, id);
    if (!member) {
        return not_here();
    }
    if (!member->it.is_admin) {
        return records::Of<Member>{std::move(*member)};  // taking it away twice is taking it away once
    }
    member->it.is_admin = false;
    sessions::end_all(tx, id, tx.me() == id ? tx.actor().session : SessionId{});  // open screens may hold what only administrators see
    return save(tx, std::move(*member), "members.no_longer_admin");
}

Result<records::Of<Member>> leave(Tx& tx, MemberId id) {
    if (auto someone = someone_else_is_admin(tx, id); !someone) {
        return someone.no();
    }
    auto member = records::take(tx, id);
    if (!member) {
        return not_here();
    }
    if (member->it.state == MemberState::left) {
        return records::Of<Member>{std::move(*member)};
    }
    member->it.state = MemberState::left;
    sessions::end_all(tx, id);
    tokens::end_all(tx, id);
    sign_in_store::remove_links(tx, id);
    invitation_store::remove_of(tx, id);
    return save(tx, std::move(*member), "members.left");
}

Result<records::Of<Member>> reinstate(Tx& tx, MemberId id) {
    auto member = records::take(tx, id);
    if (!member) {
        return not_here();
    }
    if (member->it.state != MemberState::left) {
        return records::Of<Member>{std::move(*member)};
    }
    // Who never came in is invited again, with a new link.
    member->it.state = sign_in_store::of(tx, id) ? MemberState::active : MemberState::invited;
    return save(tx, std::move(*member), "members.reinstated");
}

Actor acting_as(Tx& tx, MemberId id) {
    const auto member = find(tx, id);
    if (!member || !member->it.is_active()) {
        return {};
    }
    return {.kind = Actor::Kind::member, .member = id, .admin = member->it.is_admin, .words = member->it.name.it};
}

std::optional<records::Of<Team>> find_team(Tx& tx, TeamId id) { return records::find(tx, id); }

Result<records::Of<Team>> named_team(Tx& tx, TeamId id, std::string pointer) {
    auto team = find_team(tx, id);
    if (!team) {
        return No::about(std::move(pointer), "This team is not here. It may have been removed.");
    }
    return std::move(*team);
}

Result<records::Of<Team>> make_team(Tx& tx, Text<1, 100> name) { return records::create(tx, Team{{}, std::move(name), {}}); }

Result<records::Of<Team>> join(Tx& tx, TeamId id, MemberId who) {
    auto member = named(tx, who, "/member");
    auto team = records::take(tx, id);
    if (!member || !team) {
        return team ? not_here() : records::not_here<Team>();
    }
    team->it.add(who);
    return save(tx, std::move(*team), "teams.joined");
}

Result<records::Of<Team>> quit(Tx& tx, TeamId id, MemberId who) {
    auto team = records::take(tx, id);
    if (!team) {
        return records::not_here<Team>();
    }
    team->it.drop(who);
    return save(tx, std::move(*team), "teams.quit");
}

std::vector<TeamId> teams_of(Tx& tx, MemberId member) { return team_store::teams_of(tx, member); }
std::vector<MemberId> members_of(Tx& tx, TeamId team) { return team_store::members_of(tx, team); }

void sweep(Tx& tx) {
    const auto before = tx.now - used_up_kept;
    session_store::sweep(tx, before);
    sign_in_store::sweep_links(tx, before);
    invitation_store::sweep(tx, before);
    token_store::sweep(tx, before);
    guess::sweep(tx);
}

namespace {

No not_here() { return records::not_here<Member>(); }

// Holds every administrator's row, so that of two who go at the same moment the second sees that the first is gone.
Result<> someone_else_is_admin(Tx& tx, MemberId except) {
    const auto admins = member_store::take_admins(tx);
    const bool is_one = std::find(admins.begin(), admins.end(), except) != admins.end();
    if (is_one && admins.size() == 1) {
        return No{Refusal::not_valid, "This is the only administrator. Make another colleague one first."};
    }
    return Done{};
}

}  // namespace
}  // namespace members
