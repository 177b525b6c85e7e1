#pragma once
// Every feature of the house, in the order of its floors. A new feature is one line here.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/feature.h"

namespace app {

std::span<const Feature* const> features();
std::vector<std::string_view> migration_order();  // platform first, then feature by feature
std::vector<const records::Noun*> nouns();
void add_routes(http::Router&);                   // all of the API
void listen(records::Tail&, Workspace&);          // every feature that reads the ledger
http::WhoIs who_is();                             // whom a request speaks for
std::string openapi_of(const http::Router&);

}  // namespace app
