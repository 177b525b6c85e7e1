#include "features/ground/timeline/notices.h"

#include <algorithm>

#include "features/ground/members/members.h"
#include "features/ground/timeline/notice_store.h"
#include "features/ground/timeline/timeline.h"
#include "features/ground/timeline/timeline_limits.h"
#include "features/ground/timeline/timeline_store.h"

namespace timeline {
namespace {

std::vector<AlsoServing>& reasons_of_others() {
    static std::vector<AlsoServing> all;
    return all;
}

}  // namespace

void also_serving(AlsoServing reason) { reasons_of_others().push_back(std::move(reason)); }

}  // namespace timeline

namespace notices {
namespace {

// Two colleagues without any team are one team.
bool same_team(const std::vector<TeamId>& a, const std::vector<TeamId>& b) {
    if (a.empty() && b.empty()) {
        return true;
    }
    return std::any_of(a.begin(), a.end(), [&](TeamId team) { return std::find(b.begin(), b.end(), team) != b.end(); });
}

std::vector<MemberId> ours_in(const Interaction& touch) {
    std::vector<MemberId> all;
    for (const auto& one : touch.participants) {
        if (one.member) {
            all.push_back(*one.member);
        }
    }
    return all;
}

std::vector<MemberId> earlier_ones(Tx& tx, PartyId party) {
    auto all = notice_store::who_dealt_since(tx, party, tx.now - dealt_recently);
    for (const auto& reason : timeline::reasons_of_others()) {
        const auto more = reason(tx, party);
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

std::string words_of(timeline::Names& names, const notice_store::Notice& one) {
    std::string words = names.of(one.by);
    if (const auto& team = names.team_of(one.by); !team.empty()) {
        words += " (" + team + ")";
    }
    const auto* party = names.of(one.party);
    return words + " has been in touch with " + (party == nullptr ? "them" : party->name) + " too. What you did with them stays yours.";
}

std::string printed(Tx& tx, const std::vector<notice_store::Notice>& all) {
    timeline::Names names{tx};
    std::string out = "[";
    for (const auto& one : all) {
        out += out.size() > 1 ? "," : "";
        out += R"({"id":")" + ids::to_text(one.id) + R"(","words":)";
        json::print_text(out, words_of(names, one));
        out += R"(,"member":")" + ids::to_text(one.by) + R"(","name":)";
        json::print_text(out, names.of(one.by));
        out += R"(,"party":)";
        names.print(out, one.party);
        out += R"(,"at":")" + to_text(one.at) + R"("})";
    }
    return out + ']';
}

}  // namespace

void tell_earlier_ones(Tx& tx, const Interaction& touch, const records::Stamp& stamp) {
    const auto ours = ours_in(touch);
    if (ours.empty() || touch.at < tx.now - told_when_fresh || tx.source.starts_with("import:")) {
        return;
    }
    const MemberId by = std::find(ours.begin(), ours.end(), tx.me()) != ours.end() ? tx.me() : ours.front();
    const auto teams = members::teams_of(tx, by);
    std::vector<MemberId> told = ours;  // who took part knows already
    auto places = touch.parties();
    for (const auto party : timeline_store::places_of(tx, touch.id.value)) {
        places.push_back(party);  // whom it was with first, then where they belong: one notice is enough
    }
    for (const auto party : places) {
        for (const auto earlier : earlier_ones(tx, party)) {
            if (std::find(told.begin(), told.end(), earlier) == told.end() && !same_team(teams, members::teams_of(tx, earlier))) {
                notice_store::tell(tx, earlier, party, by, touch.id.value, tx.now, stamp.label_set);
                told.push_back(earlier);
            }
        }
    }
}

void forget(Tx& tx, std::int64_t object) { notice_store::forget(tx, object); }

std::string mine_json(Tx& tx) { return printed(tx, notice_store::of(tx, tx.me(), std::nullopt, notices_shown_max)); }

std::string mine_about_json(Tx& tx, PartyId party) { return printed(tx, notice_store::of(tx, tx.me(), party, notices_shown_max)); }

Result<Done> put_away(Tx& tx, NoticeId id) {
    if (!notice_store::put_away(tx, id, tx.me())) {
        return No{Refusal::not_found, "This notice is not here. It may have been put away."};
    }
    return Done{};
}

}  // namespace notices
