#pragma once
#include <vector>

#include "features/ground/relationships/relationship.h"

namespace relationship_store {

// Whoever belongs to the same circle: organisations and households in which the person stands on that day.
std::vector<PartyId> circles_of(Tx&, PartyId person, Day day);
// Persons who belong to the organisation or household on that day.
std::vector<PartyId> people_of(Tx&, PartyId circle, Day day, int limit);
void each_span(Tx&, PartyId person, PartyId circle, Ref<void(std::optional<Day> since, std::optional<Day> until)> each);
bool same_stands(Tx&, const Relationship&);  // the very same tie is there already, without an end or with the same one

}  // namespace relationship_store
