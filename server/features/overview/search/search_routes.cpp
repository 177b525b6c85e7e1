#include <algorithm>

#include <fmt/format.h>

#include "features/overview/search/search.h"
#include "features/overview/search/search_limits.h"
#include "platform/http/route.h"
#include "platform/records/tail.h"

namespace search {
namespace {

using http::Reply;
using http::Request;

void print(std::string& out, const Hit& hit) {
    out += fmt::format(R"({{"noun":"{}","id":"{}","title":)", hit.noun, ids::to_text(hit.id));
    json::print_text(out, hit.title);
    if (!hit.about.empty()) {
        out += R"(,"about":)";
        json::print_text(out, hit.about);
    }
    if (!hit.kind.empty()) out += R"(,"kind":")" + hit.kind + '"';
    if (hit.party) out += R"(,"party":")" + ids::to_text(hit.party) + '"';
    out += R"(,"score":)";
    json::print_real(out, hit.score);
    out += '}';
}

// Only words that nouns and kinds can be: they stand in the question to the index.
Result<std::vector<std::string>> kinds_asked(std::string_view asked) {
    std::vector<std::string> kinds;
    for (std::size_t from = 0; from < asked.size();) {
        const auto end = std::min(asked.find(',', from), asked.size());
        const auto kind = asked.substr(from, end - from);
        if (kind.empty() || kind.size() > 40 || kind.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string_view::npos || kinds.size() == 10) {
            return No::about("/kinds", "Name the kinds like party,promise.");
        }
        kinds.emplace_back(kind);
        from = end + 1;
    }
    return kinds;
}

Result<Reply> search_all(Tx& tx, const Request& request) {
    const auto typed = request.asked("q").value_or("");
    std::int64_t limit = hits_usual;
    const auto asked = request.asked("limit");
    if (asked && (!describe::integer_type.from_text(*asked, &limit).empty() || limit < 1 || limit > hits_max)) {
        return No::about("/limit", fmt::format("Between 1 and {} can be shown.", hits_max));
    }
    if (text::letters(typed) > typed_letters_max || !text::why_not_text(typed).empty()) {
        return No::about("/q", "This is too long to be looked for. A few words are enough.");
    }
    const auto kinds = kinds_asked(request.asked("kinds").value_or(""));
    if (!kinds) {
        return kinds.no();
    }
    std::string out = R"({"items":[)";
    for (const auto& hit : find(tx, request.workspace->store.engine(), typed, *kinds, static_cast<int>(limit))) {
        if (out.back() != '[') out += ',';
        print(out, hit);
    }
    return Reply::ok(out + "]}");
}

void routes(http::Router& at) {
    at.get("/search", search_all).asks({"q", "limit", "kinds"}).says("Find anything by the beginnings of its words");
}

void listen(records::Tail& tail, Workspace& workspace) {
    tail.listen("search", [engine = workspace.store.engine()](Tx& tx, std::span<const records::Event> events) { hear(tx, engine, events); });
}

}  // namespace

const Feature& feature() {
    static const Feature made{"search", routes, {}, listen};
    return made;
}

}  // namespace search
