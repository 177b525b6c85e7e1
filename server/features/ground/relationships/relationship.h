#pragma once
// A relationship is a typed, dated tie between two of: person, organisation, household, member, team. One noun carries
// affiliations, household members, care teams and other ties; each URL shows one kind of it.
#include <optional>

#include "base/describe.h"
#include "platform/records/noun.h"

using RelationshipId = Id<struct Relationship>;
using TeamId = Id<struct Team>;  // a division of ours, or a group

enum class TieKind {
    affiliation,  // a person at an organisation, with a role
    household,    // a person in a household
    care,         // one of us, or a team, serves this party
    tie,          // any other: person to person, company to company
};
BOOST_DESCRIBE_ENUM(TieKind, affiliation, household, care, tie)

struct Relationship {
    RelationshipId id;
    TieKind kind = TieKind::tie;
    PartyId party;                 // the person of an affiliation or household; who is cared for; one end of a tie
    std::optional<PartyId> other;  // the organisation or household; the other end of a tie
    std::optional<MemberId> member;
    std::optional<TeamId> team;
    std::optional<Text<1, 100>> role;
    std::optional<Day> since;
    std::optional<Day> until;  // the last day; none: still

    bool holds_on(Day day) const { return (!since || *since <= day) && (!until || *until >= day); }
};
BOOST_DESCRIBE_STRUCT(Relationship, (), (id, kind, party, other, member, team, role, since, until))

namespace records {
template <>
const Noun& noun<Relationship>();
}
