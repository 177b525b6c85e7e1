#include <map>

#include <fmt/format.h>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/timeline/timeline.h"
#include "features/working/promises/promise_limits.h"
#include "features/working/promises/promise_store.h"
#include "features/working/promises/promises.h"
#include "platform/records/record_routes.h"

namespace promises {
namespace {

using http::Reply;
using http::Request;

struct NewPromise {
    Words words;
    Day due_on;
    std::optional<MemberId> made_by;
    std::optional<PromisedBy> promised_by;
    std::optional<InteractionId> from_interaction;
};
BOOST_DESCRIBE_STRUCT(NewPromise, (), (words, due_on, made_by, promised_by, from_interaction))

struct Keeping {
    Told told = Told::not_yet;
    std::optional<Because> note;
};
BOOST_DESCRIBE_STRUCT(Keeping, (), (told, note))

struct NewDay {
    Day due_on;
    Text<1, 200> agreed_by;
};
BOOST_DESCRIBE_STRUCT(NewDay, (), (due_on, agreed_by))

struct Reason {
    Because why;
};
BOOST_DESCRIBE_STRUCT(Reason, (), (why))

PromiseId promise_in(const Request& request) { return request.id<Promise>("promise"); }

Result<Reply> replied(Tx& tx, const Kept& promise, int status = 200) {
    return promise ? Result<Reply>{records::reply(tx, *promise, status)} : promise.no();
}

Result<Reply> make_promise(Tx& tx, const Request& request, const NewPromise& sent) {
    return replied(tx, make(tx, request.id<Party>("party"), {sent.words, sent.due_on, sent.made_by, sent.from_interaction,
                                                            sent.promised_by.value_or(PromisedBy::us)}), 201);
}

Result<Reply> list_promises(Tx& tx, const Request& request) {
    const auto party = request.id<Party>("party");
    if (!parties::find(tx, party)) {
        return records::not_here<Party>();
    }
    auto ask = records::ask_of(request);
    if (!ask) {
        return ask.no();
    }
    auto page = records::list_json(tx, records::noun<Promise>(), records::also(std::move(*ask), "promised_to", ids::to_text(party)));
    return page ? Result<Reply>{Reply::ok(std::move(*page))} : page.no();
}

Result<Reply> keep_promise(Tx& tx, const Request& request, const Keeping& sent) { return replied(tx, keep(tx, promise_in(request), sent.told, sent.note)); }
Result<Reply> move_promise(Tx& tx, const Request& request, const NewDay& sent) {
    return replied(tx, renegotiate(tx, promise_in(request), sent.due_on, sent.agreed_by));
}
Result<Reply> break_promise(Tx& tx, const Request& request, const Reason& sent) { return replied(tx, break_openly(tx, promise_in(request), sent.why)); }
Result<Reply> withdraw_promise(Tx& tx, const Request& request, const Reason& sent) { return replied(tx, withdraw(tx, promise_in(request), sent.why)); }
Result<Reply> reopen_kept(Tx& tx, const Request& request) { return replied(tx, unkeep(tx, promise_in(request))); }
Result<Reply> reopen_broken(Tx& tx, const Request& request) { return replied(tx, unbreak(tx, promise_in(request))); }
Result<Reply> reopen_withdrawn(Tx& tx, const Request& request) { return replied(tx, unwithdraw(tx, promise_in(request))); }
Result<Reply> move_back(Tx& tx, const Request& request) { return replied(tx, take_renegotiation_back(tx, promise_in(request))); }

std::string rate_json(std::string_view of, const Rate& rate) {
    return fmt::format(R"({{{}"kept":{},"broken":{},"of":{}}})", of, rate.kept, rate.broken, rate.of());
}

std::string rates_by_member(const std::vector<RateOf>& rates) {
    std::string out;
    for (const auto& one : rates) {
        out += (out.empty() ? "" : ",") + rate_json(fmt::format(R"("member":"{}",)", ids::to_text(one.member)), one.rate);
    }
    return out;
}

// A colleague of two teams counts in both; one of none stands under no team.
std::string rates_by_team(Tx& tx, const std::vector<RateOf>& rates) {
    std::map<TeamId, Rate> by_team;
    for (const auto& one : rates) {
        auto teams = members::teams_of(tx, one.member);
        for (const auto team : teams.empty() ? std::vector{TeamId{}} : teams) {
            by_team[team].kept += one.rate.kept;
            by_team[team].broken += one.rate.broken;
        }
    }
    std::string out;
    for (const auto& [team, rate] : by_team) {
        out += (out.empty() ? "" : ",") + rate_json(team ? fmt::format(R"("team":"{}",)", ids::to_text(team)) : std::string{}, rate);
    }
    return out;
}

Result<Reply> show_kept_rate(Tx& tx, const Request& request) {
    std::optional<PartyId> party;
    if (const auto asked = request.asked("party")) {
        party = PartyId{ids::from_text(*asked).value_or(0)};
        if (!parties::find(tx, *party)) {
            return No::about("/party", "This customer is not here. They may have been removed.");
        }
    }
    const auto by = request.asked("by").value_or("all");
    if (by == "member") {
        return Reply::ok(R"({"items":[)" + rates_by_member(kept_rates(tx, party)) + "]}");
    }
    if (by == "team") {
        return Reply::ok(R"({"items":[)" + rates_by_team(tx, kept_rates(tx, party)) + "]}");
    }
    if (by == "all") {
        return Reply::ok(R"({"items":[)" + rate_json("", kept_rate(tx, party)) + "]}");
    }
    return No::about("/by", "Ask by team, by member, or for all.");
}

// ,"next_promise":{...},"open_promises":n on a row of the list of customers.
void print_next_promise(Tx& tx, PartyId party, std::string& out) {
    const auto open = open_with(tx, party, 1);
    if (!open.empty()) {
        const auto& next = open.front();
        out += fmt::format(R"(,"next_promise":{{"id":"{}","words":)", ids::to_text(next->id));
        json::print_text(out, text::shorten(next->words.it, 120));
        out += fmt::format(R"(,"due_on":"{}","state":"{}","late":{}}})", to_text(next->due_on), describe::word(next->state), next->is_late(tx.today));
    }
    out += fmt::format(R"(,"open_promises":{})", open.empty() ? 0 : promise_store::count_open_with(tx, party));
}

void routes(http::Router& at) {
    at.get("/parties/{party}/promises", list_promises).lists<Promise>().says("What was promised to them, or by them to us");
    at.post("/parties/{party}/promises", http::body<NewPromise>(make_promise)).gives<Promise>(201).says("Promise them something, or note what they promised us");
    at.get("/promises/kept-rate", show_kept_rate).asks({"by", "party"}).says("How many promises were kept, of those that were kept or broken");
    records::add_routes(at, records::noun<Promise>(), {.remove = false});
    at.put("/promises/{promise}/keeping", http::body<Keeping>(keep_promise)).gives<Promise>().says("It is kept; and was the customer told, how?");
    at.remove("/promises/{promise}/keeping", reopen_kept).gives<Promise>().says("It is not kept after all");
    at.put("/promises/{promise}/renegotiation", http::body<NewDay>(move_promise)).gives<Promise>().says("Another day, which one of them agreed to");
    at.remove("/promises/{promise}/renegotiation", move_back).gives<Promise>().says("Take the last renegotiation back");
    at.put("/promises/{promise}/breaking", http::body<Reason>(break_promise)).gives<Promise>().says("Say openly that it is broken, and why");
    at.remove("/promises/{promise}/breaking", reopen_broken).gives<Promise>().says("It is not broken after all");
    at.put("/promises/{promise}/withdrawal", http::body<Reason>(withdraw_promise)).gives<Promise>().says("The customer does not want it any more");
    at.remove("/promises/{promise}/withdrawal", reopen_withdrawn).gives<Promise>().says("The customer wants it after all");
}

}  // namespace

const Feature& feature() {
    static const Feature made = [] {
        timeline::also_serving(promise_store::owed_by);
        parties::add_to_rows(print_next_promise);
        return Feature{"promises", routes, {&records::noun<Promise>()}};
    }();
    return made;
}

}  // namespace promises
