#pragma once
// What a column can mean, and which column most likely means what: by its heading, in the languages and dialects of the
// systems our users come from. Pure: no database.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"

enum class ImportKind { parties, members, purchases };
BOOST_DESCRIBE_ENUM(ImportKind, parties, members, purchases)

namespace import_fields {

struct Meaning {
    std::string_view name;   // "company_name"
    std::string_view words;  // "Company": as the page offers it
    bool required = false;
};
std::span<const Meaning> of(ImportKind);
bool knows(ImportKind, std::string_view field);

// One field or none for each heading; no field twice.
std::vector<std::optional<std::string>> likely(ImportKind, std::span<const std::string> headings);
ImportKind recognise(std::span<const std::string> headings);
// Why nothing can be read with these columns yet, or nothing: a sentence for the person who maps them.
std::string why_not_enough(ImportKind, std::span<const std::optional<std::string>> mapped);
// "Customer ID" and "customer-id" are one heading: the system that numbers our customers.
std::string plain(std::string_view heading);

}  // namespace import_fields
