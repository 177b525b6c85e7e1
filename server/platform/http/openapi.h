#pragma once
#include <span>
#include <string>
#include <string_view>

#include "platform/http/route.h"
#include "platform/records/noun.h"

namespace http {

// OpenAPI 3.1 of all routes, the same bytes every time. The nouns say which shapes are answered with a version and times.
// Throws std::logic_error when two different shapes carry the same name, because readers could not tell them apart.
std::string openapi(const Router&, std::span<const records::Noun* const> nouns, std::string_view version);

}  // namespace http
