#include "platform/records/ledger.h"

#include <algorithm>
#include <limits>

namespace records {
namespace {

using store::Engine;
using store::Link;
using store::Row;
using store::Sql;

constexpr Sql select_parties{"ledger.select_parties",
                             "SELECT seq, party FROM event_party WHERE seq >= $1 AND seq <= $2 ORDER BY seq, party"};
constexpr Sql select_last{"ledger.select_last", "SELECT COALESCE(MAX(seq), 0) FROM event"};
constexpr Sql select_horizon{"ledger.select_horizon", "SELECT ledger_horizon()"};
// No event of this cluster can lie at or above the next number it will give, however long somebody's transaction lasts; what
// does was numbered elsewhere. So this is safe while other nodes write.
constexpr Sql raise_base{"ledger.raise_base", R"sql(
    UPDATE ledger_base SET base = newest.xid + 1 - upcoming.xid
    FROM (SELECT GREATEST((SELECT COALESCE(MAX(xid), 0) FROM event), (SELECT COALESCE(MAX(xid), 0) FROM listener_cursor)) AS xid) newest,
        (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xid) upcoming
    WHERE one = 1 AND newest.xid >= upcoming.xid + base
)sql"};

Event read(Row&);
void add_parties(Link&, std::vector<Event>&);

}  // namespace

std::vector<Event> events_after(const store::Store& store, Link& link, Position after, int limit) {
    std::vector<Event> events;
    link.rows(store.events_after(), {after.xid, after.seq, std::int64_t{limit}}, [&](Row& row) { events.push_back(read(row)); });
    if (!events.empty()) {
        add_parties(link, events);
    }
    return events;
}

Position end_of_ledger(const store::Store& store, Link& link) {
    Position end;
    if (store.engine() == Engine::sqlite) {
        link.rows(select_last, {}, [&](Row& row) { end = {0, row.integer(0)}; });
    } else {
        link.rows(select_horizon, {}, [&](Row& row) { end = {row.integer(0) - 1, std::numeric_limits<std::int64_t>::max()}; });
    }
    return end;
}

bool move_ledger_base(store::Store& store) {
    if (store.engine() == Engine::sqlite) {
        return false;
    }
    bool moved = false;
    store.write_and_wait([&](Link& link) {
        moved = link.rows(raise_base, {}, [](Row&) {}) > 0;
        return store::Outcome::keep;
    });
    return moved;
}

namespace {

Event read(Row& row) {
    Event event;
    event.position = {row.integer(1), row.integer(0)};
    event.id = {row.integer(0)};
    event.at = {row.integer(2)};
    event.actor = {row.integer(3)};
    event.type = row.text(4);
    event.version = row.integer(5);
    event.noun = row.text(6);
    event.object = row.integer(7);
    event.label_set = row.integer(8);
    event.source = row.text(9);
    return event;
}

// One question for all: events of one batch were made at about the same time, so little else lies between them.
void add_parties(Link& link, std::vector<Event>& events) {
    std::vector<Event*> by_seq;
    for (auto& event : events) {
        by_seq.push_back(&event);
    }
    std::sort(by_seq.begin(), by_seq.end(), [](const Event* a, const Event* b) { return a->id < b->id; });
    link.rows(select_parties, {by_seq.front()->id.value, by_seq.back()->id.value}, [&](Row& row) {
        const auto at = std::lower_bound(by_seq.begin(), by_seq.end(), row.integer(0),
                                         [](const Event* e, std::int64_t seq) { return e->id.value < seq; });
        if (at != by_seq.end() && (*at)->id.value == row.integer(0)) {
            (*at)->parties.push_back({row.integer(1)});
        }
    });
}

}  // namespace
}  // namespace records
