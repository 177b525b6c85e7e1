#pragma once
// The names on a page, looked up for the reader when it is printed and never stored: who may not see a party reads no name.
#include <string>
#include <unordered_map>
#include <vector>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/timeline/interaction.h"

namespace timeline {

class Names {
public:
    explicit Names(Tx& tx) : tx_(tx) {}
    void want(PartyId party) { wanted_.push_back(party); }  // looked up together, before the first is asked for
    const parties::Brief* of(PartyId);
    const std::string& of(MemberId);
    const std::string& of(TeamId);
    const std::string& team_of(MemberId);  // their first team; empty for none

    // {"id":...,"kind":...,"name":...}; null when the reader may not see them.
    void print(std::string& out, PartyId);
    // ,"member":"...","name":"Ana","team":"Service" or ,"party":"...","name":"..."; a role when there is one.
    void print_participant(std::string& out, const Participant&);

private:
    void look_up_wanted();

    Tx& tx_;
    std::vector<PartyId> wanted_;
    std::unordered_map<PartyId, parties::Brief> parties_;
    std::unordered_map<MemberId, std::string> members_;
    std::unordered_map<TeamId, std::string> teams_;
    std::unordered_map<MemberId, std::string> team_of_;
};

}  // namespace timeline
