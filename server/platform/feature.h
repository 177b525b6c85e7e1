#pragma once
// What a feature offers the house. app lists all of them, in the order of the floors; nothing registers itself.
#include <stop_token>
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
    void (*work)(std::stop_token, Workspace&) = nullptr;   // beside the requests, on a thread of its own, until it is asked to stop
};
