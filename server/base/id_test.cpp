#include "base/id.h"

#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace {

constexpr std::int64_t noon_us = 1'795'521'600'000'000;  // 2026-11-24T12:00:00Z

TEST(Ids, ReadBackAsTheyWereWritten) {
    ids::Maker maker{7};
    const auto id = maker.next(noon_us);
    const auto text = ids::to_text(id);
    EXPECT_EQ(text.size(), 13U);
    EXPECT_EQ(ids::from_text(text), id);
}

TEST(Ids, OtherTextIsNoId) {
    for (const auto* text : {"", "abc", "00000000000000", "000000000000u", "000000000000-", "zzzzzzzzzzzzz", "0000000000000"}) {
        EXPECT_FALSE(ids::from_text(text)) << text;
    }
}

TEST(Ids, CapitalLettersAreTheSameId) { EXPECT_EQ(ids::from_text("00000000000AB"), ids::from_text("00000000000ab")); }

TEST(Ids, RiseAlsoWhenTheClockIsSetBack) {
    ids::Maker maker{1};
    const auto before = maker.next(noon_us);
    const auto after = maker.next(noon_us - 3'600'000'000);
    EXPECT_GT(after, before);
}

TEST(Ids, MoreThanACounterHoldsInOneMillisecondLeaveTheNodeAlone) {
    ids::Maker one{1};
    ids::Maker two{2};
    std::set<std::int64_t> all;
    for (int i = 0; i < 10'000; ++i) {
        all.insert(one.next(noon_us));
        all.insert(two.next(noon_us));
    }
    EXPECT_EQ(all.size(), 20'000U);
}

TEST(Ids, GoOnAboveWhatIsStored) {
    ids::Maker before{3};
    const auto stored = before.next(noon_us + 60'000'000);
    ids::Maker after_restart{3};
    after_restart.start_above(stored);
    EXPECT_GT(after_restart.next(noon_us), stored);
}

TEST(Ids, ManyThreadsNeverGetTheSame) {
    ids::Maker maker{1};
    std::vector<std::vector<std::int64_t>> made(4);
    std::vector<std::thread> threads;
    for (auto& mine : made) {
        threads.emplace_back([&] {
            for (int i = 0; i < 5'000; ++i) {
                mine.push_back(maker.next(noon_us));
            }
        });
    }
    std::set<std::int64_t> all;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i].join();
        all.insert(made[i].begin(), made[i].end());
    }
    EXPECT_EQ(all.size(), 20'000U);
}

}  // namespace
