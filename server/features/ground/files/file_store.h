#pragma once
// Chunks of bytes in a table, under the hash of the whole.
#include <string>
#include <string_view>

#include "platform/records/tx.h"

namespace file_store {

void write_chunks(Tx&, const std::string& sha256, std::string_view bytes);  // twice is once
std::string read_chunks(Tx&, const std::string& sha256);

}  // namespace file_store
