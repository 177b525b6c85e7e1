#include "features/ground/timeline/interactions.h"

#include <algorithm>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/timeline/timeline.h"
#include "features/ground/timeline/timeline_limits.h"
#include "features/ground/timeline/waiting_store.h"

namespace interactions {
namespace {

std::optional<No> somebody_is_not_here(Tx& tx, const Interaction& touch) {
    for (std::size_t i = 0; i < touch.participants.size(); ++i) {
        const auto& one = touch.participants[i];
        const std::string pointer = "/participants/" + std::to_string(i);
        if (one.party) {
            if (auto there = parties::named(tx, *one.party, pointer + "/party"); !there) {
                return there.no();
            }
        }
        if (one.member) {
            if (auto there = members::named(tx, *one.member, pointer + "/member"); !there) {
                return there.no();
            }
        }
        if (one.team) {
            if (auto there = members::named_team(tx, *one.team, pointer + "/team"); !there) {
                return there.no();
            }
        }
    }
    return std::nullopt;
}

std::optional<No> not_yet_happened(Tx& tx, const Interaction& touch) {
    if (touch.at > tx.now + ahead_of_our_clock) {
        return No::about("/at", "This lies in the future. Log it when it has happened, or make a promise of it.");
    }
    return std::nullopt;
}

timeline::Entry entry_of(const Interaction& touch, const records::Stamp& stamp) {
    timeline::Entry entry{.noun = "interaction", .object = touch.id.value, .at = touch.at, .what = touch.what(), .stamp = stamp};
    entry.words = touch.body ? touch.body->it : touch.subject ? touch.subject->it : std::string{};
    entry.channel = describe::word(touch.channel);
    entry.direction = touch.direction ? describe::word(*touch.direction) : std::string_view{};
    entry.participants = touch.participants;
    entry.touch = true;
    entry.news_at = stamp.created_at;
    if (touch.subject) {
        entry.more += R"(,"subject":)";
        json::print_text(entry.more, touch.subject->it);
    }
    if (touch.minutes) {
        entry.more += R"(,"minutes":)" + std::to_string(*touch.minutes);
    }
    return entry;
}

void keep_waiting(Tx& tx, InteractionId id, const Interaction* before, const Interaction* after, const records::Stamp& stamp) {
    std::vector<PartyId> concerned;
    if (before != nullptr) {
        waiting_store::forget(tx, id);
        concerned = before->parties();
    }
    if (after != nullptr) {
        waiting_store::note(tx, *after, stamp.label_set);
        const auto now = after->parties();
        concerned.insert(concerned.end(), now.begin(), now.end());
    }
    std::sort(concerned.begin(), concerned.end());
    concerned.erase(std::unique(concerned.begin(), concerned.end()), concerned.end());
    for (const auto party : concerned) {
        parties::hold(tx, party);  // against someone who answers just now
        waiting_store::count_again(tx, party);
    }
}

}  // namespace

Result<records::Of<Interaction>> log(Tx& tx, Interaction touch) {
    if (touch.at.us == 0) {
        touch.at = tx.now;
    }
    touch.complete(tx.me());
    if (auto no = not_yet_happened(tx, touch)) {
        return *no;
    }
    if (auto no = somebody_is_not_here(tx, touch)) {
        return *no;
    }
    auto logged = records::create(tx, std::move(touch));
    if (logged) {
        notices::tell_earlier_ones(tx, logged->it, logged->stamp);
    }
    return logged;
}

Result<records::Record> change(Tx& tx, InteractionId id, std::int64_t version, json::View changes) {
    const auto& noun = records::noun<Interaction>();
    auto record = records::take(tx, noun, id.value);
    if (!record) {
        return records::not_here(noun);
    }
    if (record->stamp.version != version) {
        return records::changed_meanwhile(tx, *record);
    }
    describe::Any after{*noun.shape, record->it.get()};
    describe::Reading reading;
    describe::merge(changes, *noun.shape, after.get(), reading, noun.fixed);
    if (!reading.faults.empty()) {
        return describe::refusal(std::move(reading.faults));
    }
    auto& touch = *static_cast<Interaction*>(after.get());
    touch.complete(tx.me());
    if (auto no = not_yet_happened(tx, touch)) {
        return *no;
    }
    if (changes.find("participants")) {
        if (auto no = somebody_is_not_here(tx, touch)) {
            return *no;
        }
    }
    return records::save(tx, std::move(*record), std::move(after));
}

std::vector<Waits> waiting(Tx& tx, int limit) { return waiting_store::longest(tx, limit); }

bool is_answered(Tx& tx, InteractionId id) { return !waiting_store::waits(tx, id); }

void keep_beside(Tx& tx, InteractionId id, const Interaction* before, const Interaction* after, const records::Stamp& stamp) {
    if (before != nullptr) {
        timeline::drop(tx, id.value);
    }
    if (after != nullptr) {
        timeline::put(tx, entry_of(*after, stamp));
    } else {
        notices::forget(tx, id.value);
    }
    keep_waiting(tx, id, before, after, stamp);
}

void print_answered(Tx& tx, const Interaction& touch, std::string& out) {
    if (touch.waiting) {
        out += is_answered(tx, touch.id) ? R"(,"answered":true)" : R"(,"answered":false)";
    }
}

}  // namespace interactions
