// What does one record, and a list of fifty, cost on the way from SQLite's pages to JSON text? No HTTP, no sign-in.
// The rivals in the same run: the bare SQLite loop over the same columns without printing anything, and Boost.JSON's value
// as the printer. CPU time of this process.
#include <filesystem>

#include <benchmark/benchmark.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <unistd.h>

#include "app/features.h"
#include "features/ground/parties/parties.h"
#include "platform/records/records.h"
#include "platform/store/migrations.h"

namespace {

constexpr int parties_made = 20'000;

// A workspace with twenty thousand parties, made once.
class Town {
public:
    Town() : folder_((std::filesystem::temp_directory_path() / ("steward-bench-" + std::to_string(::getpid()))).string()) {
        std::filesystem::create_directories(folder_);
        store_ = store::open_sqlite({.directory = folder_});
        store::migrate(*store_, app::migration_order());
        workspace_ = std::make_unique<Workspace>(*store_, 1);
        workspace_->nouns = app::nouns();
        for (int from = 0; from < parties_made; from += 500) {
            fill(from);
        }
    }
    ~Town() {
        workspace_.reset();
        store_->stop();
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    Workspace& workspace() { return *workspace_; }
    PartyId any() const { return ids_[ids_.size() / 2]; }

private:
    void fill(int from) {
        Actor system;
        system.kind = Actor::Kind::system;
        const auto made = workspace_->act<int>(system, [&](Tx& tx) -> Result<int> {
            for (int i = from; i < from + 500; ++i) {
                Party party;
                party.kind = PartyKind::organisation;
                party.name = {"Customer number " + std::to_string(i * 7919 % parties_made)};
                party.handles = {{HandleKind::email, {"office" + std::to_string(i) + "@example.com"}, {}, true, {}}};
                party.roles = {PartyRole::customer};
                party.city = Text<1, 100>{"Graz"};
                party.country = Text<1, 100>{"Austria"};
                ids_.push_back(parties::add(tx, party)->it.id);
            }
            return 1;
        });
        (void)made;
    }

    std::string folder_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Workspace> workspace_;
    std::vector<PartyId> ids_;
};

Town& town() {
    static Town made;
    return made;
}

void OneRecord(benchmark::State& state) {
    auto& workspace = town().workspace();
    for (auto _ : state) {
        workspace.read([&](Tx& tx) { benchmark::DoNotOptimize(records::json(tx, *parties::find(tx, town().any()))); });
    }
}
BENCHMARK(OneRecord);

void ListOfFifty(benchmark::State& state) {
    auto& workspace = town().workspace();
    for (auto _ : state) {
        workspace.read([&](Tx& tx) { benchmark::DoNotOptimize(records::list_json(tx, records::noun<Party>(), {})); });
    }
}
BENCHMARK(ListOfFifty);

constexpr store::Sql bare_list{"bench.bare_list",
                               "SELECT id, kind, name, about, handles, reach, roles, customer_since, address, postal_code, city, region, country, "
                               "version, label_set, created_at, updated_at, removed_at FROM party WHERE removed_at = 0 ORDER BY name_key, id LIMIT 51"};

void ListOfFiftyBareSqlite(benchmark::State& state) {
    auto& workspace = town().workspace();
    for (auto _ : state) {
        std::size_t letters = 0;
        workspace.read([&](Tx& tx) { tx.link.rows(bare_list, {}, [&](store::Row& row) { letters += row.text(2).size(); }); });
        benchmark::DoNotOptimize(letters);
    }
}
BENCHMARK(ListOfFiftyBareSqlite);

void PrintFiftyByBoostJson(benchmark::State& state) {
    std::string printed;
    town().workspace().read([&](Tx& tx) { printed = *records::list_json(tx, records::noun<Party>(), {}); });
    const auto value = boost::json::parse(printed);
    for (auto _ : state) {
        benchmark::DoNotOptimize(boost::json::serialize(value));
    }
}
BENCHMARK(PrintFiftyByBoostJson);

}  // namespace
