#include "features/ground/members/members.h"
#include "features/overview/sample/sample.h"

namespace sample {
namespace {

using http::Reply;
using http::Request;

Result<Reply> add_sample(Tx& tx, const Request&) {
    const auto added = add(tx);
    return added ? Result<Reply>{Reply::created(R"({"sample_company":true})")} : added.no();
}

Result<Reply> remove_sample(Tx& tx, const Request&) {
    const auto removed = remove(tx);
    return removed ? Result<Reply>{Reply::nothing()} : removed.no();
}

void routes(http::Router& at) {
    at.post("/sample-company", add_sample).may(http::Who::admin).limited(http::Rate::costly).gives_status(201).says(
        "Add a few invented customers with a year behind them");
    at.remove("/sample-company", remove_sample).may(http::Who::admin).limited(http::Rate::costly).gives_status(204).says(
        "Take the sample company out again");
    [[maybe_unused]] static const bool told = [] {
        members::add_to_me([](Tx& tx, std::string& out) { out += is_here(tx) ? R"(,"sample_company":true)" : R"(,"sample_company":false)"; });
        return true;
    }();
}

}  // namespace

const Feature& feature() {
    static const Feature made{"sample", routes, {}};
    return made;
}

}  // namespace sample
