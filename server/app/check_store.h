#pragma once
// Is the workspace whole? Each question gives a sentence for what is wrong, and nothing when all is well.
#include <string>
#include <vector>

#include "platform/records/tx.h"

namespace app::check_store {

std::vector<std::string> faults(Tx&, store::Engine);
std::int64_t events(Tx&);

}  // namespace app::check_store
