#include "features/ground/timeline/timeline.h"

#include <algorithm>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/timeline_limits.h"
#include "features/ground/timeline/timeline_store.h"
#include "features/ground/timeline/wiring.h"

namespace timeline {
namespace {

using timeline_store::Part;
using timeline_store::Place;
using timeline_store::Shown;
using timeline_store::Who;

constexpr auto number_max = std::numeric_limits<std::int64_t>::max();
constexpr timeline_store::After newest{number_max, number_max, number_max};

std::vector<PartyId> parties_in(const Entry&);
std::vector<Who> ours_in(Tx&, const Entry&);
std::vector<Place> places_for(Tx&, const Entry&);
bool is_open_touch(const Entry&);
std::vector<Participant> participants_in(const Shown&);
std::string cursor_after(const Shown&);
std::optional<timeline_store::After> read_cursor(const std::string&);
void print_entries(Tx&, const std::vector<Shown>&, bool with_party, std::string& out);
void print_entry(Names&, const Shown&, const std::vector<Participant>&, bool with_party, std::string& out);
const Participant* first_of(const std::vector<Participant>&);
bool within(const std::vector<relationships::Span>&, Day);

}  // namespace

void put(Tx& tx, const Entry& entry) {
    for (const auto party : parties_in(entry)) {
        parties::hold(tx, party);  // against someone who changes just now where they belong
    }
    timeline_store::insert_thing(tx, entry);
    for (const auto& place : places_for(tx, entry)) {
        timeline_store::insert_place(tx, entry, place);
        if (is_open_touch(entry)) {
            parties::touched(tx, place.party, entry.at);
        }
    }
}

void drop(Tx& tx, std::int64_t object) {
    const auto places = timeline_store::places_of(tx, object);
    timeline_store::remove(tx, object);
    for (const auto party : places) {
        parties::last_touched(tx, party, timeline_store::newest_touch(tx, party));
    }
}

void replace(Tx& tx, std::int64_t object, const std::vector<Entry>& entries) {
    timeline_store::remove(tx, object);
    for (const auto& entry : entries) {
        put(tx, entry);
    }
}

// A person joined or left a circle, or a date of it moved: what they took part in stands on its timeline for the days on
// which they belonged to it, and for no others.
void circle_changed(Tx& tx, PartyId person, PartyId circle) {
    parties::hold(tx, person);
    const auto& zone = tx.company->zone;
    const auto spans = relationships::spans_of(tx, person, circle);
    for (const auto& one : timeline_store::rolled_up(tx, person, circle)) {
        if (!within(spans, zone.day_of(one.at))) {
            timeline_store::roll_back(tx, person, circle, one);
        }
    }
    for (const auto& span : spans) {
        const Instant from = span.since ? zone.start_of(*span.since) : Instant{std::numeric_limits<std::int64_t>::min()};
        const Instant until = span.until ? zone.start_of(*span.until + std::chrono::days{1}) : Instant{number_max};
        timeline_store::roll_up(tx, person, circle, from, until);
    }
    parties::last_touched(tx, circle, timeline_store::newest_touch(tx, circle));
}

Result<std::string> page_json(Tx& tx, const Question& asked) {
    if (asked.limit < 1 || asked.limit > timeline_page_max) {
        return No::about("/limit", fmt::format("A page holds 1 to {} entries.", timeline_page_max));
    }
    const auto after = asked.cursor.empty() ? std::optional{newest} : read_cursor(asked.cursor);
    if (!after) {
        return No::about("/cursor", "This is no place on this timeline. Begin again without a cursor.");
    }
    auto page = timeline_store::page(tx, asked, *after, asked.limit + 1);
    const bool goes_on = static_cast<int>(page.size()) > asked.limit;
    if (goes_on) {
        page.pop_back();
    }
    std::string out = R"({"items":)";
    print_entries(tx, page, false, out);
    if (goes_on) {
        out += R"(,"next_cursor":")" + cursor_after(page.back()) + '"';
    }
    return out + '}';
}

std::string news_json(Tx& tx, Instant since, int limit) {
    std::string out;
    print_entries(tx, timeline_store::news(tx, since, limit), true, out);
    return out;
}

std::vector<Dealing> dealt_with(Tx& tx, PartyId party, int year) {
    const auto& zone = tx.company->zone;
    return timeline_store::dealt_with(tx, party, zone.start_of(make_day(year, 1, 1)), zone.start_of(make_day(year + 1, 1, 1)));
}

std::string dealt_with_json(Tx& tx, PartyId party, int year) {
    Names names{tx};
    const auto all = dealt_with(tx, party, year);
    std::string out = fmt::format(R"({{"count":{},"year":{},"members":[)", all.size(), year);
    for (const auto& one : all) {
        if (out.back() != '[') {
            out += ',';
        }
        out += '{';
        names.print_participant(out, {{}, one.member, {}, {}});
        out += fmt::format(R"(,"touches":{}}})", one.touches);
    }
    return out + "]}";
}

// ,"last_touch":{...} on a row of the list of customers.
void print_last_touch(Tx& tx, PartyId party, std::string& out) {
    if (const auto last = timeline_store::newest_touch_shown(tx, party)) {
        out += R"(,"last_touch":{"at":")" + to_text(last->at) + R"(","channel":")" + last->channel + R"(","words":)";
        json::print_text(out, text::shorten(last->words, 120));
        out += '}';
    }
}

