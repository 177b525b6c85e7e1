#include "platform/store/migrations.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/time.h"
#include "platform/store/dialect.h"
#include "platform/store/fingerprint.h"
#include "platform/store/store.h"

namespace store {
namespace {

constexpr Sql select_applied{"migrations.select_applied",
                             "SELECT feature, number, hash FROM schema_migration ORDER BY feature, number LIMIT $1"};
constexpr Sql insert_applied{"migrations.insert_applied", R"sql(
    INSERT INTO schema_migration (feature, number, name, hash, applied_at) VALUES ($1, $2, $3, $4, $5)
)sql"};
constexpr Sql sqlite_has_table{"migrations.sqlite_has_table", "SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'"};
constexpr Sql postgres_has_table{"migrations.postgres_has_table", R"sql(
    SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'
)sql"};
constexpr std::string_view create_table = R"sql(
    CREATE TABLE IF NOT EXISTS schema_migration (
        feature TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at BIGINT NOT NULL,
        PRIMARY KEY (feature, number)
    )
)sql";
// Two nodes may start at once: the second waits and then finds the work done. A migration may take longer than a request may.
constexpr std::string_view one_at_a_time = "SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(7377265647261726)";
constexpr std::int64_t migrations_ever_max = 100'000;

using Applied = std::map<std::pair<std::string, int>, std::string>;  // feature and number -> hash

std::vector<Migration> in_order(std::span<const std::string_view> feature_order, std::span<const Migration>);
bool has_table(Link&, Engine);
Applied applied_so_far(Link&, Engine);
void expect_that_we_know_them(const Applied&, std::span<const Migration>);
void create_table_if_missing(Store&, const Applied&);
bool apply(Store&, const Migration&);
Outcome apply_in(Link&, Engine, const Migration&);
std::string titled(const Migration&);

}  // namespace

int migrate(Store& store, std::span<const std::string_view> feature_order, std::span<const Migration> all) {
    Applied applied;
    store.read([&](Link& link) { applied = applied_so_far(link, store.engine()); });
    expect_that_we_know_them(applied, all);
    int count = 0;
    for (const auto& migration : in_order(feature_order, all)) {
        if (applied.contains({std::string(migration.feature), migration.number})) {
            continue;
        }
        create_table_if_missing(store, applied);
        count += apply(store, migration) ? 1 : 0;
        applied[{std::string(migration.feature), migration.number}] = "";
    }
    return count;
}

namespace {

std::vector<Migration> in_order(std::span<const std::string_view> feature_order, std::span<const Migration> all) {
    const auto place = [&](std::string_view feature) {
        return std::find(feature_order.begin(), feature_order.end(), feature) - feature_order.begin();
    };
    std::vector<Migration> sorted(all.begin(), all.end());
    std::stable_sort(sorted.begin(), sorted.end(), [&](const Migration& a, const Migration& b) {
        return std::tuple(place(a.feature), a.feature, a.number) < std::tuple(place(b.feature), b.feature, b.number);
    });
    return sorted;
}

bool has_table(Link& link, Engine engine) {
    return link.rows(engine == Engine::sqlite ? sqlite_has_table : postgres_has_table, {}, [](Row&) {}) > 0;
}

Applied applied_so_far(Link& link, Engine engine) {
    Applied applied;
    if (has_table(link, engine)) {
        link.rows(select_applied, {migrations_ever_max}, [&](Row& row) {
            applied[{std::string(row.text(0)), static_cast<int>(row.integer(1))}] = row.text(2);
        });
    }
    return applied;
}

void expect_that_we_know_them(const Applied& applied, std::span<const Migration> all) {
    for (const auto& [key, hash] : applied) {
        const auto ours =
            std::find_if(all.begin(), all.end(), [&](const Migration& m) { return m.feature == key.first && m.number == key.second; });
        if (ours == all.end()) {
            throw Broken(
                fmt::format("This database was written by a newer Steward: it has change {} of {}, which this one does not know. "
                            "Start the newer version, or restore a backup made before it.",
                            key.second, key.first));
        }
        if (fingerprint(ours->sql) != hash) {
            throw Broken(
                fmt::format("Change {} is not the one that this database was made with: the file was edited after its release. "
                            "Bring the old file back and write a new one with the next number.",
                            titled(*ours)));
        }
    }
}

void create_table_if_missing(Store& store, const Applied& applied) {
    if (!applied.empty()) {
        return;
    }
    store.make_room();
    store.write_and_wait([engine = store.engine()](Link& link) {
        if (engine == Engine::postgres) {
            link.script(one_at_a_time);
        }
        link.script(create_table);
        return Outcome::keep;
    });
}

// False when another node was quicker.
bool apply(Store& store, const Migration& migration) {
    try {
        const auto engine = store.engine();
        return store.write_and_wait([&](Link& link) { return apply_in(link, engine, migration); }) == Ended::kept;
    } catch (const Full&) {
        throw;
    } catch (const Broken& broken) {
        throw Broken(fmt::format("Change {} could not be made: {}", titled(migration), broken.what()));
    }
}

Outcome apply_in(Link& link, Engine engine, const Migration& migration) {
    if (engine == Engine::postgres) {
        link.script(one_at_a_time);
        if (applied_so_far(link, engine).contains({std::string(migration.feature), migration.number})) {
            return Outcome::take_back;
        }
    }
    link.script(in_dialect(migration.sql, engine));
    const std::string hash = fingerprint(migration.sql);
    link.run(insert_applied, {migration.feature, std::int64_t{migration.number}, migration.name, hash, now_by_the_clock().us});
    return Outcome::keep;
}

std::string titled(const Migration& migration) { return fmt::format("{} {:04}_{}", migration.feature, migration.number, migration.name); }

}  // namespace
}  // namespace store
