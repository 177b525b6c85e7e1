#include "features/ground/purchases/purchases.h"

#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchase_store.h"

namespace purchases {

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

}  // namespace purchases
