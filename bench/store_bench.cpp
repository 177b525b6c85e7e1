// How many durable writes a second do 64 clients get, and what do they cost? Each write is a record with its event, payload and
// party, acknowledged after its commit. The rival in the same run: the same store with one commit for each verb. PostgreSQL
// is measured as STEWARD_TEST_POSTGRES finds it; its own CPU is not counted here.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <unistd.h>

#include "platform/records/event_store.h"
#include "platform/store/migrations.h"

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int clients = 64;
constexpr auto lasts = 2s;

const store::Sql insert_note{"bench.insert_note", "INSERT INTO note (id, words) VALUES ($1, $2)"};

double process_cpu_us() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e6 +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

class House {
public:
    explicit House(store::Store& store) : workspace_(store, 1) {}

    void write_for_a_while() {
        std::vector<std::thread> threads;
        std::vector<std::vector<double>> waits(clients);
        const auto until = Clock::now() + lasts;
        for (int i = 0; i < clients; ++i) {
            threads.emplace_back([&, i] {
                while (Clock::now() < until) {
                    const auto asked = Clock::now();
                    write_once();
                    waits[static_cast<std::size_t>(i)].push_back(std::chrono::duration<double, std::milli>(Clock::now() - asked).count());
                }
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        for (auto& some : waits) {
            waits_ms.insert(waits_ms.end(), some.begin(), some.end());
        }
        std::sort(waits_ms.begin(), waits_ms.end());
    }
    double wait_ms(double share) const { return waits_ms[static_cast<std::size_t>(static_cast<double>(waits_ms.size() - 1) * share)]; }

    std::vector<double> waits_ms;

private:
    void write_once() {
        const auto done = workspace_.act<Done>({}, [](Tx& tx) -> Result<> {
            const auto id = tx.new_id<struct Note>();
            tx.link.run(insert_note, {id.value, "The proof for the spring campaign is due on Friday."});
            records::tell(tx, {.type = "notes.made",
                               .noun = "note",
                               .object = id.value,
                               .after = R"({"words":"The proof for the spring campaign is due on Friday."})",
                               .parties = {PartyId{id.value % 1000}}});
            return Done{};
        });
        if (!done) {
            std::abort();
        }
    }

    Workspace workspace_;
};

void measure(benchmark::State& state, store::Store& store) {
    store::migrate(store, {});
    store.write_and_wait([](store::Link& link) {
        link.script("CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT NOT NULL)");
        return store::Outcome::keep;
    });
    House house(store);
    for (auto _ : state) {
        const double cpu = process_cpu_us();
        const auto began = Clock::now();
        house.write_for_a_while();
        const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
        const auto writes = static_cast<double>(house.waits_ms.size());
        state.counters["writes/s"] = writes / seconds;
        state.counters["cpu_us/write"] = (process_cpu_us() - cpu) / writes;
        state.counters["p50_ms"] = house.wait_ms(0.50);
        state.counters["p99_ms"] = house.wait_ms(0.99);
    }
}

void DurableWritesSqlite(benchmark::State& state, int group_verbs_max) {
    const auto folder = std::filesystem::temp_directory_path() / ("steward-bench-" + std::to_string(getpid()));
    {
        const auto store = store::open_sqlite({.directory = folder.string(), .group_verbs_max = group_verbs_max});
        measure(state, *store);
    }
    std::filesystem::remove_all(folder);
}

void DurableWritesPostgres(benchmark::State& state, int connections) {
    const char* url = std::getenv("STEWARD_TEST_POSTGRES");
    if (!url) {
        state.SkipWithError("no PostgreSQL: run it by bin/bench");
        return;
    }
    const std::string schema = "bench_" + std::to_string(getpid());
    const auto store = store::open_postgres({.url = url, .schema = schema, .connections = connections});
    measure(state, *store);
    store->write_and_wait([&](store::Link& link) {
        link.script("DROP SCHEMA " + schema + " CASCADE");
        return store::Outcome::keep;
    });
}

BENCHMARK_CAPTURE(DurableWritesSqlite, in_groups, 256)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(DurableWritesSqlite, one_commit_each, 1)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(DurableWritesPostgres, four_connections, 4)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(DurableWritesPostgres, sixteen_connections, 16)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
