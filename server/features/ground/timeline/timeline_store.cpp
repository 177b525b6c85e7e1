#include "features/ground/timeline/timeline_store.h"

#include <fmt/format.h>

#include "features/ground/timeline/timeline_limits.h"

namespace timeline_store {
namespace {

using store::Sql;

constexpr Sql insert_thing_sql{"timeline.insert_thing", R"sql(
    INSERT INTO timeline_thing (object, step, noun, at, what, words, channel, direction, participants, more, version, label_set, news_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
)sql"};
constexpr Sql insert_entry{"timeline.insert_entry", R"sql(
    INSERT INTO timeline_entry (party, at, object, step, via, channel, label_set) VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql"};
constexpr Sql insert_by{"timeline.insert_by", R"sql(
    INSERT INTO timeline_by (party, who, at, object, step, part, label_set) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT DO NOTHING
)sql"};
constexpr Sql select_places{"timeline.select_places", "SELECT party, at FROM timeline_entry WHERE object = $1 ORDER BY party"};
constexpr Sql delete_by{"timeline.delete_by", R"sql(
    DELETE FROM timeline_by WHERE party = $1 AND part IN (1, 2, 3, 4) AND at = $2 AND object = $3
)sql"};
constexpr Sql delete_entries{"timeline.delete_entries", "DELETE FROM timeline_entry WHERE object = $1"};
constexpr Sql delete_things{"timeline.delete_things", "DELETE FROM timeline_thing WHERE object = $1"};

constexpr Sql roll_up_entries{"timeline.roll_up_entries", R"sql(
    INSERT INTO timeline_entry (party, at, object, step, via, channel, label_set)
    SELECT CAST($1 AS BIGINT), e.at, e.object, e.step, e.party, e.channel, e.label_set FROM timeline_entry e
    WHERE e.party = $2 AND e.via = 0 AND e.at >= $3 AND e.at < $4
    ON CONFLICT DO NOTHING
)sql"};
constexpr Sql roll_up_who{"timeline.roll_up_who", R"sql(
    INSERT INTO timeline_by (party, who, at, object, step, part, label_set)
    SELECT CAST($1 AS BIGINT), b.who, b.at, b.object, b.step, b.part, b.label_set FROM timeline_by b
    WHERE b.party = $2 AND b.part IN (1, 2, 3) AND b.at >= $3 AND b.at < $4
    ON CONFLICT DO NOTHING
)sql"};
constexpr Sql roll_up_person{"timeline.roll_up_person", R"sql(
    INSERT INTO timeline_by (party, who, at, object, step, part, label_set)
    SELECT CAST($1 AS BIGINT), e.party, e.at, e.object, e.step, 4, e.label_set FROM timeline_entry e
    WHERE e.party = $2 AND e.via = 0 AND e.at >= $3 AND e.at < $4
    ON CONFLICT DO NOTHING
)sql"};
constexpr Sql select_rolled_up{"timeline.select_rolled_up", R"sql(
    SELECT b.at, b.object, b.step FROM timeline_by b
    JOIN timeline_entry e ON e.party = b.party AND e.at = b.at AND e.object = b.object AND e.step = b.step
    WHERE b.party = $1 AND b.who = $2 AND e.via <> 0
    ORDER BY b.at, b.object, b.step
)sql"};
constexpr Sql delete_person{"timeline.delete_person", R"sql(
    DELETE FROM timeline_by WHERE party = $1 AND who = $2 AND at = $3 AND object = $4 AND step = $5
)sql"};
constexpr Sql select_others{"timeline.select_others", R"sql(
    SELECT who FROM timeline_by WHERE party = $1 AND part = 4 AND at = $2 AND object = $3 AND step = $4 ORDER BY who LIMIT 1
)sql"};
constexpr Sql update_via{"timeline.update_via", R"sql(
    UPDATE timeline_entry SET via = $1 WHERE party = $2 AND at = $3 AND object = $4 AND step = $5
)sql"};
constexpr Sql delete_entry{"timeline.delete_entry", R"sql(
    DELETE FROM timeline_entry WHERE party = $1 AND at = $2 AND object = $3 AND step = $4
)sql"};
constexpr Sql delete_who_of_entry{"timeline.delete_who_of_entry", R"sql(
    DELETE FROM timeline_by WHERE party = $1 AND part IN (1, 2, 3, 4) AND at = $2 AND object = $3 AND step = $4
)sql"};

// Only open touches move the number that everybody sees.
constexpr Sql select_newest_touch{"timeline.select_newest_touch", R"sql(
    SELECT at FROM timeline_by WHERE party = $1 AND part = 1 AND label_set = 0 ORDER BY at DESC LIMIT 1
)sql"};
constexpr Sql select_newest_touch_shown{"timeline.select_newest_touch_shown", R"sql(
    SELECT b.at, b.object, b.step, 0, th.noun, th.what, th.words, th.channel, th.direction, th.participants, th.more, th.version, 0
    FROM timeline_by b JOIN timeline_thing th ON th.object = b.object AND th.step = b.step
    WHERE b.party = $1 AND b.part = 1
      AND (b.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $2 AND m.label_set = b.label_set
           AND m.expires_at > $3))
    ORDER BY b.at DESC LIMIT 1
)sql"};
constexpr Sql select_news{"timeline.select_news", R"sql(
    SELECT t.at, t.object, t.step, 0, t.noun, t.what, t.words, t.channel, t.direction, t.participants, t.more, t.version,
           CASE WHEN EXISTS (SELECT 1 FROM waiting_party w WHERE w.interaction = t.object) THEN 1 ELSE 0 END
    FROM timeline_thing t
    WHERE t.news_at >= $1
      AND EXISTS (SELECT 1 FROM timeline_entry e JOIN party p ON p.id = e.party WHERE e.object = t.object AND p.removed_at = 0)
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $2 AND m.label_set = t.label_set
           AND m.expires_at > $3))
    ORDER BY t.news_at DESC, t.object DESC, t.step DESC LIMIT $4
)sql"};
constexpr Sql select_dealt_with{"timeline.select_dealt_with", R"sql(
    SELECT t.who, COUNT(*) FROM timeline_by t
    WHERE t.party = $1 AND t.part = 1 AND t.at >= $2 AND t.at < $3
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $4 AND m.label_set = t.label_set
           AND m.expires_at > $5))
    GROUP BY t.who ORDER BY COUNT(*) DESC, t.who LIMIT 200
)sql"};

