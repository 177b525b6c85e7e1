#pragma once
// Logging what passed between us and them, and who of them still waits for an answer.
#include <string>
#include <vector>

#include "features/ground/timeline/interaction.h"
#include "platform/records/records.h"

namespace interactions {

// The one who logs it took part, if none of us is named. `at` of 0 means now.
Result<records::Of<Interaction>> log(Tx&, Interaction);
// A merge patch; whoever it names must be here for the one who changes it.
Result<records::Record> change(Tx&, InteractionId, std::int64_t version, json::View changes);

struct Waits {
    PartyId party;  // who waits
    InteractionId interaction;
    Instant since;
};
// The longest wait first, whoever they are.
std::vector<Waits> waiting(Tx&, int limit);
bool is_answered(Tx&, InteractionId);  // also true when it never waited

// For the noun itself.
void keep_beside(Tx&, InteractionId, const Interaction* before, const Interaction* after, const records::Stamp&);
void print_answered(Tx&, const Interaction&, std::string& out);  // ,"answered":false for one that they wait with

}  // namespace interactions
