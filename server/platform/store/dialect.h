#pragma once
// A schema file says everything once; where the engines differ it has markers (see migrations.h).
#include <string>
#include <string_view>

#include "platform/store/store.h"

namespace store {

// The file as `engine` reads it. Throws Broken for a marker it does not know and a block that is not closed.
std::string in_dialect(std::string_view sql, Engine engine);

}  // namespace store
