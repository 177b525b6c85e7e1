#pragma once
// Reading the ledger in its order. A position is opaque outside the server: a gap must tell a reader nothing.
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/records/event_store.h"
#include "platform/records/noun.h"
#include "platform/store/store.h"

namespace records {

// Commit order as far as it can be told: the transaction, then the event in it. On SQLite `xid` is 0.
struct Position {
    std::int64_t xid = 0;
    std::int64_t seq = 0;
    friend auto operator<=>(Position, Position) = default;
};

// What happened; what it carried is read apart, by told().
struct Event {
    Position position;
    EventId id;  // the same number as position.seq
    Instant at;
    MemberId actor;  // 0 when nobody or the system acted
    std::string type;
    std::int64_t version = 0;
    std::string noun;
    std::int64_t object = 0;
    std::int64_t label_set = 0;
    std::string source;
    Parties parties;
};

// In order, up to the horizon: nothing that is committed later can come to stand before what this gave.
std::vector<Event> events_after(const store::Store&, store::Link&, Position, int limit);

// Behind everything that events_after could give now.
Position end_of_ledger(const store::Store&, store::Link&);

// After a dump was restored into another PostgreSQL cluster, which counts its transactions anew, new positions must still follow
// the old ones. Raises the base where that is needed; true when it was. For every start and for restore. Does nothing on SQLite.
bool move_ledger_base(store::Store&);

}  // namespace records
