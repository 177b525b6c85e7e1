// What does a page of a timeline cost that holds 100,000 entries, at its top and deep inside, narrowed to one colleague, and on
// a customer with twenty? What does the whole page of that customer cost, and what does logging one call? CPU time; no HTTP.
// The rival in the same run: OFFSET, as a page that counts its rows would have to read them.
#include <filesystem>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "app/features.h"
#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/interactions.h"
#include "features/ground/timeline/timeline.h"
#include "features/overview/customer_page/customer_page.h"
#include "features/working/promises/promises.h"
#include "platform/store/migrations.h"

namespace {

constexpr int entries_of_the_largest = 100'000;
constexpr int colleagues = 40;

// One customer with a hundred thousand calls, and one like most.
class Desk {
public:
    Desk() : folder_((std::filesystem::temp_directory_path() / ("steward-bench-timeline-" + std::to_string(::getpid()))).string()) {
        std::filesystem::create_directories(folder_);
        store_ = store::open_sqlite({.directory = folder_});
        store::migrate(*store_, app::migration_order());
        workspace_ = std::make_unique<Workspace>(*store_, 1);
        workspace_->nouns = app::nouns();
        meet();
        for (int from = 0; from < entries_of_the_largest; from += 500) {
            call(largest, from, from + 500);
        }
        call(usual, 0, 20);
    }
    ~Desk() {
        workspace_.reset();
        store_->stop();
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    Workspace& workspace() { return *workspace_; }
    MemberId colleague(int i) const { return members_[i % colleagues]; }

    // One call each, with a person of the customer, by one of forty colleagues, an hour apart into the past.
    void call(PartyId person, int from, int until) {
        act([&](Tx& tx) {
            tx.source = "import:bench";
            for (int i = from; i < until; ++i) {
                Interaction touch;
                touch.channel = Channel::call;
                touch.direction = Direction::out;
                touch.at = tx.now - std::chrono::hours{i};
                touch.body = {{"Talked about film number " + std::to_string(i)}};
                touch.participants = {{person, {}, {}, {}}, {{}, colleague(i), {}, {}}};
                (void)interactions::log(tx, touch);
            }
        });
    }
    PartyId largest, usual, firm;

private:
    void act(std::function<void(Tx&)> what) {
        Actor system;
        system.kind = Actor::Kind::system;
        (void)workspace_->act<Done>(system, [&](Tx& tx) -> Result<Done> {
            what(tx);
            return Done{};
        });
    }
    PartyId party(Tx& tx, PartyKind kind, std::string name) {
        Party made;
        made.kind = kind;
        made.name = {std::move(name)};
        return parties::add(tx, made)->it.id;
    }
    void meet() {
        act([&](Tx& tx) {
            for (int i = 0; i < colleagues; ++i) {
                Member member;
                member.name = {"Colleague " + std::to_string(i)};
                member.email = {"c" + std::to_string(i) + "@example.com"};
                member.state = MemberState::active;
                members_.push_back(members::add(tx, member)->it.id);
            }
            largest = party(tx, PartyKind::person, "Lukas Brandner");
            usual = party(tx, PartyKind::person, "Petra Sorg");
            firm = party(tx, PartyKind::organisation, "Brandner Bakeries");
            for (const auto person : {largest, usual}) {
                (void)relationships::affiliate(tx, person, firm, {});
            }
        });
    }

    std::string folder_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Workspace> workspace_;
    std::vector<MemberId> members_;
};

Desk& desk() {
    static Desk made;
    return made;
}

std::string next_cursor(const std::string& page) {
    const auto at = page.find(R"("next_cursor":")");
    return page.substr(at + 15, page.find('"', at + 15) - at - 15);
}

void read_pages(benchmark::State& state, const timeline::Question& asked) {
    for (auto _ : state) {
        desk().workspace().read([&](Tx& tx) { benchmark::DoNotOptimize(timeline::page_json(tx, asked)); });
    }
}

void TopOfAHundredThousand(benchmark::State& state) { read_pages(state, {desk().firm, {}, {}, {}, 50}); }
BENCHMARK(TopOfAHundredThousand);

void DeepInAHundredThousand(benchmark::State& state) {
    timeline::Question asked{desk().firm, {}, {}, {}, 200};
    desk().workspace().read([&](Tx& tx) {
        for (int page = 0; page < 450; ++page) {
            asked.cursor = next_cursor(*timeline::page_json(tx, asked));
        }
    });
    asked.limit = 50;
    read_pages(state, asked);
}
BENCHMARK(DeepInAHundredThousand);

void ByOneOfFortyColleagues(benchmark::State& state) { read_pages(state, {desk().firm, {}, {desk().colleague(7).value}, {}, 50}); }
BENCHMARK(ByOneOfFortyColleagues);

void TopOfTwenty(benchmark::State& state) { read_pages(state, {desk().usual, {}, {}, {}, 50}); }
BENCHMARK(TopOfTwenty);

constexpr store::Sql by_offset{"bench.by_offset", R"sql(
    SELECT e.at, th.words FROM timeline_entry e JOIN timeline_thing th ON th.object = e.object AND th.step = e.step
    WHERE e.party = $1 ORDER BY e.at DESC, e.object DESC, e.step DESC LIMIT 50 OFFSET 90000
)sql"};

void RivalByOffset(benchmark::State& state) {
    for (auto _ : state) {
        desk().workspace().read([&](Tx& tx) { tx.link.rows(by_offset, {desk().firm.value}, [](store::Row& row) { benchmark::DoNotOptimize(row.text(1)); }); });
    }
}
BENCHMARK(RivalByOffset);

void CustomerPageOfAHundredThousand(benchmark::State& state) {
    for (auto _ : state) {
        desk().workspace().read([&](Tx& tx) { benchmark::DoNotOptimize(customer_page::page_json(tx, desk().firm)); });
    }
}
BENCHMARK(CustomerPageOfAHundredThousand);

void CustomerPageOfTwenty(benchmark::State& state) {
    for (auto _ : state) {
        desk().workspace().read([&](Tx& tx) { benchmark::DoNotOptimize(customer_page::page_json(tx, desk().usual)); });
    }
}
BENCHMARK(CustomerPageOfTwenty);

void LoggingFiveHundredCallsInOneCommit(benchmark::State& state) {
    for (auto _ : state) {
        desk().call(desk().usual, 0, 500);
    }
    state.SetItemsProcessed(state.iterations() * 500);
}
BENCHMARK(LoggingFiveHundredCallsInOneCommit)->UseRealTime()->Iterations(5);

}  // namespace
