#pragma once
// The front door to relationships: who belongs where, who serves whom.
#include <functional>
#include <string>
#include <vector>

#include "features/ground/relationships/relationship.h"
#include "platform/feature.h"
#include "platform/records/records.h"

namespace relationships {

// Each refuses when an end is not here for this reader; the very same tie twice is the one that stands.
Result<records::Of<Relationship>> affiliate(Tx&, PartyId person, PartyId organisation, std::optional<Text<1, 100>> role,
                                            std::optional<Day> since = {}, std::optional<Day> until = {});
Result<records::Of<Relationship>> join_household(Tx&, PartyId person, PartyId household, std::optional<Text<1, 100>> role);
Result<records::Of<Relationship>> care(Tx&, PartyId, std::optional<MemberId>, std::optional<TeamId>, std::optional<Text<1, 100>> role);
Result<records::Of<Relationship>> tie(Tx&, PartyId, PartyId other, std::optional<Text<1, 100>> role);

std::vector<records::Of<Relationship>> at(Tx&, PartyId, TieKind);     // from either end, newest first
std::vector<PartyId> circles_of(Tx&, PartyId person, Day);            // organisations and households on that day
std::vector<PartyId> people_of(Tx&, PartyId circle, Day);
// The days on which a person belongs to a circle, one span for each of their ties there.
struct Span {
    std::optional<Day> since, until;
};
std::vector<Span> spans_of(Tx&, PartyId person, PartyId circle);

// Adds the circles in which these stand today: for a noun's also_about, so that what happens with a person reaches those who
// look at the organisation.
void add_circles(Tx&, records::Parties&);

// Called in the transaction in which a person joined or left a circle, or a date of it changed: the timeline above then
// shows the person's touches there, or no longer. Set once, at start.
using CircleChanged = std::function<void(Tx&, PartyId person, PartyId circle)>;
void when_circles_change(CircleChanged);

// For the noun itself.
void circles_may_have_changed(Tx&, const Relationship* before, const Relationship* after);
void print_ends(Tx&, const Relationship&, std::string& out);  // ,"organisation":... as its URL names it, ,"between":[names of both]

const Feature& feature();

}  // namespace relationships