// The page reads `by` when it is narrowed to someone, so that a year of silence between two touches costs nothing.
std::string page_text(bool with_channel, std::size_t who) {
    std::string text = R"sql(
    SELECT e.at, e.object, e.step, e.via, th.noun, th.what, th.words, th.channel, th.direction, th.participants, th.more, th.version,
           CASE WHEN EXISTS (SELECT 1 FROM waiting_party w WHERE w.interaction = e.object) THEN 1 ELSE 0 END
    FROM )sql";
    int next = 1;
    const auto parameter = [&] { return "$" + std::to_string(next++); };
    const char* first = who == 0 ? "e" : "b";
    if (who > 0) {
        text += "timeline_by b JOIN timeline_entry e ON e.party = b.party AND e.at = b.at AND e.object = b.object AND e.step = b.step ";
    } else {
        text += "timeline_entry e ";
    }
    text += fmt::format("JOIN timeline_thing th ON th.object = e.object AND th.step = e.step WHERE {}.party = {}", first, parameter());
    if (who > 0) {
        text += " AND b.who = " + parameter();
    }
    for (std::size_t i = 1; i < who; ++i) {
        text += " AND EXISTS (SELECT 1 FROM timeline_by o WHERE o.party = e.party AND o.who = " + parameter() +
                " AND o.at = e.at AND o.object = e.object AND o.step = e.step)";
    }
    if (with_channel) {
        text += " AND e.channel = " + parameter();
    }
    text += fmt::format(" AND ({0}.at, {0}.object, {0}.step) < ({1}", first, parameter());
    text += ", " + parameter();
    text += ", " + parameter() + ")";
    text += " AND (e.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = " + parameter();
    text += " AND m.label_set = e.label_set AND m.expires_at > " + parameter() + "))";
    text += fmt::format(" ORDER BY {0}.at DESC, {0}.object DESC, {0}.step DESC LIMIT ", first) + parameter();
    return text;
}

Shown shown(store::Row& row) {
    Shown one;
    one.at = {row.integer(0)};
    one.object = row.integer(1);
    one.step = row.integer(2);
    one.via = {row.integer(3)};
    one.noun = row.text(4);
    one.what = row.text(5);
    one.words = row.text(6);
    one.channel = row.text(7);
    one.direction = row.text(8);
    one.participants = row.text(9);
    one.more = row.text(10);
    one.version = row.integer(11);
    one.waits = row.integer(12) != 0;
    return one;
}

}  // namespace

void insert_thing(Tx& tx, const timeline::Entry& entry) {
    std::string participants;
    describe::type<std::vector<Participant>>().print(participants, &entry.participants);
    const auto words = text::shorten(entry.words, words_on_timeline_letters);
    tx.link.run(insert_thing_sql, {entry.object, entry.step, entry.noun, entry.at.us, entry.what, std::string_view{words}, entry.channel,
                                   entry.direction, std::string_view{participants}, std::string_view{entry.more}, entry.stamp.version,
                                   entry.stamp.label_set, entry.news_at.us});
}

