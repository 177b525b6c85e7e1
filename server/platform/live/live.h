#pragma once
// The live line of a server: opens websockets on an edge. No Beast in sight.
#include <memory>

#include "platform/http/edge.h"
#include "platform/live/hub.h"

namespace live {

class Sockets;

class Live {
public:
    Live(http::Edge&, http::Service&, Hub&);  // before the edge starts
    ~Live();                                  // after it stopped

private:
    std::unique_ptr<Sockets> sockets_;
};

}  // namespace live
