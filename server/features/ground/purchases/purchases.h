#pragma once
// The front door to purchases.
#include <optional>
#include <vector>

#include "features/ground/purchases/purchase.h"
#include "platform/feature.h"
#include "platform/records/records.h"

namespace purchases {

// Refuses a customer who is not here, and a number that already stands for another purchase from the same source.
Result<records::Of<Purchase>> add(Tx&, Purchase);
std::optional<records::Of<Purchase>> find(Tx&, PurchaseId);

struct Total {
    std::int64_t count = 0;
    std::vector<Money> amounts;  // one per currency: they never add up
};
Total total(Tx&, PartyId);  // of what the reader may see

// For the noun itself: "bought", on the day it was bought.
void keep_on_timeline(Tx&, PurchaseId, const Purchase* before, const Purchase* after, const records::Stamp&);

const Feature& feature();

}  // namespace purchases
