#include "platform/live/live_routes.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/live/hub.h"
#include "platform/live/live_store.h"
#include "platform/records/record_routes.h"

namespace live {
namespace {

using http::Reply;
using http::Request;

constexpr int events_page = 100;
constexpr int events_page_max = 1'000;
constexpr int events_looked_at_max = 5'000;  // for one page, however many of them are hidden from its reader

struct WhatAbout {
    std::optional<Text<1, 200>> about;
};
BOOST_DESCRIBE_STRUCT(WhatAbout, (), (about))

const records::Noun* party_noun(const Tx& tx) {
    const auto found = std::find_if(tx.nouns.begin(), tx.nouns.end(), [](const auto* noun) { return noun->name == "party"; });
    return found == tx.nouns.end() ? nullptr : *found;
}

// Nothing is written for it, so trying twice is saying it twice.
Result<Reply> say_writing(Tx& tx, const Request& request, const WhatAbout& sent) {
    const auto party = request.id<struct Party>("party");
    const auto* noun = party_noun(tx);
    if (noun == nullptr || !records::find(tx, *noun, party.value)) {
        return No{Refusal::not_found, "This customer is not here. It may have been removed."};
    }
    if (request.workspace->live != nullptr) {
        request.workspace->live->write_to(tx.me(), party, sent.about ? sent.about->it : std::string{});
    }
    return Reply::nothing();
}

Result<Reply> stop_writing(Tx& tx, const Request& request) {
    if (request.workspace->live != nullptr) {
        request.workspace->live->stop_writing(tx.me(), request.id<struct Party>("party"));
    }
    return Reply::nothing();
}

Result<Reply> make_ticket(Tx& tx, const Request& request) {
    if (request.workspace->live == nullptr) {
        return No{Refusal::try_later, "Nobody is listening just now. Try again in a moment."};
    }
    return Reply::created(fmt::format(R"({{"ticket":"{}","good_for_seconds":{}}})", request.workspace->live->ticket(tx.actor()), ticket_lasts.count()));
}

void print_event(std::string& out, const records::Event& event) {
    out += fmt::format(R"({}{{"event":"{}","type":"{}","at":"{}","object":{{"noun":"{}","id":"{}"}},"version":{},"source":)", out.back() == '[' ? "" : ",",
                       ids::to_text(event.id), event.type, to_text(event.at), event.noun, ids::to_text(event.object), event.version);
    json::print_text(out, event.source);
    if (event.actor) {
        out += fmt::format(R"(,"actor":"{}")", ids::to_text(event.actor));
    }
    out += R"(,"parties":[)";
    for (const auto party : event.parties) {
        out += fmt::format("{}\"{}\"", out.back() == '[' ? "" : ",", ids::to_text(party));
    }
    out += "]}";
}

Result<int> limit_of(const Request& request) {
    std::int64_t limit = events_page;
    const auto asked = request.asked("limit");
    if (asked && (!describe::integer_type.from_text(*asked, &limit).empty() || limit < 1 || limit > events_page_max)) {
        return No::about("/limit", fmt::format("A page holds 1 to {} events.", events_page_max));
    }
    return static_cast<int>(limit);
}

// What is hidden from the reader is passed over; the next token says nothing of how much that was.
Result<Reply> list_events(Tx& tx, const Request& request) {
    const auto limit = limit_of(request);
    auto* hub = request.workspace->live;
    if (!limit || hub == nullptr) {
        return limit ? No{Refusal::try_later, "The ledger cannot be read just now. Try again in a moment."} : limit.no();
    }
    const auto after = request.asked("after").value_or("");
    const auto since = after.empty() ? std::optional{records::Position{}} : hub->position(after);
    if (!since) {
        return No::about("/after", "This is no place in the ledger. Leave it out to begin at the beginning.");
    }
    auto at = *since;
    std::string items = "[";
    int shown = 0;
    for (int looked_at = 0; shown < *limit && looked_at < events_looked_at_max;) {
        const auto events = records::events_after(request.workspace->store, tx.link, at, *limit);
        for (const auto& event : events) {
            if (shown == *limit) {
                break;
            }
            at = event.position;
            ++looked_at;
            if (live_store::may_read(tx, tx.me(), event.label_set)) {
                print_event(items, event);
                ++shown;
            }
        }
        if (static_cast<int>(events.size()) < *limit) {
            break;
        }
    }
    return Reply::ok(fmt::format(R"({{"items":{}],"next":"{}"}})", items, hub->seal(at)));
}

}  // namespace

void add_routes(http::Router& at) {
    at.put("/parties/{party}/writing", http::body<WhatAbout>(say_writing)).gives_status(204).says("Say that you are writing to them; it holds for fifteen seconds");
    at.remove("/parties/{party}/writing", stop_writing).gives_status(204).says("Say that you no longer write to them");
    at.post("/tickets", make_ticket).secret().gives_status(201).says("A ticket to open the live socket with, once and soon");
    at.get("/events", list_events).asks({"after", "limit"}).says("The ledger from a place in it on, as far as you may know of it");
}

}  // namespace live
