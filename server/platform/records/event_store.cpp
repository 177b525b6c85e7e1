#include "platform/records/event_store.h"

#include <algorithm>

namespace records {
namespace {

using store::Sql;

constexpr Sql insert_event{"events.insert",
                           "INSERT INTO event (seq, at, actor, type, version, noun, object, label_set, source) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr Sql insert_payload{"events.insert_payload", "INSERT INTO event_payload (seq, before, after) VALUES ($1, $2, $3)"};
constexpr Sql insert_party{"events.insert_party", "INSERT INTO event_party (party, seq) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
constexpr Sql select_about{"events.select_about",
                           "SELECT e.seq, e.at, e.actor, e.type, e.version, e.noun, e.object, e.label_set, e.source, p.before, p.after "
                           "FROM event e LEFT JOIN event_payload p ON p.seq = e.seq "
                           "WHERE e.object = $1 AND e.seq < $2 ORDER BY e.seq DESC LIMIT $3"};
constexpr Sql select_one{"events.select_one",
                         "SELECT e.seq, e.at, e.actor, e.type, e.version, e.noun, e.object, e.label_set, e.source, p.before, p.after "
                         "FROM event e LEFT JOIN event_payload p ON p.seq = e.seq WHERE e.seq = $1"};

store::Arg text_or_null(const std::string& text) { return text.empty() ? store::Arg{store::Null{}} : store::Arg{std::string_view{text}}; }

Told read(store::Row& row) {
    Told told;
    told.event = {row.integer(0)};
    told.at = {row.integer(1)};
    told.actor = {row.integer(2)};
    told.type = row.text(3);
    told.version = row.integer(4);
    told.noun = row.text(5);
    told.object = row.integer(6);
    told.label_set = row.integer(7);
    told.source = row.text(8);
    told.before = row.null(9) ? std::string{} : std::string{row.text(9)};
    told.after = row.null(10) ? std::string{} : std::string{row.text(10)};
    return told;
}

}  // namespace

EventId tell(Tx& tx, const ToTell& event) {
    const auto id = tx.new_id<LedgerEvent>();
    tx.link.run(insert_event, {id.value, tx.now.us, tx.me().value, event.type, event.version, event.noun, event.object, event.label_set,
                               std::string_view{tx.source}});
    tx.link.run(insert_payload, {id.value, text_or_null(event.before), text_or_null(event.after)});
    for (const auto party : event.parties) {
        tx.link.run(insert_party, {party.value, id.value});
    }
    return id;
}

std::vector<Told> told_about(Tx& tx, std::int64_t object, EventId before, int limit) {
    std::vector<Told> all;
    const std::int64_t from = before ? before.value : INT64_MAX;
    tx.link.rows(select_about, {object, from, std::int64_t{limit}}, [&](store::Row& row) { all.push_back(read(row)); });
    return all;
}

std::optional<Told> told(Tx& tx, EventId event) {
    std::optional<Told> found;
    tx.link.rows(select_one, {event.value}, [&](store::Row& row) { found = read(row); });
    return found;
}

}  // namespace records
