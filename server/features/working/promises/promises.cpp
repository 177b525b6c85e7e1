#include "features/working/promises/promises.h"

#include <fmt/format.h>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/timeline/timeline.h"
#include "features/working/promises/promise_limits.h"
#include "features/working/promises/promise_store.h"

namespace promises {
namespace {

using Taken = records::Taken<Promise>;

// A customer does not count their days by our steps: each step stands on the timeline in this order when all happen at once.
constexpr std::int64_t step_made = 0;
constexpr std::int64_t step_renegotiated = 1;
constexpr std::int64_t step_ended = 1'000;

Kept unchanged(Taken taken) { return records::Of<Promise>{std::move(taken.it), taken.stamp}; }
std::optional<No> ended_otherwise(const Promise&, PromiseState wanted);
Kept end(Tx&, PromiseId, PromiseState, Because why, std::string_view event);
Kept reopen(Tx&, PromiseId, PromiseState from);
timeline::Entry step_of(const Promise&, const records::Stamp&, std::int64_t step, Instant at, std::string_view what);
std::vector<timeline::Entry> steps_of(const Promise&, const records::Stamp&);
std::vector<records::Of<Promise>> found(Tx&, const std::vector<PromiseId>&);

}  // namespace

Kept make(Tx& tx, PartyId to, const ToMake& said) {
    if (!parties::find(tx, to)) {
        return records::not_here<Party>();
    }
    if (said.made_by) {
        if (auto there = members::named(tx, *said.made_by, "/made_by"); !there) {
            return there.no();
        }
    }
    if (said.from_interaction && !records::find<Interaction>(tx, *said.from_interaction)) {
        return No::about("/from_interaction", "What this was said in is not here. It may have been removed.");
    }
    Promise promise;
    promise.promised_to = to;
    promise.made_by = said.made_by.value_or(tx.me());
    promise.promised_by = said.promised_by;
    promise.words = said.words;
    promise.due_on = promise.first_due_on = said.due_on;
    promise.from_interaction = said.from_interaction;
    return records::create(tx, std::move(promise));
}

Kept keep(Tx& tx, PromiseId id, Told told, std::optional<Because> note) {
    auto promise = records::take<Promise>(tx, id);
    if (!promise) {
        return records::not_here<Promise>();
    }
    if (auto no = ended_otherwise(promise->it, PromiseState::kept)) {
        return *no;
    }
    if (promise->it.is_open()) {
        promise->it.keep(told, std::move(note), tx.today, tx.now);
        return records::save(tx, std::move(*promise), "promises.kept");
    }
    if (promise->it.is_untold() && told != Told::not_yet) {
        promise->it.tell(told, tx.now);
        if (note) {
            promise->it.note = std::move(note);
        }
        return records::save(tx, std::move(*promise), "promises.told");
    }
    return unchanged(std::move(*promise));  // keeping twice is keeping once
}

Kept renegotiate(Tx& tx, PromiseId id, Day due_on, Text<1, 200> agreed_by) {
    auto promise = records::take<Promise>(tx, id);
    if (!promise) {
        return records::not_here<Promise>();
    }
    if (auto no = ended_otherwise(promise->it, PromiseState::open)) {
        return *no;
    }
    if (promise->it.due_on == due_on) {
        const auto& moves = promise->it.renegotiations;
        if (!moves.empty() && moves.back().agreed_by == agreed_by) {
            return unchanged(std::move(*promise));
        }
        return No::about("/due_on", "This is the day it is promised for already. Choose the new one.");
    }
    if (promise->it.renegotiations.size() >= renegotiations_max) {
        return No::about("/due_on", "This promise has moved too often. Break it openly and make a new one.");
    }
    promise->it.renegotiate(due_on, std::move(agreed_by), tx.now);
    return records::save(tx, std::move(*promise), "promises.renegotiated");
}

Kept break_openly(Tx& tx, PromiseId id, Because why) { return end(tx, id, PromiseState::broken, std::move(why), "promises.broken"); }

Kept withdraw(Tx& tx, PromiseId id, Because why) { return end(tx, id, PromiseState::withdrawn, std::move(why), "promises.withdrawn"); }

Kept unkeep(Tx& tx, PromiseId id) { return reopen(tx, id, PromiseState::kept); }

Kept unbreak(Tx& tx, PromiseId id) { return reopen(tx, id, PromiseState::broken); }

Kept unwithdraw(Tx& tx, PromiseId id) { return reopen(tx, id, PromiseState::withdrawn); }

Kept take_renegotiation_back(Tx& tx, PromiseId id) {
    auto promise = records::take<Promise>(tx, id);
    if (!promise) {
        return records::not_here<Promise>();
    }
    if (auto no = ended_otherwise(promise->it, PromiseState::open)) {
        return *no;
    }
    if (promise->it.renegotiations.empty()) {
        return unchanged(std::move(*promise));
    }
    promise->it.take_renegotiation_back();
    return records::save(tx, std::move(*promise), "promises.renegotiation_taken_back");
}

std::vector<records::Of<Promise>> open_of(Tx& tx, MemberId member, int limit) { return found(tx, promise_store::open_of(tx, member, limit)); }

std::vector<records::Of<Promise>> awaited_by(Tx& tx, MemberId member, Day until, int limit) {
    return found(tx, promise_store::awaited_by(tx, member, until, limit));
}

std::vector<records::Of<Promise>> untold_of(Tx& tx, MemberId member, int limit) { return found(tx, promise_store::untold_of(tx, member, limit)); }

std::vector<records::Of<Promise>> open_with(Tx& tx, PartyId party, int limit) { return found(tx, promise_store::open_with(tx, party, limit)); }

std::vector<records::Of<Promise>> past_with(Tx& tx, PartyId party, int limit) { return found(tx, promise_store::past_with(tx, party, limit)); }

std::vector<RateOf> kept_rates(Tx& tx, std::optional<PartyId> party) { return promise_store::kept_rates(tx, party); }

Rate kept_rate(Tx& tx, std::optional<PartyId> party) {
    Rate all;
    for (const auto& one : kept_rates(tx, party)) {
        all.kept += one.rate.kept;
        all.broken += one.rate.broken;
    }
    return all;
}

void print_standing(Tx& tx, const Promise& promise, std::string& out) {
    out += promise.is_late(tx.today) ? R"(,"late":true)" : R"(,"late":false)";
    if (!promise.renegotiations.empty()) {
        out += R"(,"agreed_by":)";
        json::print_text(out, promise.renegotiations.back().agreed_by.it);
    }
}

// Every step stands there for itself; taking one back, also through the history, takes its entry away.
void keep_on_timeline(Tx& tx, PromiseId id, const Promise* before, const Promise* after, const records::Stamp& stamp) {
    if (after == nullptr) {
        timeline::drop(tx, id.value);
    } else if (before == nullptr) {
        timeline::put(tx, steps_of(*after, stamp).front());
    } else {
        timeline::replace(tx, id.value, steps_of(*after, stamp));
    }
}

namespace {

std::string_view ended_as(PromiseState state) {
    switch (state) {
        case PromiseState::open: return "is open";
        case PromiseState::kept: return "has been kept";
        case PromiseState::broken: return "was broken";
        case PromiseState::withdrawn: return "was withdrawn by the customer";
    }
    return {};
}

std::optional<No> ended_otherwise(const Promise& promise, PromiseState wanted) {
    if (promise.is_open() || promise.state == wanted) {
        return std::nullopt;
    }
    return No{Refusal::already_changed, fmt::format("This promise {}. Take that back first, if it is not so.", ended_as(promise.state))};
}

Kept end(Tx& tx, PromiseId id, PromiseState how, Because why, std::string_view event) {
    auto promise = records::take<Promise>(tx, id);
    if (!promise) {
        return records::not_here<Promise>();
    }
    if (auto no = ended_otherwise(promise->it, how)) {
        return *no;
    }
    if (!promise->it.is_open()) {
        return unchanged(std::move(*promise));
    }
    promise->it.end(how, std::move(why), tx.now);
    return records::save(tx, std::move(*promise), event);
}

Kept reopen(Tx& tx, PromiseId id, PromiseState from) {
    auto promise = records::take<Promise>(tx, id);
    if (!promise) {
        return records::not_here<Promise>();
    }
    if (auto no = ended_otherwise(promise->it, from)) {
        return *no;
    }
    if (promise->it.is_open()) {
        return unchanged(std::move(*promise));
    }
    promise->it.reopen();
    return records::save(tx, std::move(*promise), "promises.reopened");
}

timeline::Entry step_of(const Promise& promise, const records::Stamp& stamp, std::int64_t step, Instant at, std::string_view what) {
    timeline::Entry entry{.noun = "promise", .object = promise.id.value, .step = step, .at = at, .what = what, .words = promise.words.it, .stamp = stamp};
    const bool ours = promise.promised_by == PromisedBy::us;
    entry.participants = {{{}, promise.made_by, {}, ours ? TakesPart::from : TakesPart::to}, {promise.promised_to, {}, {}, ours ? TakesPart::to : TakesPart::from}};
    entry.news_at = at;
    entry.more = fmt::format(R"(,"promise":{{"id":"{}","promised_by":"{}","state":"{}","due_on":"{}","first_due_on":"{}")", ids::to_text(promise.id),
                             describe::word(promise.promised_by), describe::word(promise.state), to_text(promise.due_on), to_text(promise.first_due_on));
    if (promise.kept_on) {
        entry.more += R"(,"kept_on":")" + to_text(*promise.kept_on) + '"';
    }
    if (promise.told) {
        entry.more += R"(,"told":")" + std::string{describe::word(*promise.told)} + '"';
    }
    entry.more += '}';
    return entry;
}

