#pragma once
#include <string>
#include <vector>

#include "platform/records/tx.h"

namespace sample_store {

struct Made {
    std::string noun;
    std::int64_t record = 0;
};
bool any(Tx&);
void put(Tx&, std::int64_t place, const Made&);
std::vector<Made> last_first(Tx&);
void forget(Tx&);

}  // namespace sample_store
