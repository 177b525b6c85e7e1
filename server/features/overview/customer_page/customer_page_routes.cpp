#include "features/overview/customer_page/customer_page.h"

namespace customer_page {
namespace {

void routes(http::Router& at) {
    at.get("/parties/{party}/page", [](Tx& tx, const http::Request& request) -> Result<http::Reply> {
          auto page = page_json(tx, request.id<Party>("party"));
          return page ? Result<http::Reply>{http::Reply::ok(std::move(*page))} : page.no();
      }).says("Everything that the page of one customer shows");
}

}  // namespace

const Feature& feature() {
    static const Feature made{"customer_page", routes};
    return made;
}

}  // namespace customer_page
