#include "app/features.h"

#include <array>

#include "features/ground/comments/comments.h"
#include "features/ground/files/files.h"
#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchases.h"
#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/timeline.h"
#include "features/overview/customer_page/customer_page.h"
#include "features/overview/imports/imports.h"
#include "features/overview/sample/sample.h"
#include "features/overview/search/search.h"
#include "features/overview/today/today.h"
#include "features/overview/views/views.h"
#include "features/working/promises/promises.h"
#include "platform/http/openapi.h"
#include "platform/live/live_routes.h"
#include "platform/records/record_routes.h"

namespace app {

std::span<const Feature* const> features() {
    static const std::array all{
        // ground
        &members::feature(),
        &files::feature(),
        &parties::feature(),
        &relationships::feature(),
        &timeline::feature(),
        &comments::feature(),
        &purchases::feature(),
        // working
        &promises::feature(),
        // overview
        &today::feature(),
        &customer_page::feature(),
        &search::feature(),
        &imports::feature(),
        &views::feature(),
        &sample::feature(),
    };
    return all;
}

std::vector<std::string_view> migration_order() {
    std::vector<std::string_view> order{"records", "outbound", "live"};
    for (const auto* feature : features()) {
        order.push_back(feature->name);
    }
    return order;
}

std::vector<const records::Noun*> nouns() {
    std::vector<const records::Noun*> all;
    for (const auto* feature : features()) {
        all.insert(all.end(), feature->nouns.begin(), feature->nouns.end());
    }
    return all;
}

void add_routes(http::Router& at) {
    records::add_undo_route(at);
    live::add_routes(at);
    for (const auto* feature : features()) {
        if (feature->routes != nullptr) {
            feature->routes(at);
        }
    }
}

void listen(records::Tail& tail, Workspace& workspace) {
    for (const auto* feature : features()) {
        if (feature->listen != nullptr) {
            feature->listen(tail, workspace);
        }
    }
}

http::WhoIs who_is() { return members::who_is; }

std::string openapi_of(const http::Router& router) { return http::openapi(router, nouns(), STEWARD_VERSION); }

}  // namespace app
