#pragma once
// A purchase is what a customer bought on a day, for how much. Where it comes from gives it a number that is unique there.
#include <optional>

#include "base/describe.h"
#include "platform/records/noun.h"

using PurchaseId = Id<struct Purchase>;

struct Purchase {
    PurchaseId id;
    PartyId party;
    Day bought_on;
    Money amount;
    std::optional<Text<1, 100>> external_id;  // its number in the system it comes from
    std::optional<Text<1, 200>> product;
    std::optional<Text<1, 200>> campaign;
    std::optional<Text<1, 100>> source;       // that system
    std::optional<MemberId> served_by;        // which of us
};
BOOST_DESCRIBE_STRUCT(Purchase, (), (id, party, bought_on, amount, external_id, product, campaign, source, served_by))

namespace records {
template <>
const Noun& noun<Purchase>();
}
