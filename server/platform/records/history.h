#pragma once
// The past of a record, and taking one step of it back.
#include "platform/records/event_store.h"
#include "platform/records/records.h"

namespace records {

// Newest first; refused when the record cannot be seen now (also removed ones can).
Result<std::string> history_json(Tx&, const Noun&, std::int64_t id, EventId before, int limit);

// Takes one event back, field by field: a change when the fields still hold what it wrote, a making by removing, a removal by
// restoring. Refused with already_changed when someone has moved on.
Result<Record> undo(Tx&, EventId);

}  // namespace records
