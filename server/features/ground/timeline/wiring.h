#pragma once
// For the feature's own wiring: what others call back.
#include <string>

#include "platform/records/noun.h"

namespace timeline {

void circle_changed(Tx&, PartyId person, PartyId circle);
void print_last_touch(Tx&, PartyId, std::string& out);

}  // namespace timeline
