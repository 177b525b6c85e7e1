#include "platform/records/listener_cursor.h"

#include <fmt/format.h>

namespace records {
namespace {

using store::Row;
using store::Sql;

constexpr Sql insert_cursor{"tail.insert_cursor",
                            "INSERT INTO listener_cursor (listener, xid, seq) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
constexpr Sql select_cursor{"tail.select_cursor", "SELECT xid, seq FROM listener_cursor WHERE listener = $1"};
constexpr Sql update_cursor{"tail.update_cursor", "UPDATE listener_cursor SET xid = $1, seq = $2 WHERE listener = $3"};
// Waiting for the row itself would keep one of this node's few writers waiting as long as the other node listens.
constexpr Sql try_turn{"tail.try_turn", "SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema() || ' listener ' || $1, 0))"};

Position the_one(std::string_view listener, int found, Position at) {
    if (found != 1) {
        throw store::Broken(fmt::format("The listener {} has no cursor.", listener));
    }
    return at;
}

}  // namespace

void begin_cursor(store::Link& link, std::string_view listener, Position at) { link.run(insert_cursor, {listener, at.xid, at.seq}); }

Position cursor_of(store::Link& link, std::string_view listener) {
    Position at;
    const int found = link.rows(select_cursor, {listener}, [&](Row& row) { at = {row.integer(0), row.integer(1)}; });
    return the_one(listener, found, at);
}

Position take_cursor(store::Link& link, std::string_view listener) {
    Position at;
    const int found = link.take(select_cursor, {listener}, [&](Row& row) { at = {row.integer(0), row.integer(1)}; });
    return the_one(listener, found, at);
}

void move_cursor(store::Link& link, std::string_view listener, Position to) { link.run(update_cursor, {to.xid, to.seq, listener}); }

bool is_our_turn(const store::Store& store, store::Link& link, std::string_view listener) {
    if (store.engine() == store::Engine::sqlite) {
        return true;
    }
    bool ours = false;
    link.rows(try_turn, {listener}, [&](Row& row) { ours = row.integer(0) == 1; });
    return ours;
}

}  // namespace records
