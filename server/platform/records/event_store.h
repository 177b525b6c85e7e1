#pragma once
// Writing the ledger: one event per change, in the transaction of the change. And reading the past of one object.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/records/noun.h"

using EventId = Id<struct LedgerEvent>;

namespace records {

struct ToTell {
    std::string_view type;  // "promises.kept": stable for ever
    std::int64_t version = 0;
    std::string_view noun;
    std::int64_t object = 0;
    std::int64_t label_set = 0;
    std::string before;  // JSON of the changed or removed fields; empty for none
    std::string after;
    Parties parties;
};
EventId tell(Tx&, const ToTell&);

// One event with what it carried.
struct Told {
    EventId event;
    Instant at;
    MemberId actor;          // 0 when nobody or the system acted
    std::string type;
    std::int64_t version = 0;
    std::string noun;
    std::int64_t object = 0;
    std::int64_t label_set = 0;
    std::string source;
    std::string before;
    std::string after;
};
std::vector<Told> told_about(Tx&, std::int64_t object, EventId before, int limit);  // newest first; ask find() first
std::optional<Told> told(Tx&, EventId);                                             // ditto

}  // namespace records
