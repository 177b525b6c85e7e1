// What both engines promise.
#include "platform/store/store.h"

#include <barrier>
#include <future>
#include <limits>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stores.h"

namespace {

using namespace std::chrono_literals;
using store::Broken;
using store::Ended;
using store::Link;
using store::Outcome;
using store::Row;
using store::Sql;

const Sql insert_note{"test.insert_note", "INSERT INTO note (id, words) VALUES ($1, $2)"};
const Sql insert_note_once{"test.insert_note_once", "INSERT INTO note (id, words) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id"};
const Sql delete_notes{"test.delete_notes", "DELETE FROM note WHERE id < $1"};
const Sql select_notes{"test.select_notes", "SELECT id, words FROM note ORDER BY id LIMIT 1000"};
const Sql count_notes{"test.count_notes", "SELECT COUNT(*) FROM note"};
const Sql select_count{"test.select_count", "SELECT many FROM counter WHERE id = $1"};
const Sql update_count{"test.update_count", "UPDATE counter SET many = $1 WHERE id = $2"};

class Stores : public stores::OnBothStores {
protected:
    Stores() {
        make(
            "CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT NOT NULL);"
            "CREATE TABLE counter (id BIGINT PRIMARY KEY, many BIGINT NOT NULL);"
            "INSERT INTO counter (id, many) VALUES (1, 0), (2, 0)");
    }
    std::int64_t notes() { return stores::number(store, count_notes); }
    std::future<Ended> note(std::int64_t id, Outcome outcome = Outcome::keep) {
        auto answer = std::make_shared<std::promise<Ended>>();
        store.write(
            [=](Link& link) {
                link.run(insert_note, {id, "x"});
                return outcome;
            },
            [answer](Ended ended, std::exception_ptr) { answer->set_value(ended); });
        return answer->get_future();
    }
};
ON_BOTH_STORES(Stores);

TEST_P(Stores, GiveBackEveryValueAsItWasGiven) {
    make(on_postgres() ? "CREATE TABLE v (id BIGINT, n BIGINT, r DOUBLE PRECISION, t TEXT, b BYTEA)"
                       : "CREATE TABLE v (id BIGINT, n BIGINT, r DOUBLE PRECISION, t TEXT, b BLOB)");
    static const Sql insert{"test.insert_v", "INSERT INTO v (id, n, r, t, b) VALUES ($1, $2, $3, $4, $5)"};
    static const Sql select{"test.select_v", "SELECT n, r, t, b FROM v WHERE id = $1"};
    constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
    const unsigned char raw[] = {0, 1, 254, 255, 39, 92};
    store.write_and_wait([&](Link& link) {
        link.run(insert, {std::int64_t{1}, smallest, 0.1, "Zoë's \\ \"日本\" 🎂", store::Bytes(raw)});
        link.run(insert, {std::int64_t{2}, store::Null{}, store::Null{}, store::Null{}, store::Null{}});
        link.run(insert, {std::int64_t{3}, std::int64_t{0}, -1e300, std::string_view{}, store::Bytes{}});
        return Outcome::keep;
    });
    store.read([&](Link& link) {
        link.rows(select, {std::int64_t{1}}, [&](Row& row) {
            EXPECT_EQ(row.integer(0), smallest);
            EXPECT_EQ(row.real(1), 0.1);
            EXPECT_EQ(row.text(2), "Zoë's \\ \"日本\" 🎂");
            EXPECT_THAT(row.bytes(3), testing::ElementsAreArray(raw));
        });
        link.rows(select, {std::int64_t{2}}, [&](Row& row) {
            for (int column = 0; column < 4; ++column) {
                EXPECT_TRUE(row.null(column)) << column;
            }
        });
        link.rows(select, {std::int64_t{3}}, [&](Row& row) {
            EXPECT_EQ(row.real(1), -1e300);
            EXPECT_FALSE(row.null(2));
            EXPECT_EQ(row.text(2), "");
            EXPECT_FALSE(row.null(3));
            EXPECT_EQ(row.bytes(3).size(), 0U);
        });
    });
}

TEST_P(Stores, ARefusalTakesBackWhatItWroteAndNothingElse) {
    auto before = note(1);
    auto refused = note(2, Outcome::take_back);
    auto after = note(3);
    EXPECT_EQ(before.get(), Ended::kept);
    EXPECT_EQ(refused.get(), Ended::taken_back);
    EXPECT_EQ(after.get(), Ended::kept);
    std::vector<std::int64_t> ids;
    store.read([&](Link& link) { link.rows(select_notes, {}, [&](Row& row) { ids.push_back(row.integer(0)); }); });
    EXPECT_THAT(ids, testing::ElementsAre(1, 3));
}

TEST_P(Stores, AVerbThatThrowsLeavesNothingAndItsWordsReachWhoAsked) {
    const auto verb = [](Link& link) -> Outcome {
        link.run(insert_note, {std::int64_t{1}, "x"});
        throw std::logic_error("the kettle is empty");
    };
    EXPECT_THAT([&] { store.write_and_wait(verb); }, testing::ThrowsMessage<std::logic_error>("the kettle is empty"));
    EXPECT_EQ(notes(), 0);
}

TEST_P(Stores, AFailedStatementSpoilsTheVerbEvenIfItIsCaught) {
    note(1).get();
    const auto verb = [](Link& link) {
        try {
            link.rows(insert_note, {std::int64_t{1}, "again"}, [](Row&) {});
        } catch (const Broken&) {
            EXPECT_THROW(link.rows(count_notes, {}, [](Row&) {}), Broken);
        }
        return Outcome::keep;
    };
    EXPECT_THROW(store.write_and_wait(verb), Broken);
    EXPECT_EQ(note(2).get(), Ended::kept);
    EXPECT_EQ(notes(), 2);
}

TEST_P(Stores, AnErrorOfAQueuedStatementReachesTheCommit) {
    note(1).get();
    EXPECT_THROW(store.write_and_wait([](Link& link) {
        link.run(insert_note, {std::int64_t{2}, "first"});
        link.run(insert_note, {std::int64_t{1}, "again"});
        return Outcome::keep;
    }),
                 Broken);
    EXPECT_EQ(notes(), 1);
}

TEST_P(Stores, CountTheRowsThatCameOrChanged) {
    note(1).get();
    note(2).get();
    store.write_and_wait([](Link& link) {
        EXPECT_EQ(link.rows(select_notes, {}, [](Row&) {}), 2);
        EXPECT_EQ(link.rows(insert_note_once, {std::int64_t{2}, "again"}, [](Row&) {}), 0);
        EXPECT_EQ(link.rows(insert_note_once, {std::int64_t{3}, "new"}, [](Row& row) { EXPECT_EQ(row.integer(0), 3); }), 1);
        EXPECT_EQ(link.rows(delete_notes, {std::int64_t{3}}, [](Row&) {}), 2);
        return Outcome::keep;
    });
    EXPECT_EQ(notes(), 1);
}

TEST_P(Stores, AReadSeesOneMomentHoweverLongItTakes) {
    note(1).get();
    store.read([&](Link& link) {
        int before = 0;
        int after = 0;
        link.rows(select_notes, {}, [&](Row&) { ++before; });
        EXPECT_EQ(note(2).get(), Ended::kept);
        link.rows(select_notes, {}, [&](Row&) { ++after; });
        EXPECT_EQ(before, 1);
        EXPECT_EQ(after, 1);
    });
    EXPECT_EQ(notes(), 2);
}

TEST_P(Stores, AReadCannotWrite) {
    EXPECT_THROW(store.read([](Link& link) { link.rows(insert_note, {std::int64_t{1}, "x"}, [](Row&) {}); }), Broken);
    EXPECT_EQ(notes(), 0);
}

TEST_P(Stores, AQuestionMayBeAskedWithinAnAnswer) {
    note(1).get();
    note(2).get();
    int seen = 0;
    store.read([&](Link& link) {
        link.rows(select_notes, {}, [&](Row& outer) {
            link.rows(select_notes, {}, [&](Row&) { ++seen; });
            EXPECT_EQ(outer.text(1), "x");
        });
    });
    EXPECT_EQ(seen, 4);
}

// 64-fold, so that on PostgreSQL several connections meet on one row.
TEST_P(Stores, WhatIsTakenIsOursUntilTheCommitSoNoChangeIsLost) {
    std::vector<std::future<void>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::async(std::launch::async, [&] {
            for (int n = 0; n < 25; ++n) {
                store.write_and_wait([](Link& link) {
                    std::int64_t many = 0;
                    link.take(select_count, {std::int64_t{1}}, [&](Row& row) { many = row.integer(0); });
                    link.run(update_count, {many + 1, std::int64_t{1}});
                    return Outcome::keep;
                });
            }
        }));
    }
    for (auto& client : clients) {
        client.get();
    }
    EXPECT_EQ(stores::number(store, select_count, {std::int64_t{1}}), 200);
}

