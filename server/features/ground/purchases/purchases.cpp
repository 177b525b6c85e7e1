#include "features/ground/purchases/purchases.h"

#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchase_store.h"
#include "features/ground/timeline/timeline.h"

namespace purchases {
namespace {

timeline::Entry bought(Tx& tx, const Purchase& purchase, const records::Stamp& stamp) {
    timeline::Entry entry{.noun = "purchase", .object = purchase.id.value, .what = "bought", .stamp = stamp};
    entry.at = tx.company->zone.start_of(purchase.bought_on);
    entry.words = purchase.product ? purchase.product->it : std::string{};
    entry.participants.push_back({purchase.party, {}, {}, TakesPart::from});
    if (purchase.served_by) {
        entry.participants.push_back({{}, purchase.served_by, {}, TakesPart::to});
    }
    entry.more = R"(,"purchase":)" + describe::print(purchase);
    if (!tx.source.starts_with("import:")) {
        entry.news_at = stamp.created_at;  // old orders read from a file are no news
    }
    return entry;
}

}  // namespace

Result<records::Of<Purchase>> add(Tx& tx, Purchase purchase) {
    if (auto party = parties::named(tx, purchase.party, "/party"); !party) {
        return party.no();
    }
    if (purchase.served_by && !records::find_named(tx, "member", purchase.served_by->value)) {
        return No::about("/served_by", "This colleague is not here.");
    }
    purchase.id = tx.new_id<Purchase>();
    if (!purchase_store::claim_number(tx, purchase)) {
        return No::about("/external_id", "A purchase with this number is here already.");
    }
    return records::create(tx, std::move(purchase));
}

std::optional<records::Of<Purchase>> find(Tx& tx, PurchaseId id) { return records::find<Purchase>(tx, id); }

Total total(Tx& tx, PartyId party) { return purchase_store::total(tx, party); }

void keep_on_timeline(Tx& tx, PurchaseId id, const Purchase* before, const Purchase* after, const records::Stamp& stamp) {
    if (before != nullptr) {
        timeline::drop(tx, id.value);
    }
    if (after != nullptr) {
        timeline::put(tx, bought(tx, *after, stamp));
    }
}

}  // namespace purchases
