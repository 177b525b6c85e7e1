#pragma once
// What a feature offers the house. app lists all of them, in the order of the floors; nothing registers itself.
#include <string_view>
#include <vector>

#include "platform/http/route.h"
#include "platform/records/noun.h"

namespace records {
class Tail;
}

struct Feature {
    std::string_view name;                             // its folder, and where its migrations lie
    void (*routes)(http::Router&) = nullptr;
    std::vector<const records::Noun*> nouns = {};
    void (*listen)(records::Tail&, Workspace&) = nullptr;  // joins the readers of the ledger, before the tail starts
};
