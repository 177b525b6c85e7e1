#pragma once
// The routes that every noun has, and the reading of a list's question from a URL. A feature adds its own beside them.
#include "platform/http/route.h"
#include "platform/records/records.h"

namespace records {

struct Offers {
    bool list = true;
    bool count = true;
    bool patch = true;
    bool remove = true;  // and restoration
    http::Who changed_by = http::Who::member;
};

// GET /{plural}, /{plural}/count, /{plural}/{id}, /{plural}/{id}/history; PATCH and DELETE /{plural}/{id}; PUT .../restoration.
void add_routes(http::Router&, const Noun&, Offers = {});
// PATCH and DELETE under another plural, where a list shows the noun by a name of its own: /affiliations/{relationship}.
void add_change_routes(http::Router&, const Noun&, std::string_view plural);

// filter[field]=, sort=, limit=, cursor=. Anything else that looks like a filter is refused; other names are the route's own.
Result<Ask> ask_of(const http::Request&);
// One more filter that the path says: the promises of this party.
Ask also(Ask ask, std::string filter, std::string value);

http::Reply reply(Tx&, const Record&, int status = 200, std::string_view more = {});  // with its ETag
template <class T>
http::Reply reply(Tx& tx, const Of<T>& of, int status = 200, std::string_view more = {}) {
    return reply(tx, Record{&noun<T>(), describe::Any{describe::shape<T>(), &of.it}, of.stamp}, status, more);
}

// POST /events/{event}/undo, over the nouns of the workspace.
void add_undo_route(http::Router&);

// {"type":"object",...} of what is answered for a noun: its fields and its stamp.
void print_answer_schema(std::string& out, const Noun&);

}  // namespace records
