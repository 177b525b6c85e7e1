#include "platform/live/live.h"

#include "platform/live/sockets.h"

namespace live {

Live::Live(http::Edge& edge, http::Service& service, Hub& hub) : sockets_(std::make_unique<Sockets>(edge.io(), service, hub)) { edge.live(sockets_.get()); }
Live::~Live() = default;

}  // namespace live
