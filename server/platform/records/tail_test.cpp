#include "platform/records/tail.h"

#include <atomic>
#include <future>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/records/event_store.h"
#include "platform/store/migrations.h"
#include "tests/stores.h"

namespace {

using namespace std::chrono_literals;
using records::Event;
using records::From;
using records::Position;
using store::Link;
using store::Outcome;
using store::Row;
using store::Sql;

const Sql note_event{"test.note_event", "INSERT INTO noted (seq) VALUES ($1)"};
const Sql count_noted{"test.count_noted", "SELECT COUNT(*) FROM noted"};
const Sql count_events{"test.count_events", "SELECT COUNT(*) FROM event"};
const Sql select_by_seq{"test.select_by_seq", "SELECT seq FROM event WHERE seq > $1 ORDER BY seq LIMIT 100"};
const Sql as_if_from_elsewhere{"test.as_if_from_elsewhere", "UPDATE event SET xid = xid + $1"};
const Sql cursors_too{"test.cursors_too", "UPDATE listener_cursor SET xid = xid + $1"};

// What a listener heard, in order. Any thread.
class Ears {
public:
    void hear(std::span<const Event> events) {
        const std::lock_guard held(guard_);
        for (const auto& event : events) {
            heard_.push_back(event.id.value);
            in_order_ = in_order_ && last_ < event.position;
            last_ = event.position;
        }
    }
    std::vector<std::int64_t> heard() {
        const std::lock_guard held(guard_);
        return heard_;
    }
    bool in_order() {
        const std::lock_guard held(guard_);
        return in_order_;
    }

private:
    std::mutex guard_;
    std::vector<std::int64_t> heard_;
    Position last_;
    bool in_order_ = true;
};

template <class Condition>
bool soon(Condition condition, std::chrono::milliseconds patience = 10s) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) {
            return false;
        }
        std::this_thread::sleep_for(2ms);
    }
    return true;
}

class Tails : public stores::OnBothStores {
protected:
    Tails() {
        store::migrate(store, {});
        make("CREATE TABLE noted (seq BIGINT PRIMARY KEY)");
        workspace.emplace(store, 1);
    }
    EventId tell(std::string_view type, records::Parties parties = {}) {
        EventId told;
        const auto done = workspace->act<Done>({}, [&](Tx& tx) -> Result<> {
            told = records::tell(tx, {.type = type, .noun = "promise", .object = 7, .parties = parties});
            return Done{};
        });
        EXPECT_TRUE(done);
        return told;
    }
    static void note_all(Tx& tx, std::span<const Event> events) {
        for (const auto& event : events) {
            tx.link.run(note_event, {event.id.value});
        }
    }
    std::int64_t noted() { return stores::number(store, count_noted); }

    std::optional<Workspace> workspace;
};
ON_BOTH_STORES(Tails);

TEST_P(Tails, HandOverWhatHappenedWithEverythingThatIsSaidAboutIt) {
    const auto first = tell("promises.made", {PartyId{11}, PartyId{12}});
    std::promise<Event> heard;
    records::Tail tail(*workspace);
    tail.listen("test.reader", [&](Tx& tx, std::span<const Event> events) {
        EXPECT_EQ(tx.actor().kind, Actor::Kind::system);
        heard.set_value(events.front());
    });
    tail.start();
    const auto event = heard.get_future().get();
    EXPECT_EQ(event.id, first);
    EXPECT_EQ(event.type, "promises.made");
    EXPECT_EQ(event.noun, "promise");
    EXPECT_EQ(event.object, 7);
    EXPECT_EQ(event.source, "api");
    EXPECT_THAT(event.parties, testing::UnorderedElementsAre(PartyId{11}, PartyId{12}));
}

TEST_P(Tails, ALiveListenerHearsFromNowOnAndSoon) {
    tell("promises.made");
    Ears ears;
    records::Tail tail(*workspace);
    tail.watch("test.hub", [&](std::span<const Event> events) { ears.hear(events); });
    tail.start();
    const auto second = tell("promises.kept");
    const auto told = std::chrono::steady_clock::now();
    EXPECT_TRUE(soon([&] { return ears.heard().size() == 1; }));
    EXPECT_LT(std::chrono::steady_clock::now() - told, 2s);  // looking without being woken would take ten
    EXPECT_THAT(ears.heard(), testing::ElementsAre(second.value));
}

TEST_P(Tails, ADurableListenerGoesOnWhereItStopped) {
    tell("promises.made");
    for (int start = 1; start <= 3; ++start) {
        records::Tail tail(*workspace);
        tail.listen("test.index", note_all);
        tail.start();
        tell("promises.kept");
        EXPECT_TRUE(soon([&] { return noted() == start + 1; }));
    }
    EXPECT_EQ(noted(), 4);
}