TEST_P(Stores, StoppingFinishesWhatWasAcceptedAndRefusesTheRest) {
    std::vector<std::future<Ended>> accepted;
    for (int i = 0; i < 100; ++i) {
        accepted.push_back(note(i));
    }
    store.stop();
    for (auto& answer : accepted) {
        EXPECT_EQ(answer.get(), Ended::kept);
    }
    EXPECT_EQ(note(100).get(), Ended::lost);
    EXPECT_THROW(notes(), Broken);
    EXPECT_EQ(store.health().mode, store::Health::Mode::closed);
    fresh.reopen();
    EXPECT_EQ(stores::number(*fresh, count_notes), 100);
}

TEST_P(Stores, WhoWaitsForEventsIsWokenByACommit) {
    std::int64_t ticket = 0;
    std::chrono::milliseconds quickest = 1h;
    for (int i = 0; i < 5; ++i) {  // the best of five, for a machine that is busy elsewhere
        while (store.wait_for_events(ticket, 600ms)) {}
        const auto asked = std::chrono::steady_clock::now();
        auto woken = std::async(std::launch::async, [&] { return store.wait_for_events(ticket, 10s); });
        note(i).get();
        EXPECT_TRUE(woken.get());
        quickest = std::min(quickest, std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - asked));
    }
    EXPECT_LT(quickest, 200ms);
}

TEST_P(Stores, StoppingWakesWhoWaitsForEvents) {
    std::int64_t ticket = 0;
    auto woken = std::async(std::launch::async, [&] {
        while (store.wait_for_events(ticket, 20s)) {}
    });
    store.stop();
    EXPECT_EQ(woken.wait_for(5s), std::future_status::ready);
}

TEST_P(Stores, RefuseToComposeStatementsWithoutEnd) {
    EXPECT_EQ(&store::intern("SELECT 1"), &store::intern("SELECT 1"));
    EXPECT_EQ(store::intern("SELECT 1").text, "SELECT 1");
}

TEST_P(Stores, SayWhatTheyAre) {
    EXPECT_THAT(store.version(), testing::StartsWith(on_postgres() ? "PostgreSQL 1" : "SQLite 3."));
    EXPECT_EQ(store.engine(), GetParam());
    EXPECT_EQ(store.health().mode, store::Health::Mode::full_service);
}

}  // namespace
