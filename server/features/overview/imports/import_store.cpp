#include "features/overview/imports/import_store.h"

#include "features/overview/imports/import_limits.h"

namespace import_store {
namespace {

using store::Sql;

constexpr Sql select_link{"imports.select_link",
                          "SELECT noun, record, wanted FROM import_link WHERE number = $1 AND part = $2 AND source = $3 LIMIT 1"};
constexpr Sql upsert_link{"imports.upsert_link", R"sql(
    INSERT INTO import_link (source, number, part, noun, record, wanted, unmapped, import, row_number)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (number, part, source) DO UPDATE SET noun = excluded.noun, record = excluded.record, wanted = excluded.wanted,
        unmapped = excluded.unmapped, import = excluded.import, row_number = excluded.row_number
)sql"};
constexpr Sql delete_link{"imports.delete_link", "DELETE FROM import_link WHERE number = $1 AND part = $2 AND source = $3"};
constexpr Sql update_wanted{"imports.update_wanted", "UPDATE import_link SET wanted = $1 WHERE number = $2 AND part = $3 AND source = $4"};
constexpr Sql select_linked{"imports.select_linked", "SELECT 1 FROM import_link WHERE record = $1 AND source = $2 LIMIT 1"};
constexpr Sql select_party{"imports.select_party", R"sql(
    SELECT record FROM import_link WHERE number = $1 AND part IN ('company', 'household', 'person')
    ORDER BY CASE WHEN source = $2 THEN 0 ELSE 1 END, CASE part WHEN 'company' THEN 0 WHEN 'household' THEN 1 ELSE 2 END, source LIMIT 1
)sql"};
constexpr Sql select_member{"imports.select_member", R"sql(
    SELECT record FROM import_link WHERE number = $1 AND part = 'member' ORDER BY CASE WHEN source = $2 THEN 0 ELSE 1 END, source LIMIT 1
)sql"};
constexpr Sql select_last_place{"imports.select_last_place", "SELECT COALESCE(MAX(place), 0) FROM import_step WHERE import = $1"};
constexpr Sql insert_step{"imports.insert_step", R"sql(
    INSERT INTO import_step (import, place, did, noun, record, before, version, source, number, part, link_before, kept)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')
)sql"};
constexpr Sql select_steps{"imports.select_steps", R"sql(
    SELECT place, did, noun, record, before, version, source, number, part, link_before FROM import_step
    WHERE import = $1 AND kept = '' ORDER BY place DESC LIMIT $2
)sql"};
constexpr Sql delete_step{"imports.delete_step", "DELETE FROM import_step WHERE import = $1 AND place = $2"};
constexpr Sql update_kept{"imports.update_kept", "UPDATE import_step SET kept = $1 WHERE import = $2 AND place = $3"};
constexpr Sql select_kept{"imports.select_kept",
                          "SELECT noun, record, kept FROM import_step WHERE import = $1 AND kept <> '' ORDER BY place LIMIT $2"};
constexpr Sql select_told_from{"imports.select_told_from", R"sql(
    SELECT DISTINCT e.source FROM event_party p JOIN event e ON e.seq = p.seq WHERE p.party = $1 LIMIT 50
)sql"};
constexpr Sql insert_fault{"imports.insert_fault", R"sql(
    INSERT INTO import_fault (import, row_number, verdict, why, cells) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
)sql"};
constexpr Sql select_faults{"imports.select_faults",
                            "SELECT row_number, verdict, why, cells FROM import_fault WHERE import = $1 ORDER BY row_number LIMIT $2"};
constexpr Sql delete_faults{"imports.delete_faults", "DELETE FROM import_fault WHERE import = $1"};
constexpr Sql select_moving{"imports.select_moving", "SELECT id FROM import WHERE state IN ('running', 'undoing') ORDER BY id LIMIT 20"};
constexpr Sql select_origins{"imports.select_origins",
                             "SELECT import, row_number, unmapped FROM import_link WHERE record = $1 ORDER BY import LIMIT 20"};

}  // namespace

std::optional<Link> link(Tx& tx, const Key& key) {
    std::optional<Link> found;
    tx.link.rows(select_link, {key.number, key.part, key.source}, [&](store::Row& row) {
        found = Link{std::string{row.text(0)}, row.integer(1), std::string{row.text(2)}};
    });
    return found;
}

void put_link(Tx& tx, const Key& key, const Link& link, std::string_view unmapped, ImportId import, int row) {
    tx.link.run(upsert_link, {key.source, key.number, key.part, std::string_view{link.noun}, link.record, std::string_view{link.wanted}, unmapped,
                              import.value, std::int64_t{row}});
}

void drop_link(Tx& tx, const Key& key) { tx.link.run(delete_link, {key.number, key.part, key.source}); }

void put_wanted(Tx& tx, const Key& key, std::string_view wanted) { tx.link.run(update_wanted, {wanted, key.number, key.part, key.source}); }

bool is_linked(Tx& tx, std::int64_t record, std::string_view source) {
    return tx.link.rows(select_linked, {record, source}, [](store::Row&) {}) > 0;
}

namespace {
std::optional<std::int64_t> first_of(Tx& tx, const Sql& sql, std::string_view number, std::string_view source) {
    std::optional<std::int64_t> found;
    tx.link.rows(sql, {number, source}, [&](store::Row& row) { found = row.integer(0); });
    return found;
}
}  // namespace

std::optional<std::int64_t> party_by_number(Tx& tx, std::string_view number, std::string_view source) {
    return first_of(tx, select_party, number, source);
}

std::optional<std::int64_t> member_by_number(Tx& tx, std::string_view number, std::string_view source) {
    return first_of(tx, select_member, number, source);
}

std::int64_t last_place(Tx& tx, ImportId import) {
    std::int64_t place = 0;
    tx.link.rows(select_last_place, {import.value}, [&](store::Row& row) { place = row.integer(0); });
    return place;
}

void put_step(Tx& tx, ImportId import, const Step& step) {
    const store::Arg link_before = step.link_before ? store::Arg{std::string_view{*step.link_before}} : store::Arg{store::Null{}};
    tx.link.run(insert_step, {import.value, step.place, std::string_view{step.did}, std::string_view{step.noun}, step.record,
                              std::string_view{step.before}, step.version, std::string_view{step.source}, std::string_view{step.number},
                              std::string_view{step.part}, link_before});
}

std::vector<Step> last_steps(Tx& tx, ImportId import, int limit) {
    std::vector<Step> steps;
    tx.link.rows(select_steps, {import.value, std::int64_t{limit}}, [&](store::Row& row) {
        Step step{row.integer(0), std::string{row.text(1)}, std::string{row.text(2)}, row.integer(3), std::string{row.text(4)}, row.integer(5),
                  std::string{row.text(6)}, std::string{row.text(7)}, std::string{row.text(8)}, {}};
        if (!row.null(9)) step.link_before = row.text(9);
        steps.push_back(std::move(step));
    });
    return steps;
}

void drop_step(Tx& tx, ImportId import, std::int64_t place) { tx.link.run(delete_step, {import.value, place}); }

void keep_step(Tx& tx, ImportId import, std::int64_t place, std::string_view why) { tx.link.run(update_kept, {why, import.value, place}); }

std::vector<KeptRecord> kept(Tx& tx, ImportId import, int limit) {
    std::vector<KeptRecord> all;
    tx.link.rows(select_kept, {import.value, std::int64_t{limit}}, [&](store::Row& row) {
        all.push_back({std::string{row.text(0)}, row.integer(1), std::string{row.text(2)}});
    });
    return all;
}

std::vector<std::string> told_from(Tx& tx, PartyId party) {
    std::vector<std::string> sources;
    tx.link.rows(select_told_from, {party.value}, [&](store::Row& row) { sources.emplace_back(row.text(0)); });
    return sources;
}

void put_fault(Tx& tx, ImportId import, const FaultRow& fault) {
    tx.link.run(insert_fault, {import.value, std::int64_t{fault.row}, std::string_view{fault.verdict}, std::string_view{fault.why},
                               std::string_view{fault.cells}});
}

void each_fault(Tx& tx, ImportId import, Ref<void(const FaultRow&)> each) {
    tx.link.rows(select_faults, {import.value, import_rows_max}, [&](store::Row& row) {
        each({static_cast<int>(row.integer(0)), std::string{row.text(1)}, std::string{row.text(2)}, std::string{row.text(3)}});
    });
}

void drop_faults(Tx& tx, ImportId import) { tx.link.run(delete_faults, {import.value}); }

std::vector<ImportId> moving(Tx& tx) {
    std::vector<ImportId> all;
    tx.link.rows(select_moving, {}, [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

std::vector<Origin> origins(Tx& tx, std::int64_t record) {
    std::vector<Origin> all;
    tx.link.rows(select_origins, {record}, [&](store::Row& row) {
        all.push_back({{row.integer(0)}, static_cast<int>(row.integer(1)), std::string{row.text(2)}});
    });
    return all;
}

}  // namespace import_store
