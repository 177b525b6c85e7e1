// How long 100,000 rows take: to look through (<= 5 s), to import (<= 60 s), to take back (<= 60 s). On the embedded database.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sodium.h>

#include "app/features.h"
#include "features/ground/files/files.h"
#include "features/overview/imports/imports.h"
#include "platform/store/migrations.h"

namespace {

constexpr int rows = 100'000;

std::string sheet() {
    std::string text = "customer_id,company_name,address,city,postal_code,country,phone,email\n";
    for (int i = 0; i < rows; ++i) {
        text += fmt::format("{0},Company {0},Street {1},Town {2},{3:05},Austria,+43 1 {0:07},office{0}@company{0}.example\n", i, i % 900, i % 400, i % 99999);
    }
    return text;
}

struct House {
    House() : folder{(std::filesystem::temp_directory_path() / "steward-bench-XXXXXX").string()} {
        if (sodium_init() < 0 || mkdtemp(folder.data()) == nullptr) std::abort();
        store = store::open_sqlite({.directory = folder});
        const auto order = app::migration_order();
        store::migrate(*store, order);
        workspace = std::make_unique<Workspace>(*store, 1);
        workspace->nouns = app::nouns();
        workspace->files_directory = folder + "/files";
        workspace->set_company({"Bench", Zone::utc(), "EUR", true});
        somebody.kind = Actor::Kind::member;
        somebody.member = MemberId{1};
    }
    ~House() {
        store->stop();
        store.reset();
        std::filesystem::remove_all(folder);
    }
    std::string folder;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<Workspace> workspace;
    Actor somebody;
};

double seconds(const std::function<void()>& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

// One whole life of an import; each phase is a counter, and the sum is the time.
void import_100000_rows(benchmark::State& state) {
    const auto text = sheet();
    for (auto _ : state) {
        House house;
        const auto kept = files::keep(*house.workspace, text);
        const auto file = house.workspace->act<records::Of<File>>(house.somebody, [&](Tx& tx) { return files::put(tx, kept, "c.csv", "text/csv"); });
        Import import;
        const double looked = seconds([&] {
            const auto opened = imports::open(*house.workspace, file->it.id);
            import = imports::draft(**opened, file->it.id, "c.csv", {}, Currency{});
            imports::look_through(*house.workspace, **opened, import);
        });
        const auto begun = house.workspace->act<records::Of<Import>>(house.somebody, [&](Tx& tx) -> Result<records::Of<Import>> {
            auto made = records::create(tx, import);
            return made ? imports::start(tx, made->it.id) : made;
        });
        const double brought = seconds([&] { imports::work_off(*house.workspace, begun->it.id); });
        const auto done = house.workspace->look<Import>(house.somebody, [&](Tx& tx) { return records::find<Import>(tx, begun->it.id)->it; });
        if (done.state != ImportState::done || done.preview->new_ != rows) state.SkipWithError("the import did not come in whole");
        (void)house.workspace->act<records::Of<Import>>(house.somebody, [&](Tx& tx) { return imports::take_back(tx, begun->it.id); });
        const double undone = seconds([&] { imports::work_off(*house.workspace, begun->it.id); });
        const auto gone = house.workspace->look<Import>(house.somebody, [&](Tx& tx) { return records::find<Import>(tx, begun->it.id)->it; });
        if (gone.state != ImportState::undone || gone.kept != 0) state.SkipWithError("the import did not go back whole");
        state.counters["looked_through_s"] = looked;
        state.counters["imported_s"] = brought;
        state.counters["taken_back_s"] = undone;
    }
}
BENCHMARK(import_100000_rows)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
