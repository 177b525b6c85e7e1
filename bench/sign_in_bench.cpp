// What does it cost to know who asks, for each request? By cookie and by token, among 3,000 colleagues with three sessions each, on
// SQLite; the limit is 5 us. The rival in the same run: the hash of the secret alone. CPU time of this process.
#include <filesystem>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "app/features.h"
#include "features/ground/members/members.h"
#include "features/ground/members/secret.h"
#include "features/ground/members/sessions.h"
#include "features/ground/members/tokens.h"
#include "platform/store/migrations.h"

namespace {

constexpr int colleagues = 3'000;

class Firm {
public:
    Firm() : folder_((std::filesystem::temp_directory_path() / ("steward-bench-members-" + std::to_string(::getpid()))).string()) {
        std::filesystem::create_directories(folder_);
        store_ = store::open_sqlite({.directory = folder_});
        store::migrate(*store_, app::migration_order());
        workspace_ = std::make_unique<Workspace>(*store_, 1);
        workspace_->nouns = app::nouns();
        for (int from = 0; from < colleagues; from += 500) {
            (void)workspace_->act<Done>({.kind = Actor::Kind::system}, [&](Tx& tx) -> Result<> { return hire(tx, from); });
        }
    }
    ~Firm() {
        workspace_.reset();
        store_->stop();
        store_.reset();
        std::filesystem::remove_all(folder_);
    }

    Workspace& workspace() { return *workspace_; }
    http::Request comes_with(std::string name, std::string value) {
        http::Request request;
        request.headers = {{"host", "localhost:8080"}, {"user-agent", "Firefox"}, {"accept", "application/json"}, {std::move(name), std::move(value)}};
        request.workspace = workspace_.get();
        return request;
    }
    std::string secret, token;

private:
    Result<> hire(Tx& tx, int from) {
        for (int i = from; i < from + 500; ++i) {
            const auto id = members::add(tx, {{}, {"Colleague " + std::to_string(i)}, {"c" + std::to_string(i) + "@example.com"}, {}, false, MemberState::active})->it.id;
            for (int browser = 0; browser < 3; ++browser) {
                secret = sessions::begin(tx, id, "Firefox").secret;
            }
            token = tokens::make(tx, id, {{"sync"}, TokenScope::read, {}})->plain;
        }
        return Done{};
    }

    std::string folder_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Workspace> workspace_;
};

Firm& firm() {
    static Firm one;
    return one;
}

void ask_again_and_again(benchmark::State& state, const http::Request& request) {
    firm().workspace().read([&](Tx& tx) {
        for (auto _ : state) {
            auto actor = members::who_is(tx, request);
            benchmark::DoNotOptimize(actor);
            if (!actor || !actor->member) {
                state.SkipWithError("nobody was known");
                break;
            }
        }
    });
}

void WhoAsksByCookie(benchmark::State& state) { ask_again_and_again(state, firm().comes_with("cookie", "__Host-steward=" + firm().secret)); }
void WhoAsksByToken(benchmark::State& state) { ask_again_and_again(state, firm().comes_with("authorization", "Bearer " + firm().token)); }
void TheHashAlone(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(hash_of(firm().secret));
    }
}
BENCHMARK(WhoAsksByCookie);
BENCHMARK(WhoAsksByToken);
BENCHMARK(TheHashAlone);

}  // namespace
