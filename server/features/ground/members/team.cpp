#include "features/ground/members/team.h"

#include <algorithm>

#include "features/ground/members/member_limits.h"
#include "features/ground/members/team_store.h"

bool Team::holds(MemberId member) const { return std::find(members.begin(), members.end(), member) != members.end(); }

void Team::add(MemberId member) {
    if (!holds(member)) {
        members.push_back(member);
    }
}

void Team::drop(MemberId member) { std::erase(members, member); }

template <>
const records::Noun& records::noun<Team>() {
    static const Noun made = NounOf<Team>("team", "teams")
                                 .sorted_by({"name"})
                                 .changed_only_by_verbs({"members"})
                                 .must([](const Team& team, Faults& faults) {
                                     if (team.members.size() > members::members_of_a_team_max) {
                                         faults.push_back({"/members", "These are too many colleagues for one team."});
                                     }
                                 })
                                 .after_write([](Tx& tx, TeamId id, const Team* before, const Team* after) {
                                     team_store::keep_beside(tx, id, before, after);
                                 })
                                 .never_undone();  // what a team may do must not come back by anyone's undo
    return made;
}
