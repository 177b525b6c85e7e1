#pragma once
// Who is writing to whom right now, so that two divisions do not send two letters. Said every few seconds while one writes, lives
// for fifteen, is never stored: it stands in this process, and whoever is connected here hears of it.
#include <optional>
#include <string>
#include <vector>

#include "features/ground/timeline/interaction.h"

namespace writing {

struct Line {
    MemberId member;
    PartyId party;
    std::string about;
    std::vector<PartyId> circles;  // on whose pages it is seen too
    Instant until;
};

void says(Tx&, PartyId, std::string about);
void stops(Tx&, PartyId);
std::vector<Line> to(Tx&, PartyId);          // by others than the one who asks; with the party or its people
std::string to_json(Tx&, PartyId);           // [{"member":...,"name":"Ana","team_name":"Service","party":{...},"about":"Christmas"}]

}  // namespace writing