TEST_P(Tails, AListenerMayBeginNow) {
    tell("promises.made");
    records::Tail tail(*workspace);
    tail.listen("test.mail", note_all, From::now);
    tail.start();
    EXPECT_TRUE(soon([&] {
        return tail.health()[0].failures == 0 && stores::number(store, Sql{"", "SELECT COUNT(*) FROM listener_cursor"}) == 1;
    }));
    tell("promises.kept");
    EXPECT_TRUE(soon([&] { return noted() == 1; }));
}

TEST_P(Tails, RebuildingHearsEverythingAgain) {
    Ears ears;
    records::Tail tail(*workspace);
    tail.listen("test.index", [&](Tx&, std::span<const Event> events) { ears.hear(events); });
    tail.start();
    tell("promises.made");
    tell("promises.kept");
    ASSERT_TRUE(soon([&] { return ears.heard().size() == 2; }));
    tail.rebuild("test.index");
    EXPECT_TRUE(soon([&] { return ears.heard().size() == 4; }));
    EXPECT_EQ(ears.heard()[0], ears.heard()[2]);
}

TEST_P(Tails, OneThatThrowsIsAskedAgainAndLeavesNothingAndHoldsNobodyUp) {
    std::atomic<bool> broken = true;
    Ears other;
    records::Tail tail(*workspace);
    tail.listen("test.fails", [&](Tx& tx, std::span<const Event> events) {
        note_all(tx, events);
        if (broken) {
            throw std::runtime_error("the index is upside down");
        }
    });
    tail.listen("test.other", [&](Tx&, std::span<const Event> events) { other.hear(events); });
    tail.start();
    const auto first = tell("promises.made");
    tell("promises.kept");
    EXPECT_TRUE(soon([&] { return other.heard().size() == 2; }));
    EXPECT_TRUE(soon([&] { return tail.health()[0].failures >= 2; }));
    EXPECT_EQ(tail.health()[0].why, "the index is upside down");
    EXPECT_EQ(tail.health()[0].failed_at.seq, first.value);
    EXPECT_EQ(tail.health()[1].failures, 0);
    EXPECT_EQ(noted(), 0);
    broken = false;
    EXPECT_TRUE(soon([&] { return noted() == 2; }));
    EXPECT_TRUE(soon([&] { return tail.health()[0].failures == 0; }));
    EXPECT_TRUE(tail.health()[0].why.empty());
}

TEST_P(Tails, WhatStandsBeforeTheEventAtFaultIsHeard) {
    std::vector<EventId> told;
    for (int i = 0; i < 5; ++i) {
        told.push_back(tell("promises.made"));
    }
    records::Tail tail(*workspace);
    tail.listen("test.fails", [&](Tx& tx, std::span<const Event> events) {
        for (const auto& event : events) {
            if (event.id == told[3]) {
                throw std::runtime_error("not this one");
            }
        }
        note_all(tx, events);
    });
    tail.start();
    EXPECT_TRUE(soon([&] { return noted() == 3 && tail.health()[0].failed_at.seq == told[3].value; }));
}

// Writers that nap inside their transactions commit in another order than they began, and some take everything back.
class Crowd {
public:
    explicit Crowd(Workspace& workspace) : workspace_(workspace) {}

    void write(int writers, int each, std::chrono::microseconds nap_max) {
        std::vector<std::future<void>> crowd;
        for (int writer = 0; writer < writers; ++writer) {
            crowd.push_back(std::async(std::launch::async, [=, this] {
                std::minstd_rand chance(static_cast<unsigned>(writer) + 1);
                for (int i = 0; i < each; ++i) {
                    write_once(chance, nap_max);
                }
            }));
        }
        for (auto& writer : crowd) {
            writer.get();
        }
    }
    const std::multiset<std::int64_t>& kept() const { return kept_; }

private:
    void write_once(std::minstd_rand& chance, std::chrono::microseconds nap_max) {
        const bool takes_back = chance() % 10 == 0;
        const auto nap = std::chrono::microseconds(nap_max.count() == 0 ? 0 : chance() % static_cast<unsigned>(nap_max.count()));
        EventId told;
        const auto done = workspace_.act<Done>({}, [&](Tx& tx) -> Result<> {
            told = records::tell(tx, {.type = "promises.made", .noun = "promise", .object = 1, .parties = {PartyId{1}}});
            tx.link.rows(count_events_of, {told.value}, [](Row&) {});  // the number of the transaction is taken here
            std::this_thread::sleep_for(nap);
            return takes_back ? Result<>{No{Refusal::not_valid, "taken back"}} : Result<>{Done{}};
        });
        if (done) {
            const std::lock_guard held(guard_);
            kept_.insert(told.value);
        }
    }
    inline static const Sql count_events_of{"test.count_events_of", "SELECT COUNT(*) FROM event WHERE seq = $1"};

    Workspace& workspace_;
    std::mutex guard_;
    std::multiset<std::int64_t> kept_;
};

