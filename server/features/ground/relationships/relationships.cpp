#include "features/ground/relationships/relationships.h"

#include <algorithm>

#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationship_limits.h"
#include "features/ground/relationships/relationship_store.h"

namespace relationships {
namespace {

using Made = Result<records::Of<Relationship>>;

Made make(Tx& tx, Relationship tie) {
    if (relationship_store::same_stands(tx, tie)) {
        return No{Refusal::not_valid, "This tie is there already."};
    }
    return records::create(tx, std::move(tie));
}

// The party at the other end must be here for the reader, and of the kind that this tie is about.
std::optional<No> wrong_circle(Tx& tx, PartyId circle, PartyKind kind, const std::string& pointer) {
    const auto party = parties::named(tx, circle, pointer);
    if (!party) {
        return party.no();
    }
    if ((*party)->kind != kind) {
        return No::about(pointer, (*party)->name.it + (kind == PartyKind::organisation ? " is not an organisation." : " is not a household."));
    }
    return std::nullopt;
}

std::vector<CircleChanged>& listeners() {
    static std::vector<CircleChanged> all;
    return all;
}

bool is_circle(const Relationship* tie) {
    return tie != nullptr && tie->other && (tie->kind == TieKind::affiliation || tie->kind == TieKind::household);
}

}  // namespace

Made affiliate(Tx& tx, PartyId person, PartyId organisation, std::optional<Text<1, 100>> role, std::optional<Day> since, std::optional<Day> until) {
    if (!parties::find(tx, person)) {
        return records::not_here<Party>();
    }
    if (person == organisation) {
        return No::about("/organisation", "Nobody can be tied to themselves.");
    }
    if (auto no = wrong_circle(tx, organisation, PartyKind::organisation, "/organisation")) {
        return *no;
    }
    return make(tx, {{}, TieKind::affiliation, person, organisation, {}, {}, std::move(role), since, until});
}

Made join_household(Tx& tx, PartyId person, PartyId household, std::optional<Text<1, 100>> role) {
    if (auto no = wrong_circle(tx, household, PartyKind::household, "/household")) {
        return *no;
    }
    if (auto no = wrong_circle(tx, person, PartyKind::person, "/person"); no && no->why == Refusal::not_found) {
        return *no;
    }
    return make(tx, {{}, TieKind::household, person, household, {}, {}, std::move(role), {}, {}});
}

Made care(Tx& tx, PartyId party, std::optional<MemberId> member, std::optional<TeamId> team, std::optional<Text<1, 100>> role) {
    if (!parties::find(tx, party)) {
        return records::not_here<Party>();
    }
    if (member.has_value() == team.has_value()) {
        return No::about(member ? "/team" : "/member", "Say who cares for them: a colleague or a team.");
    }
    if (member && !records::find_named(tx, "member", member->value)) {
        return No::about("/member", "This colleague is not here.");
    }
    if (team && !records::find_named(tx, "team", team->value)) {
        return No::about("/team", "This team is not here.");
    }
    return make(tx, {{}, TieKind::care, party, {}, member, team, std::move(role), {}, {}});
}

Made tie(Tx& tx, PartyId party, PartyId other, std::optional<Text<1, 100>> role) {
    if (!parties::find(tx, party)) {
        return records::not_here<Party>();
    }
    if (auto there = parties::named(tx, other, "/party"); !there) {
        return there.no();
    }
    return make(tx, {{}, TieKind::tie, party, other, {}, {}, std::move(role), {}, {}});
}

std::vector<records::Of<Relationship>> at(Tx& tx, PartyId party, TieKind kind) {
    std::vector<records::Of<Relationship>> all;
    for (const auto* end : {"party", "other"}) {
        records::Ask ask{.filters = {{end, ids::to_text(party)}, {"kind", std::string{describe::word(kind)}}}, .sort = "-id", .limit = ties_shown_max};
        const auto ties = records::list(tx, records::noun<Relationship>(), ask);
        for (const auto& tie : *ties) {
            all.push_back(records::typed<Relationship>(tie));
        }
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a->id > b->id; });
    return all;
}

std::vector<PartyId> circles_of(Tx& tx, PartyId person, Day day) { return relationship_store::circles_of(tx, person, day); }

std::vector<PartyId> people_of(Tx& tx, PartyId circle, Day day) { return relationship_store::people_of(tx, circle, day, people_of_circle_max); }

std::vector<Span> spans_of(Tx& tx, PartyId person, PartyId circle) {
    std::vector<Span> all;
    relationship_store::each_span(tx, person, circle, [&](std::optional<Day> since, std::optional<Day> until) { all.push_back({since, until}); });
    return all;
}

void add_circles(Tx& tx, records::Parties& parties) {
    const auto direct = parties;
    for (const auto party : direct) {
        const auto circles = circles_of(tx, party, tx.today);
        parties.insert(parties.end(), circles.begin(), circles.end());
    }
    std::sort(parties.begin(), parties.end());
    parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
}

void when_circles_change(CircleChanged hook) { listeners().push_back(std::move(hook)); }

void circles_may_have_changed(Tx& tx, const Relationship* before, const Relationship* after) {
    const auto* either = after != nullptr ? after : before;
    if (!is_circle(either)) {
        return;
    }
    for (const auto& changed : listeners()) {
        changed(tx, either->party, *either->other);
    }
}

void print_ends(Tx& tx, const Relationship& tie, std::string& out) {
    std::vector<PartyId> ends{tie.party};
    if (tie.other) {
        ends.push_back(*tie.other);
        const std::string_view name = tie.kind == TieKind::affiliation ? "organisation" : tie.kind == TieKind::household ? "household" : "with";
        out += ",\"" + std::string{name} + "\":\"" + ids::to_text(*tie.other) + '"';
    }
    out += R"(,"between":[)";
    for (const auto& brief : parties::briefs(tx, ends)) {
        if (out.back() != '[') {
            out += ',';
        }
        parties::print_brief(out, brief);
    }
    out += ']';
}

}  // namespace relationships
