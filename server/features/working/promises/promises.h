#pragma once
// The front door to promises. Told to the ledger: promises.made, kept, told, renegotiated, renegotiation_taken_back, broken,
// withdrawn, reopened.
#include <optional>
#include <string>
#include <vector>

#include "features/working/promises/promise.h"
#include "platform/feature.h"
#include "platform/records/records.h"

namespace promises {

using Kept = Result<records::Of<Promise>>;
using Because = Text<1, 2'000>;

struct ToMake {
    Words words;
    Day due_on;
    std::optional<MemberId> made_by;  // who of us; me when it is left out
    std::optional<InteractionId> from_interaction;
    PromisedBy promised_by = PromisedBy::us;
};
Kept make(Tx&, PartyId to, const ToMake&);

// Each is safe to repeat. A promise that has ended otherwise is refused: that end has to be taken back first.
Kept keep(Tx&, PromiseId, Told, std::optional<Because> note = {});  // again with another way of telling: they were told now
Kept renegotiate(Tx&, PromiseId, Day due_on, Text<1, 200> agreed_by);
Kept break_openly(Tx&, PromiseId, Because why);
Kept withdraw(Tx&, PromiseId, Because why);
// Take back: a promise that is open stays so.
Kept unkeep(Tx&, PromiseId);
Kept unbreak(Tx&, PromiseId);
Kept unwithdraw(Tx&, PromiseId);
Kept take_renegotiation_back(Tx&, PromiseId);  // the last one

std::vector<records::Of<Promise>> open_of(Tx&, MemberId, int limit);      // ours to customers who are here, soonest due first
std::vector<records::Of<Promise>> awaited_by(Tx&, MemberId, Day until, int limit);  // theirs to us, due by then
std::vector<records::Of<Promise>> untold_of(Tx&, MemberId, int limit);    // kept, but the customer was not told yet
std::vector<records::Of<Promise>> open_with(Tx&, PartyId, int limit);     // with the party and its people, overdue first
std::vector<records::Of<Promise>> past_with(Tx&, PartyId, int limit);     // ended ones, newest first

// Of those that have ended as kept or broken; withdrawn ones count for nobody.
struct Rate {
    std::int64_t kept = 0, broken = 0;
    std::int64_t of() const { return kept + broken; }
};
struct RateOf {
    MemberId member;
    Rate rate;
};
std::vector<RateOf> kept_rates(Tx&, std::optional<PartyId> party);  // by colleague
Rate kept_rate(Tx&, std::optional<PartyId> party);

// For the noun itself.
void print_standing(Tx&, const Promise&, std::string& out);  // ,"late":true and ,"agreed_by":...
void keep_on_timeline(Tx&, PromiseId, const Promise* before, const Promise* after, const records::Stamp&);

const Feature& feature();

}  // namespace promises
