#pragma once
#include <string>
#include <string_view>

namespace http {

// At level 1: a third of the time of the usual level, and JSON still shrinks to a sixth.
std::string gzip(std::string_view text);

}  // namespace http
