#pragma once
// A team is a division of ours, or a group. A colleague may be in many.
#include <vector>

#include "features/ground/members/member.h"

using TeamId = Id<struct Team>;

struct Team {
    TeamId id;
    Text<1, 100> name;
    std::vector<MemberId> members;

    bool holds(MemberId member) const;
    void add(MemberId);
    void drop(MemberId);
};
BOOST_DESCRIBE_STRUCT(Team, (), (id, name, members))

namespace records {
template <>
const Noun& noun<Team>();
}
