#include "features/overview/customer_page/customer_page.h"

#include <fmt/format.h>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/timeline.h"
#include "features/overview/customer_page/customer_page_limits.h"
#include "features/working/promises/promises.h"
#include "platform/records/records.h"

namespace customer_page {
namespace {

using Ties = std::vector<records::Of<Relationship>>;

void print_promises(Tx&, PartyId, std::string& out);
void print_care(Tx&, timeline::Names&, const Ties&, std::string& out);
void print_now(Tx&, timeline::Names&, const Now&, std::string& out);  // the others, not the one who asks
// The party at the other end, with the tie that says since when and as what.
void print_others(Tx&, timeline::Names&, std::string_view name, PartyId, const Ties&, std::string& out);

}  // namespace

Result<std::string> page_json(Tx& tx, PartyId id, const Now& now) {
    const auto party = parties::find(tx, id);
    if (!party) {
        return records::not_here<Party>();
    }
    timeline::Names names{tx};
    const auto affiliations = relationships::at(tx, id, TieKind::affiliation);
    const auto household = relationships::at(tx, id, TieKind::household);
    const auto ties = relationships::at(tx, id, TieKind::tie);
    for (const auto* some : {&affiliations, &household, &ties}) {
        for (const auto& tie : *some) {
            names.want(tie->party == id ? *tie->other : tie->party);
        }
    }
    auto timeline = timeline::page_json(tx, {id, {}, {}, {}, timeline_on_page});
    if (!timeline) {
        return timeline.no();
    }
    std::string out = R"({"party":)" + records::json(tx, *party);
    if ((*party)->customer_since) {
        out += R"(,"since":")" + to_text(*(*party)->customer_since) + '"';
    }
    out += R"(,"dealt_with":)" + timeline::dealt_with_json(tx, id, year_of(tx.today));
    print_promises(tx, id, out);
    print_care(tx, names, relationships::at(tx, id, TieKind::care), out);
    const bool person = (*party)->kind == PartyKind::person;
    print_others(tx, names, "people", id, person ? Ties{} : affiliations, out);
    print_others(tx, names, "organisations", id, person ? affiliations : Ties{}, out);
    print_others(tx, names, "household", id, household, out);
    print_others(tx, names, "ties", id, ties, out);
    print_now(tx, names, now, out);
    out += R"(,"notices":)" + notices::mine_about_json(tx, id);
    out += R"(,"timeline":)" + *timeline;
    return out + '}';
}

namespace {

void print_promises(Tx& tx, PartyId party, std::string& out) {
    auto shown = promises::open_with(tx, party, open_promises_on_page_max);
    for (auto& one : promises::past_with(tx, party, past_promises_on_page)) {
        shown.push_back(std::move(one));
    }
    timeline::Names names{tx};
    out += R"(,"promises":[)";
    for (const auto& one : shown) {
        out += out.back() == '[' ? "" : ",";
        std::string more;
        if (one->promised_to != party) {
            more += R"(,"party":)";
            names.print(more, one->promised_to);
        }
        more += R"(,"made_by_name":)";
        json::print_text(more, names.of(one->made_by));
        out += records::json(tx, one, more);
    }
    const auto rate = promises::kept_rate(tx, party);
    out += fmt::format(R"(],"kept":{{"kept":{},"of":{}}})", rate.kept, rate.of());
}

void print_care(Tx& tx, timeline::Names& names, const Ties& ties, std::string& out) {
    out += R"(,"care":[)";
    for (const auto& tie : ties) {
        if (!tie->holds_on(tx.today)) {
            continue;
        }
        out += out.back() == '[' ? "{" : ",{";
        names.print_participant(out, {{}, tie->member, tie->team, {}});
        out += R"(,"relationship":")" + ids::to_text(tie->id) + '"';
        if (tie->role) {
            out += R"(,"role":)";
            json::print_text(out, tie->role->it);
        }
        out += fmt::format(R"(,"version":{}}})", tie.stamp.version);
    }
    out += ']';
}

void print_now(Tx& tx, timeline::Names& names, const Now& now, std::string& out) {
    out += R"(,"here":[)";
    for (const auto member : now.here) {
        if (member != tx.me()) {
            out += (out.back() == '[' ? "\"" : ",\"") + ids::to_text(member) + '"';
        }
    }
    out += R"(],"writing":[)";
    for (const auto& line : now.writing) {
        if (line.member == tx.me()) {
            continue;
        }
        out += out.back() == '[' ? "{" : ",{";
        names.print_participant(out, {{}, line.member, {}, {}});
        if (!line.about.empty()) {
            out += R"(,"about":)";
            json::print_text(out, line.about);
        }
        out += '}';
    }
    out += ']';
}

void print_others(Tx& tx, timeline::Names& names, std::string_view name, PartyId me, const Ties& ties, std::string& out) {
    out += fmt::format(R"(,"{}":[)", name);
    for (const auto& tie : ties) {
        const PartyId other = tie->party == me ? *tie->other : tie->party;
        if (names.of(other) == nullptr) {
            continue;  // an edge is seen only with both its ends
        }
        out += out.back() == '[' ? "{" : ",{";
        out += R"("relationship":)" + records::json(tx, tie) + R"(,"party":)";
        names.print(out, other);
        out += '}';
    }
    out += ']';
}

}  // namespace
}  // namespace customer_page
