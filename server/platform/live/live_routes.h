#pragma once
#include "platform/http/route.h"

namespace live {

// POST /tickets, PUT and DELETE /parties/{party}/writing, GET /events.
void add_routes(http::Router&);

}  // namespace live
