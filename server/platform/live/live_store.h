#pragma once
#include <string>
#include <unordered_set>

#include "platform/records/tx.h"

namespace live::live_store {

// The workspace's key; made the first time anyone asks, by whoever is first.
std::string key(Tx&, const std::string& fresh);
// Who may know of what stands behind this label set, just now.
std::unordered_set<std::int64_t> readers(Tx&, std::int64_t label_set);
bool may_read(Tx&, MemberId, std::int64_t label_set);

}  // namespace live::live_store
