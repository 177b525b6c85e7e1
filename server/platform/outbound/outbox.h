#pragma once
// The outbox: letters are written down in the transaction of what they tell of, and leave afterwards.
#include <optional>

#include "platform/outbound/letter.h"
#include "platform/records/tx.h"

namespace outbound {

using LetterId = Id<struct Posted>;

LetterId post(Tx&, const Letter&);

struct Posted {
    LetterId id;
    Letter letter;
    Instant made_at;
    std::int64_t tries = 0;
    Instant next_try_at;
};
bool is_due(Tx&);
// The next letter whose time has come, if there is one. Nobody else tries it until `again_at`.
std::optional<Posted> take_next(Tx&, Instant again_at);
void try_again(Tx&, LetterId, Instant at);
void strike(Tx&, LetterId);  // it has left, or is not worth sending any more
std::int64_t waiting(Tx&);

}  // namespace outbound
