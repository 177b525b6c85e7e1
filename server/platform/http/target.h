#pragma once
// What the first line of a request asks for: the path and the query, decoded once and strictly. Any thread.
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/route.h"

namespace http {

struct Target {
    std::string path;
    Pairs query;
};

// Nothing when it has more than one reading: a half-written %, a hidden '/' or NUL, bytes that are not UTF-8, no leading '/'.
std::optional<Target> read_target(std::string_view target);

bool is_utf8(std::string_view text);

}  // namespace http
