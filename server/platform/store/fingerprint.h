#pragma once
#include <string>
#include <string_view>

namespace store {

std::string fingerprint(std::string_view text);  // SHA-256, in 64 hexadecimal digits

}  // namespace store
