#pragma once
// A member is someone who works here: on the screen, a colleague.
#include <optional>
#include <string>

#include "base/describe.h"
#include "platform/records/noun.h"

enum class MemberState { invited, active, left };
BOOST_DESCRIBE_ENUM(MemberState, invited, active, left)

struct Member {
    MemberId id;
    Text<1, 100> name;
    Email email;  // where links to sign in go; no two colleagues have the same
    std::optional<Text<1, 100>> title;
    bool is_admin = false;  // may invite and take leave of colleagues and set the company up; sees no more than others
    MemberState state = MemberState::invited;

    bool is_active() const { return state == MemberState::active; }
    std::string initials() const { return text::initials(name.it); }
};
BOOST_DESCRIBE_STRUCT(Member, (), (id, name, email, title, is_admin, state))

namespace records {
template <>
const Noun& noun<Member>();
}
