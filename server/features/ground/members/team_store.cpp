#include "features/ground/members/team_store.h"

#include "features/ground/members/member_limits.h"

namespace team_store {
namespace {

using store::Sql;

constexpr Sql delete_members{"teams.delete_members", "DELETE FROM team_member WHERE team = $1"};
constexpr Sql insert_member{"teams.insert_member", "INSERT INTO team_member (team, member) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
constexpr Sql select_teams_of{"teams.select_teams_of", "SELECT team FROM team_member WHERE member = $1 ORDER BY team LIMIT $2"};
constexpr Sql select_members_of{"teams.select_members_of", "SELECT member FROM team_member WHERE team = $1 ORDER BY member LIMIT $2"};

constexpr std::int64_t teams_max = 1'000;  // of one colleague; nobody is in more

}  // namespace

void keep_beside(Tx& tx, TeamId id, const Team* before, const Team* after) {
    if (before != nullptr && after != nullptr && before->members == after->members) {
        return;
    }
    tx.link.run(delete_members, {id.value});
    for (const auto member : after == nullptr ? std::vector<MemberId>{} : after->members) {
        tx.link.run(insert_member, {id.value, member.value});
    }
}

std::vector<TeamId> teams_of(Tx& tx, MemberId member) {
    std::vector<TeamId> all;
    tx.link.rows(select_teams_of, {member.value, teams_max}, [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

std::vector<MemberId> members_of(Tx& tx, TeamId team) {
    std::vector<MemberId> all;
    tx.link.rows(select_members_of, {team.value, static_cast<std::int64_t>(members::members_of_a_team_max)},
                 [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

}  // namespace team_store
