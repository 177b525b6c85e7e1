#pragma once
// The front door to the sample company: a few invented customers with a year behind them, so that a new workspace is alive, and
// out again with one press. Everything of it cites "sample" as its source. Its colleagues have no address and no password.
#include "platform/feature.h"
#include "platform/records/records.h"

namespace sample {

bool is_here(Tx&);
Result<Done> add(Tx&);     // adding twice is adding once
Result<Done> remove(Tx&);  // also what people tried out on its customers goes with them

const Feature& feature();

}  // namespace sample
