#include "features/overview/search/search.h"

#include <algorithm>
#include <set>

#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationships.h"
#include "features/overview/search/search_limits.h"
#include "features/overview/search/search_store.h"
#include "features/overview/search/search_words.h"
#include "platform/records/tail.h"

namespace search {
namespace {

struct Candidate {
    search_store::Entry entry;
    double score = 0;
};

std::vector<Candidate> candidates(Tx& tx, store::Engine engine, const std::vector<std::string>& typed, const std::vector<std::string>& kinds);
void index(Tx& tx, store::Engine engine, const records::Noun& noun, std::int64_t id);
std::vector<std::string> kinds_of(const records::Record& record);
Hit shown(Tx& tx, const Candidate& candidate, const records::Record& record);
std::string about_party(Tx& tx, const Party& party);
const Party* as_party(const records::Record& record) {
    return record.noun == &records::noun<Party>() ? static_cast<const Party*>(record.it.get()) : nullptr;
}

}  // namespace

std::vector<Hit> find(Tx& tx, store::Engine engine, std::string_view typed, const std::vector<std::string>& kinds, int limit) {
    const auto words = search_words::of(typed, typed_words_max);
    std::vector<Hit> hits;
    if (words.empty()) {
        return hits;
    }
    for (const auto& candidate : candidates(tx, engine, words, kinds)) {
        if (static_cast<int>(hits.size()) == limit) {
            break;
        }
        // The record's own row says whether it is here, and here for this reader.
        if (const auto record = records::find_named(tx, candidate.entry.noun, candidate.entry.id)) {
            hits.push_back(shown(tx, candidate, *record));
        }
    }
    return hits;
}

void hear(Tx& tx, store::Engine engine, std::span<const records::Event> events) {
    std::set<std::int64_t> heard;  // many events of one record are one reason to look
    for (const auto& event : events) {
        const auto* noun = records::noun_named(tx, event.noun);
        if (noun != nullptr && noun->findable && heard.insert(event.object).second) {
            index(tx, engine, *noun, event.object);
        }
    }
}

namespace {

std::vector<Candidate> candidates(Tx& tx, store::Engine engine, const std::vector<std::string>& typed, const std::vector<std::string>& kinds) {
    using search_store::In;
    std::vector<std::int64_t> ids;
    const auto add = [&](In in, const std::vector<std::string>& of) {
        for (const auto id : search_store::matches(tx, engine, in, typed, of, candidates_max)) {
            if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
        }
    };
    // Names of people first, so that a customer is found however many newer talks mention them.
    if (kinds.empty()) add(In::title, {"party"});
    add(In::title, kinds);
    add(In::anything, kinds);
    std::vector<Candidate> all;
    for (auto& entry : search_store::entries(tx, ids)) {
        const double score = search_words::score(typed, {entry.noun, entry.title, entry.about});
        all.push_back({std::move(entry), score});
    }
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    return all;
}

void index(Tx& tx, store::Engine engine, const records::Noun& noun, std::int64_t id) {
    const auto record = records::find(tx, noun, id);
    if (!record) {
        search_store::drop(tx, engine, id);
        return;
    }
    const auto found = noun.findable(record->it.get());
    search_store::Entry entry;
    entry.id = id;
    entry.noun = noun.name;
    entry.title = found.title;
    entry.about = found.about;
    entry.kinds = kinds_of(*record);
    entry.title_words = search_words::of(found.title, indexed_words_max);
    entry.words = search_words::of(found.title + ' ' + found.about + ' ' + found.words, indexed_words_max);
    search_store::put(tx, engine, entry);
}

std::vector<std::string> kinds_of(const records::Record& record) {
    const auto* party = as_party(record);
    return party == nullptr ? std::vector{record.noun->name} : std::vector{record.noun->name, std::string{describe::word(party->kind)}};
}

Hit shown(Tx& tx, const Candidate& candidate, const records::Record& record) {
    Hit hit{candidate.entry.noun, candidate.entry.id, candidate.entry.title, candidate.entry.about, {}, {}, candidate.score};
    if (const auto* party = as_party(record)) {
        hit.kind = describe::word(party->kind);
        hit.about = about_party(tx, *party);
        return hit;
    }
    const auto about = record.noun->parties(record.it.get());
    const auto names = parties::briefs(tx, std::span{about}.first(std::min<std::size_t>(about.size(), 1)));
    if (!names.empty()) {
        hit.party = names.front().id;
        hit.about = names.front().name + (hit.about.empty() ? "" : ", " + hit.about);
    }
    return hit;
}

// "Person at Ernst Handel", "Organisation in Graz": so that two Petras can be told apart.
std::string about_party(Tx& tx, const Party& party) {
    std::string words{describe::word(party.kind)};
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
    if (party.kind == PartyKind::person) {
        for (const auto kind : {TieKind::affiliation, TieKind::household}) {
            for (const auto& tie : relationships::at(tx, party.id, kind)) {
                const PartyId other = tie->party == party.id ? tie->other.value_or(PartyId{}) : tie->party;
                const auto names = parties::briefs(tx, std::span{&other, 1});
                if (tie->holds_on(tx.today) && !names.empty()) {
                    return words + (kind == TieKind::affiliation ? " at " : " of ") + names.front().name;
                }
            }
        }
    }
    return party.city ? words + " in " + party.city->it : words;
}

}  // namespace
}  // namespace search