namespace {

std::vector<PartyId> parties_in(const Entry& entry) {
    std::vector<PartyId> all;
    for (const auto& one : entry.participants) {
        if (one.party) {
            all.push_back(*one.party);
        }
    }
    std::sort(all.begin(), all.end());  // everybody holds them in the same order
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

// A colleague who was only sent a copy has not dealt with them.
std::vector<Who> ours_in(Tx& tx, const Entry& entry) {
    std::vector<Who> all;
    for (const auto& one : entry.participants) {
        if (one.team) {
            all.push_back({one.team->value, Part::team});
        }
        if (one.member) {
            all.push_back({one.member->value, entry.touch && !one.is(TakesPart::cc) ? Part::dealt : Part::member});
            for (const auto team : members::teams_of(tx, *one.member)) {
                all.push_back({team.value, Part::team});
            }
        }
    }
    return all;
}

std::vector<Place> places_for(Tx& tx, const Entry& entry) {
    const auto direct = parties_in(entry);
    const auto ours = ours_in(tx, entry);
    const Day day = tx.company->zone.day_of(entry.at);
    std::map<PartyId, Place> places;
    for (const auto party : direct) {
        auto& place = places[party] = {party, {}, ours};
        for (const auto other : direct) {
            if (other != party) {
                place.who.push_back({other.value, Part::party});
            }
        }
    }
    for (const auto person : direct) {
        for (const auto circle : relationships::circles_of(tx, person, day)) {
            if (std::binary_search(direct.begin(), direct.end(), circle)) {
                continue;
            }
            auto& place = places.try_emplace(circle, Place{circle, person, ours}).first->second;
            place.who.push_back({person.value, Part::party});
        }
    }
    std::vector<Place> all;
    for (auto& [party, place] : places) {
        all.push_back(std::move(place));
    }
    return all;
}

bool is_open_touch(const Entry& entry) {
    return entry.touch && entry.stamp.label_set == 0 && std::any_of(entry.participants.begin(), entry.participants.end(), [](const Participant& one) {
               return one.member && !one.is(TakesPart::cc);
           });
}

std::vector<Participant> participants_in(const Shown& shown) {
    std::vector<Participant> all;
    if (const auto document = json::parse(shown.participants)) {
        describe::Reading reading;
        describe::type<std::vector<Participant>>().read(document->view(), &all, reading);
    }
    return all;
}

std::string cursor_after(const Shown& last) { return fmt::format("{}.{}.{}", last.at.us, ids::to_text(last.object), last.step); }

std::optional<timeline_store::After> read_cursor(const std::string& cursor) {
    const auto first = cursor.find('.');
    const auto second = first == std::string::npos ? first : cursor.find('.', first + 1);
    if (second == std::string::npos) {
        return std::nullopt;
    }
    timeline_store::After after{};
    const auto object = ids::from_text(std::string_view{cursor}.substr(first + 1, second - first - 1));
    const bool numbers = describe::integer_type.from_text(std::string_view{cursor}.substr(0, first), &after.at).empty() &&
                         describe::integer_type.from_text(std::string_view{cursor}.substr(second + 1), &after.step).empty();
    if (!object || !numbers) {
        return std::nullopt;
    }
    after.object = *object;
    return after;
}

void print_entries(Tx& tx, const std::vector<Shown>& all, bool with_party, std::string& out) {
    Names names{tx};
    std::vector<std::vector<Participant>> participants;
    for (const auto& one : all) {
        participants.push_back(participants_in(one));
        for (const auto& who : participants.back()) {
            if (who.party) {
                names.want(*who.party);
            }
        }
        if (one.via) {
            names.want(one.via);
        }
    }
    out += '[';
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        print_entry(names, all[i], participants[i], with_party, out);
    }
    out += ']';
}

void print_entry(Names& names, const Shown& one, const std::vector<Participant>& participants, bool with_party, std::string& out) {
    out += fmt::format(R"({{"kind":"{}","id":"{}","at":"{}","what":"{}","words":)", one.noun, ids::to_text(one.object), to_text(one.at), one.what);
    json::print_text(out, one.words);
    if (!one.channel.empty()) {
        out += R"(,"channel":")" + one.channel + '"';
    }
    if (!one.direction.empty()) {
        out += R"(,"direction":")" + one.direction + '"';
    }
    if (const auto* who = first_of(participants)) {
        out += R"(,"who":{)";
        names.print_participant(out, *who);
        out += '}';
    }
    out += R"(,"participants":[)";
    for (const auto& each : participants) {
        out += out.back() == '[' ? "{" : ",{";
        names.print_participant(out, each);
        out += '}';
    }
    out += ']';
    if (one.waits) {
        out += R"(,"waiting":true)";
    }
    if (one.via) {
        out += R"(,"via":)";
        names.print(out, one.via);
    }
    if (with_party) {
        const auto with = std::find_if(participants.begin(), participants.end(), [](const Participant& each) { return each.party.has_value(); });
        if (with != participants.end()) {
            out += R"(,"party":)";
            names.print(out, *with->party);
        }
    }
    out += one.more;
    out += fmt::format(R"(,"version":{}}})", one.version);
}

// Whoever it came from; where that is not said, one of us.
const Participant* first_of(const std::vector<Participant>& all) {
    for (const auto& one : all) {
        if (one.is(TakesPart::from)) {
            return &one;
        }
    }
    for (const auto& one : all) {
        if (one.member) {
            return &one;
        }
    }
    return all.empty() ? nullptr : &all.front();
}

bool within(const std::vector<relationships::Span>& spans, Day day) {
    return std::any_of(spans.begin(), spans.end(), [&](const relationships::Span& span) {
        return (!span.since || *span.since <= day) && (!span.until || day <= *span.until);
    });
}

}  // namespace
}  // namespace timeline