std::multiset<std::int64_t> as_set(const std::vector<std::int64_t>& all) { return {all.begin(), all.end()}; }

TEST_P(Tails, NoEventIsSkippedOrDoubledWhileManyWriteAndAReaderBySeqAloneDoesSkip) {
    Ears durable;
    Ears live;
    records::Tail tail(*workspace);
    tail.listen("test.durable", [&](Tx& tx, std::span<const Event> events) {
        note_all(tx, events);
        durable.hear(events);
    });
    tail.watch("test.live", [&](std::span<const Event> events) { live.hear(events); });
    tail.start();

    std::atomic<bool> writing = true;
    std::set<std::int64_t> by_seq;
    auto control = std::async(std::launch::async, [&] {
        std::int64_t last = 0;
        for (bool once_more = true; once_more;) {
            once_more = writing;
            store.read([&](Link& link) { link.rows(select_by_seq, {last}, [&](Row& row) { by_seq.insert(last = row.integer(0)); }); });
        }
    });
    Crowd crowd(*workspace);
    crowd.write(8, 150, on_postgres() ? 8ms : 0ms);
    writing = false;
    control.get();

    // The last may lie behind the horizon for a moment still.
    const auto kept = static_cast<std::int64_t>(crowd.kept().size());
    EXPECT_TRUE(soon([&] { return noted() >= kept && live.heard().size() >= crowd.kept().size(); }));
    EXPECT_EQ(as_set(durable.heard()), crowd.kept());
    EXPECT_EQ(as_set(live.heard()), crowd.kept());
    EXPECT_TRUE(durable.in_order());
    EXPECT_TRUE(live.in_order());
    EXPECT_EQ(noted(), kept);
    if (on_postgres()) {
        EXPECT_LT(by_seq.size(), crowd.kept().size()) << "the control must skip, or this test shows nothing";
    }
}

class TailsOnPostgres : public Tails {};
INSTANTIATE_TEST_SUITE_P(On, TailsOnPostgres, testing::Values(store::Engine::postgres));

TEST_P(TailsOnPostgres, OfTwoNodesOneAtATimeListens) {
    const auto second = fresh.another_node();
    Workspace elsewhere(*second, 2);
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    Ears ears;
    const auto hear = [&](Tx& tx, std::span<const Event> events) {
        most = std::max(most.load(), ++inside);
        note_all(tx, events);
        ears.hear(events);
        std::this_thread::sleep_for(1ms);
        --inside;
    };
    records::Tail here(*workspace);
    records::Tail there(elsewhere);
    for (auto* tail : {&here, &there}) {
        tail->listen("test.index", hear);
        tail->start();
    }
    Crowd crowd(*workspace);
    Crowd others(elsewhere);
    auto other = std::async(std::launch::async, [&] { others.write(4, 50, 2ms); });
    crowd.write(4, 50, 2ms);
    other.get();
    const auto all = crowd.kept().size() + others.kept().size();
    EXPECT_TRUE(soon([&] { return noted() == static_cast<std::int64_t>(all); }));
    EXPECT_EQ(ears.heard().size(), all);
    EXPECT_TRUE(ears.in_order());
    EXPECT_EQ(most, 1);
}

// A dump restored into another cluster: the numbers of its transactions lie far above those that are given there.
TEST_P(TailsOnPostgres, PositionsGoOnAfterARestoreIntoAnotherCluster) {
    Ears before;
    {
        records::Tail tail(*workspace);
        tail.listen("test.index", [&](Tx&, std::span<const Event> events) { before.hear(events); });
        tail.start();
        tell("promises.made");
        tell("promises.kept");
        ASSERT_TRUE(soon([&] { return before.heard().size() == 2; }));
    }
    store.write_and_wait([](Link& link) {
        link.run(as_if_from_elsewhere, {std::int64_t{1'000'000'000}});
        link.run(cursors_too, {std::int64_t{1'000'000'000}});
        return Outcome::keep;
    });

    Ears after;
    records::Tail tail(*workspace);
    tail.listen("test.index", [&](Tx&, std::span<const Event> events) { after.hear(events); });
    tail.start();
    const auto unseen = tell("promises.broken");
    EXPECT_FALSE(soon([&] { return !after.heard().empty(); }, 700ms)) << "the control must miss it, or this test shows nothing";

    Workspace restarted(store, 1);  // a start looks by itself
    EXPECT_FALSE(records::move_ledger_base(store)) << "once is enough";
    const auto seen = tell("promises.kept");
    EXPECT_TRUE(soon([&] { return !after.heard().empty(); }));
    EXPECT_THAT(after.heard(), testing::ElementsAre(seen.value)) << "what was told before the move, " << unseen.value << ", lies before it";

    tail.rebuild("test.index");
    EXPECT_TRUE(soon([&] { return after.heard().size() == 5; }));
}

}  // namespace
