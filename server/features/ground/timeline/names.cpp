#include "features/ground/timeline/names.h"

#include <algorithm>

namespace timeline {

const parties::Brief* Names::of(PartyId party) {
    if (!parties_.contains(party)) {
        wanted_.push_back(party);
        look_up_wanted();
    }
    const auto found = parties_.find(party);
    return found == parties_.end() || !found->second.id ? nullptr : &found->second;
}

const std::string& Names::of(MemberId member) {
    const auto [at, fresh] = members_.try_emplace(member);
    if (fresh) {
        at->second = members::name_of(tx_, member);
    }
    return at->second;
}

const std::string& Names::of(TeamId team) {
    const auto [at, fresh] = teams_.try_emplace(team);
    if (fresh) {
        if (const auto found = members::find_team(tx_, team)) {
            at->second = (*found)->name.it;
        }
    }
    return at->second;
}

const std::string& Names::team_of(MemberId member) {
    const auto [at, fresh] = team_of_.try_emplace(member);
    if (fresh) {
        const auto teams = members::teams_of(tx_, member);
        if (!teams.empty()) {
            at->second = of(teams.front());
        }
    }
    return at->second;
}

void Names::print(std::string& out, PartyId party) {
    const auto* brief = of(party);
    brief == nullptr ? void(out += "null") : parties::print_brief(out, *brief);
}

void Names::print_participant(std::string& out, const Participant& one) {
    std::string name;
    if (one.party) {
        out += R"("party":")" + ids::to_text(*one.party) + '"';
        name = of(*one.party) == nullptr ? std::string{} : of(*one.party)->name;
    } else if (one.member) {
        out += R"("member":")" + ids::to_text(*one.member) + '"';
        name = of(*one.member);
    } else if (one.team) {
        out += R"("team":")" + ids::to_text(*one.team) + '"';
        name = of(*one.team);
    }
    out += R"(,"name":)";
    json::print_text(out, name);
    if (one.member && !team_of(*one.member).empty()) {
        out += R"(,"team_name":)";
        json::print_text(out, team_of(*one.member));
    }
    if (one.role) {
        out += R"(,"role":")" + std::string{describe::word(*one.role)} + '"';
    }
}

void Names::look_up_wanted() {
    std::sort(wanted_.begin(), wanted_.end());
    wanted_.erase(std::unique(wanted_.begin(), wanted_.end()), wanted_.end());
    std::erase_if(wanted_, [&](PartyId one) { return parties_.contains(one); });
    for (const auto one : wanted_) {
        parties_.try_emplace(one);  // asked for, whether it is seen or not
    }
    for (auto& brief : parties::briefs(tx_, wanted_)) {
        parties_[brief.id] = std::move(brief);
    }
    wanted_.clear();
}

}  // namespace timeline