void add_text(std::string& more, std::string_view name, std::string_view words) {
    more += fmt::format(R"(,"{}":)", name);
    json::print_text(more, words);
}

std::string_view ended_what(PromiseState state) {
    switch (state) {
        case PromiseState::open: return {};
        case PromiseState::kept: return "kept";
        case PromiseState::broken: return "broke";
        case PromiseState::withdrawn: return "withdrew";
    }
    return {};
}

std::vector<timeline::Entry> steps_of(const Promise& promise, const records::Stamp& stamp) {
    std::vector<timeline::Entry> steps{step_of(promise, stamp, step_made, stamp.created_at, "promised")};
    for (std::size_t i = 0; i < promise.renegotiations.size(); ++i) {
        const auto& move = promise.renegotiations[i];
        auto& step = steps.emplace_back(step_of(promise, stamp, step_renegotiated + static_cast<std::int64_t>(i), move.at, "renegotiated"));
        add_text(step.more, "agreed_by", move.agreed_by.it);
        step.more += fmt::format(R"(,"was_due_on":"{}","due_on":"{}")", to_text(move.was_due_on), to_text(move.due_on));
    }
    if (!promise.is_open() && promise.ended_at) {
        auto& step = steps.emplace_back(step_of(promise, stamp, step_ended, *promise.ended_at, ended_what(promise.state)));
        if (promise.why) {
            add_text(step.more, "why", promise.why->it);
        }
        if (promise.note) {
            add_text(step.more, "note", promise.note->it);
        }
    }
    return steps;
}

std::vector<records::Of<Promise>> found(Tx& tx, const std::vector<PromiseId>& ids) {
    std::vector<records::Of<Promise>> all;
    for (const auto id : ids) {
        if (auto promise = records::find<Promise>(tx, id)) {
            all.push_back(std::move(*promise));
        }
    }
    return all;
}

}  // namespace
}  // namespace promises
