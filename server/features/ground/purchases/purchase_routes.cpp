#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchases.h"
#include "platform/records/record_routes.h"

namespace purchases {
namespace {

using http::Reply;
using http::Request;

struct NewPurchase {
    PartyId party;
    Day bought_on;
    Money amount;
    std::optional<Text<1, 100>> external_id;
    std::optional<Text<1, 200>> product, campaign;
    std::optional<Text<1, 100>> source;
    std::optional<MemberId> served_by;
};
BOOST_DESCRIBE_STRUCT(NewPurchase, (), (party, bought_on, amount, external_id, product, campaign, source, served_by))

// What GET /parties/{party}/purchases/total answers.
struct PurchaseTotal {
    std::int64_t count = 0;
    std::vector<Money> amounts;
};
BOOST_DESCRIBE_STRUCT(PurchaseTotal, (), (count, amounts))

Result<Reply> add_purchase(Tx& tx, const Request&, const NewPurchase& sent) {
    auto made = add(tx, {{}, sent.party, sent.bought_on, sent.amount, sent.external_id, sent.product, sent.campaign, sent.source, sent.served_by});
    return made ? Result<Reply>{records::reply(tx, *made, 201)} : made.no();
}

Result<Reply> purchases_of(Tx& tx, const Request& request) {
    const auto party = request.id<Party>("party");
    if (!parties::find(tx, party)) {
        return records::not_here<Party>();
    }
    auto ask = records::ask_of(request);
    if (!ask) {
        return ask.no();
    }
    auto page = records::list_json(tx, records::noun<Purchase>(), records::also(std::move(*ask), "party", ids::to_text(party)));
    return page ? Result<Reply>{Reply::ok(std::move(*page))} : page.no();
}

Result<Reply> total_of(Tx& tx, const Request& request) {
    const auto party = request.id<Party>("party");
    if (!parties::find(tx, party)) {
        return records::not_here<Party>();
    }
    const auto sum = total(tx, party);
    return Reply::ok(describe::print(PurchaseTotal{sum.count, sum.amounts}));
}

void routes(http::Router& at) {
    at.post("/purchases", http::body<NewPurchase>(add_purchase)).gives<Purchase>(201).limited(http::Rate::writing).says("Note what a customer bought");
    at.get("/parties/{party}/purchases", purchases_of).lists<Purchase>().says("What a customer bought");
    at.get("/parties/{party}/purchases/total", total_of).gives<PurchaseTotal>().says("How often and for how much a customer bought, per currency");
    records::add_routes(at, records::noun<Purchase>());
}

}  // namespace

const Feature& feature() {
    static const Feature made{"purchases", routes, {&records::noun<Purchase>()}};
    return made;
}

}  // namespace purchases
