#include "features/overview/views/views.h"
#include "platform/records/record_routes.h"

namespace views {
namespace {

using http::Reply;
using http::Request;

struct NewView {
    Text<1, 60> name;
    Text<1, 40> screen;
    ViewQuery query;
};
BOOST_DESCRIBE_STRUCT(NewView, (), (name, screen, query))

Result<Reply> save_view(Tx& tx, const Request&, const NewView& sent) {
    auto made = save(tx, sent.name, sent.screen, sent.query);
    return made ? Result<Reply>{records::reply(tx, *made, 201)} : made.no();
}

void routes(http::Router& at) {
    at.post("/views", http::body<NewView>(save_view)).gives<SavedView>(201).limited(http::Rate::writing).says("Keep a way to look at a list, for all");
    records::add_routes(at, records::noun<SavedView>());
}

}  // namespace

const Feature& feature() {
    static const Feature made{"views", routes, {&records::noun<SavedView>()}};
    return made;
}

}  // namespace views
