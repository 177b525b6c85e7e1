#pragma once
// /readyz and what the store tells the metrics.
#include "platform/http/service.h"

namespace app {

void add_readiness(http::Service&, Workspace&);

}  // namespace app
