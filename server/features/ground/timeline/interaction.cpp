#include "features/ground/timeline/interaction.h"

#include <algorithm>

#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/interactions.h"
#include "features/ground/timeline/timeline_limits.h"

namespace {

int ways_named(const Participant& one) { return (one.party ? 1 : 0) + (one.member ? 1 : 0) + (one.team ? 1 : 0); }

std::int64_t whoever(const Participant& one) {
    return one.party ? one.party->value : one.member ? one.member->value : one.team ? one.team->value : 0;
}

void participants_make_sense(const Interaction& touch, Faults& faults) {
    std::vector<std::int64_t> seen;
    for (std::size_t i = 0; i < touch.participants.size(); ++i) {
        const auto& one = touch.participants[i];
        const std::string pointer = "/participants/" + std::to_string(i);
        if (ways_named(one) != 1) {
            faults.push_back({pointer, "Name one for each line: someone outside, a colleague, or a team."});
        } else if (std::find(seen.begin(), seen.end(), whoever(one)) != seen.end()) {
            faults.push_back({pointer, "The same one stands here twice."});
        }
        seen.push_back(whoever(one));
    }
    if (touch.parties().empty()) {
        faults.push_back({"/participants", "Say with whom this was: at least one person, organisation or household."});
    }
    if (touch.participants.size() > participants_max) {
        faults.push_back({"/participants", "These are more than " + std::to_string(participants_max) + " participants."});
    }
}

void waits_for_us_only_if_it_came_from_them(const Interaction& touch, Faults& faults) {
    if (touch.waiting && touch.direction != Direction::in) {
        faults.push_back({"/waiting", "Only what came from them can wait for our answer."});
    }
}

void minutes_make_sense(const Interaction& touch, Faults& faults) {
    if (touch.minutes && (*touch.minutes < 0 || *touch.minutes > 7 * 24 * 60)) {
        faults.push_back({"/minutes", "Say how many minutes it took, at most a week."});
    }
}

TakesPart usual_role(const Participant& one, std::optional<Direction> direction) {
    if (!direction) {
        return TakesPart::present;
    }
    const bool theirs = one.party.has_value();
    return theirs == (*direction == Direction::in) ? TakesPart::from : TakesPart::to;
}

std::optional<Direction> direction_by_roles(const std::vector<Participant>& all) {
    const auto sender = std::find_if(all.begin(), all.end(), [](const Participant& one) { return one.is(TakesPart::from); });
    if (sender == all.end()) {
        return std::nullopt;
    }
    return sender->party ? Direction::in : Direction::out;
}

records::Findable found_as(const Interaction& touch) {
    const std::string body = touch.body ? touch.body->it : std::string{};
    return {touch.subject ? touch.subject->it : text::shorten(body, 80), std::string{describe::word(touch.channel)}, body};
}

}  // namespace

bool Interaction::has_party(PartyId party) const {
    return std::any_of(participants.begin(), participants.end(), [&](const Participant& one) { return one.party == party; });
}

std::vector<PartyId> Interaction::parties() const {
    std::vector<PartyId> all;
    for (const auto& one : participants) {
        if (one.party) {
            all.push_back(*one.party);
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::vector<PartyId> Interaction::who_waits() const {
    if (!waiting) {
        return {};
    }
    std::vector<PartyId> senders;
    for (const auto& one : participants) {
        if (one.party && one.is(TakesPart::from)) {
            senders.push_back(*one.party);
        }
    }
    return senders.empty() ? parties() : senders;
}

void Interaction::complete(MemberId logged_by) {
    if (!direction) {
        direction = direction_by_roles(participants);
    }
    const bool ours = std::any_of(participants.begin(), participants.end(), [](const Participant& one) { return one.member.has_value(); });
    if (!ours && logged_by) {
        participants.push_back({{}, logged_by, {}, {}});
    }
    for (auto& one : participants) {
        if (!one.role) {
            one.role = usual_role(one, direction);
        }
    }
}

std::string_view Interaction::what() const {
    switch (channel) {
        case Channel::email:
        case Channel::message:
        case Channel::social:
        case Channel::portal: return "wrote";
        case Channel::call: return "rang";
        case Channel::meeting: return "met";
        case Channel::visit: return "visited";
        case Channel::note: return "noted";
    }
    return {};
}

template <>
const records::Noun& records::noun<Interaction>() {
    static const Noun made = NounOf<Interaction>("interaction", "interactions")
                                 .sorted_by({"at"})
                                 .filtered_by({"channel"})
                                 .about([](const Interaction& touch) { return touch.parties(); })
                                 .also_about([](Tx& tx, const Interaction&, Parties& all) { relationships::add_circles(tx, all); })
                                 .must([](const Interaction& touch, Faults& faults) {
                                     participants_make_sense(touch, faults);
                                     waits_for_us_only_if_it_came_from_them(touch, faults);
                                     minutes_make_sense(touch, faults);
                                 })
                                 .also_prints(interactions::print_answered)
                                 .after_write_stamped(interactions::keep_beside)
                                 .found_as(found_as);
    return made;
}
