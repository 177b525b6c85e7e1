#include "features/overview/customer_page/customer_page.h"
#include "platform/live/hub.h"

namespace customer_page {
namespace {

Now happening_at(const http::Request& request, PartyId party) {
    Now now;
    const auto* live = request.workspace == nullptr ? nullptr : request.workspace->live;
    if (live != nullptr) {
        now.here = live->here(party);
        for (const auto& one : live->writing_to(party)) {
            now.writing.push_back({one.member, one.about});
        }
    }
    return now;
}

void routes(http::Router& at) {
    at.get("/parties/{party}/page", [](Tx& tx, const http::Request& request) -> Result<http::Reply> {
          const auto party = request.id<Party>("party");
          auto page = page_json(tx, party, happening_at(request, party));
          return page ? Result<http::Reply>{http::Reply::ok(std::move(*page))} : page.no();
      }).says("Everything that the page of one customer shows");
}

}  // namespace

const Feature& feature() {
    static const Feature made{"customer_page", routes};
    return made;
}

}  // namespace customer_page