void insert_place(Tx& tx, const timeline::Entry& entry, const Place& place) {
    const auto label_set = entry.stamp.label_set;
    tx.link.run(insert_entry, {place.party.value, entry.at.us, entry.object, entry.step, place.via.value, entry.channel, label_set});
    for (const auto& who : place.who) {
        tx.link.run(insert_by, {place.party.value, who.id, entry.at.us, entry.object, entry.step, static_cast<std::int64_t>(who.part), label_set});
    }
}

std::vector<PartyId> places_of(Tx& tx, std::int64_t object) {
    std::vector<PartyId> all;
    tx.link.rows(select_places, {object}, [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

void remove(Tx& tx, std::int64_t object) {
    std::vector<std::pair<std::int64_t, std::int64_t>> places;
    tx.link.rows(select_places, {object}, [&](store::Row& row) { places.emplace_back(row.integer(0), row.integer(1)); });
    for (const auto& [party, at] : places) {
        tx.link.run(delete_by, {party, at, object});
    }
    tx.link.run(delete_entries, {object});
    tx.link.run(delete_things, {object});
}

void roll_up(Tx& tx, PartyId person, PartyId circle, Instant from, Instant until) {
    for (const auto* sql : {&roll_up_entries, &roll_up_who, &roll_up_person}) {
        tx.link.run(*sql, {circle.value, person.value, from.us, until.us});
    }
}

std::vector<Rolled> rolled_up(Tx& tx, PartyId person, PartyId circle) {
    std::vector<Rolled> all;
    tx.link.rows(select_rolled_up, {circle.value, person.value},
                 [&](store::Row& row) { all.push_back({{row.integer(0)}, row.integer(1), row.integer(2)}); });
    return all;
}

void roll_back(Tx& tx, PartyId person, PartyId circle, const Rolled& one) {
    tx.link.run(delete_person, {circle.value, person.value, one.at.us, one.object, one.step});
    std::int64_t other = 0;
    tx.link.rows(select_others, {circle.value, one.at.us, one.object, one.step}, [&](store::Row& row) { other = row.integer(0); });
    if (other != 0) {
        tx.link.run(update_via, {other, circle.value, one.at.us, one.object, one.step});
        return;
    }
    tx.link.run(delete_entry, {circle.value, one.at.us, one.object, one.step});
    tx.link.run(delete_who_of_entry, {circle.value, one.at.us, one.object, one.step});
}

Instant newest_touch(Tx& tx, PartyId party) {
    Instant newest;
    tx.link.rows(select_newest_touch, {party.value}, [&](store::Row& row) { newest = {row.integer(0)}; });
    return newest;
}

std::vector<Shown> page(Tx& tx, const timeline::Question& asked, const After& after, int limit) {
    const auto& sql = store::intern(page_text(asked.channel.has_value(), asked.who.size()));
    wire::Binder args;
    args.add(asked.party.value);
    for (const auto who : asked.who) {
        args.add(who);
    }
    if (asked.channel) {
        args.add(describe::word(*asked.channel));
    }
    for (const auto value : {after.at, after.object, after.step, tx.me().value, tx.now.us, std::int64_t{limit}}) {
        args.add(value);
    }
    std::vector<Shown> all;
    tx.link.rows(sql, args.all(), [&](store::Row& row) { all.push_back(shown(row)); });
    return all;
}

std::vector<Shown> news(Tx& tx, Instant since, int limit) {
    std::vector<Shown> all;
    tx.link.rows(select_news, {since.us, tx.me().value, tx.now.us, std::int64_t{limit}}, [&](store::Row& row) { all.push_back(shown(row)); });
    return all;
}

std::optional<Shown> newest_touch_shown(Tx& tx, PartyId party) {
    std::optional<Shown> newest;
    tx.link.rows(select_newest_touch_shown, {party.value, tx.me().value, tx.now.us}, [&](store::Row& row) { newest = shown(row); });
    return newest;
}

std::vector<timeline::Dealing> dealt_with(Tx& tx, PartyId party, Instant from, Instant until) {
    std::vector<timeline::Dealing> all;
    tx.link.rows(select_dealt_with, {party.value, from.us, until.us, tx.me().value, tx.now.us},
                 [&](store::Row& row) { all.push_back({{row.integer(0)}, row.integer(1)}); });
    return all;
}

}  // namespace timeline_store
