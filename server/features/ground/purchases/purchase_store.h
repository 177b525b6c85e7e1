#pragma once
#include "features/ground/purchases/purchases.h"

namespace purchase_store {

// False when the number stands for another purchase of that source already. Asked in the transaction that will write it.
bool claim_number(Tx&, const Purchase&);
void keep_number(Tx&, PurchaseId, const Purchase* before, const Purchase* after);
purchases::Total total(Tx&, PartyId);

}  // namespace purchase_store
