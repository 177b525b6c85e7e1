#pragma once
// How far a durable listener has heard; moved in the transaction in which it acted on what it heard.
#include <string_view>

#include "platform/records/ledger.h"

namespace records {

void begin_cursor(store::Link&, std::string_view listener, Position at);  // unless it has begun already
Position cursor_of(store::Link&, std::string_view listener);
Position take_cursor(store::Link&, std::string_view listener);
void move_cursor(store::Link&, std::string_view listener, Position to);

// Of several nodes one at a time hears for a listener. False when it is another's turn just now; the turn ends with the
// transaction. On SQLite there is one node.
bool is_our_turn(const store::Store&, store::Link&, std::string_view listener);

}  // namespace records
