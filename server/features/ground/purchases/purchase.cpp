#include "features/ground/purchases/purchase.h"

#include "features/ground/purchases/purchase_store.h"
#include "features/ground/purchases/purchases.h"
#include "features/ground/relationships/relationships.h"

template <>
const records::Noun& records::noun<Purchase>() {
    static const Noun made = NounOf<Purchase>("purchase", "purchases")
                                 .sorted_by({"bought_on"})
                                 .filtered_by({"party"})
                                 .changed_only_by_verbs({"external_id", "source"})
                                 .about([](const Purchase& purchase) { return Parties{purchase.party}; })
                                 .also_about([](Tx& tx, const Purchase&, Parties& all) { relationships::add_circles(tx, all); })
                                 .after_write_stamped([](Tx& tx, PurchaseId id, const Purchase* before, const Purchase* after, const Stamp& stamp) {
                                     purchase_store::keep_number(tx, id, before, after);
                                     purchases::keep_on_timeline(tx, id, before, after, stamp);
                                 });
    return made;
}
