#include "features/ground/purchases/purchase.h"

#include "features/ground/purchases/purchase_store.h"

template <>
const records::Noun& records::noun<Purchase>() {
    static const Noun made = NounOf<Purchase>("purchase", "purchases")
                                 .sorted_by({"bought_on"})
                                 .filtered_by({"party"})
                                 .changed_only_by_verbs({"external_id", "source"})
                                 .about([](const Purchase& purchase) { return Parties{purchase.party}; })
                                 .after_write([](Tx& tx, PurchaseId id, const Purchase* before, const Purchase* after) {
                                     purchase_store::keep_number(tx, id, before, after);
                                 });
    return made;
}
