#include "features/overview/today/today.h"

namespace today {
namespace {

void routes(http::Router& at) {
    at.get("/today", [](Tx& tx, const http::Request&) -> Result<http::Reply> { return http::Reply::ok(page_json(tx)); })
        .says("What I owe whom, who waits for an answer, and what happened since yesterday");
}

}  // namespace

const Feature& feature() {
    static const Feature made{"today", routes};
    return made;
}

}  // namespace today
