#pragma once
// Who is in which team, beside the record, to be asked from both ends.
#include "features/ground/members/team.h"

namespace team_store {

void keep_beside(Tx&, TeamId, const Team* before, const Team* after);
std::vector<TeamId> teams_of(Tx&, MemberId);
std::vector<MemberId> members_of(Tx&, TeamId);

}  // namespace team_store
