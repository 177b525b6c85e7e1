#pragma once
// The front door to search: one box that finds anything in the workspace by the beginnings of its words. The index is a reader
// of the ledger; what is shown is decided by the record's own row, so it may lag but never leak.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/feature.h"
#include "platform/records/ledger.h"
#include "platform/records/records.h"

namespace search {

struct Hit {
    std::string noun;
    std::int64_t id = 0;
    std::string title;
    std::string about;   // "Person at Ernst Handel"
    std::string kind;    // of a party
    PartyId party;       // whom it is about, if it is no party itself
    double score = 0;
};
// What the reader may see, best first. `kinds`: nouns, or kinds of parties; none: anything.
std::vector<Hit> find(Tx&, store::Engine, std::string_view typed, const std::vector<std::string>& kinds, int limit);

// Brings the index up to these events. What the tail calls; safe to repeat.
void hear(Tx&, store::Engine, std::span<const records::Event>);

const Feature& feature();

}  // namespace search
