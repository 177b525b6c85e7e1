#pragma once
// An interaction is one touch between us and them, on any channel, with everybody who took part on both sides.
#include <optional>
#include <vector>

#include "base/describe.h"
#include "features/ground/members/members.h"
#include "platform/records/noun.h"

using InteractionId = Id<struct Interaction>;

enum class Channel { email, call, meeting, message, social, portal, visit, note };
enum class Direction { in, out };
enum class TakesPart { from, to, cc, present };
BOOST_DESCRIBE_ENUM(Channel, email, call, meeting, message, social, portal, visit, note)
BOOST_DESCRIBE_ENUM(Direction, in, out)
BOOST_DESCRIBE_ENUM(TakesPart, from, to, cc, present)

// One of: someone outside, a colleague, a team.
struct Participant {
    std::optional<PartyId> party;
    std::optional<MemberId> member;
    std::optional<TeamId> team;
    std::optional<TakesPart> role;  // left out: what the direction says

    bool is(TakesPart one) const { return role == one; }
};
BOOST_DESCRIBE_STRUCT(Participant, (), (party, member, team, role))

struct Interaction {
    InteractionId id;
    Channel channel = Channel::note;
    std::optional<Direction> direction;
    Instant at;
    std::optional<std::int64_t> minutes;
    std::optional<Text<1, 300>> subject;
    std::optional<Text<1, 50'000>> body;
    std::vector<Participant> participants;
    bool waiting = false;  // they wait for our answer

    bool has_party(PartyId) const;
    std::vector<PartyId> parties() const;  // each once, in order
    std::vector<PartyId> who_waits() const;  // those it came from; nobody when nobody waits
    // Direction and roles where they were left out, and the one who logs it where none of us was named.
    void complete(MemberId logged_by);
    std::string_view what() const;  // "rang", as the timeline says it
};
BOOST_DESCRIBE_STRUCT(Interaction, (), (id, channel, direction, at, minutes, subject, body, participants, waiting))

namespace records {
template <>
const Noun& noun<Interaction>();
}
