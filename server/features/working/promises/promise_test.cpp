#include "features/working/promises/promise.h"

#include <gtest/gtest.h>

namespace {

constexpr Instant now{1'000'000};

Promise due(Day day) {
    Promise promise;
    promise.words = {"a new proof"};
    promise.due_on = promise.first_due_on = day;
    return promise;
}

TEST(Promise, IsLateFromTheDayAfterAndOnlyWhileItIsOpen) {
    const Day friday = make_day(2026, 11, 27);
    auto promise = due(friday);
    EXPECT_FALSE(promise.is_late(friday));
    EXPECT_TRUE(promise.is_late(friday + std::chrono::days{1}));
    promise.keep(Told::by_phone, {}, friday + std::chrono::days{2}, now);
    EXPECT_FALSE(promise.is_late(friday + std::chrono::days{3}));
}

TEST(Promise, KeptAndNotToldIsUntoldUntilItIs) {
    auto promise = due(make_day(2026, 11, 27));
    promise.keep(Told::not_yet, {}, make_day(2026, 11, 26), now);
    EXPECT_TRUE(promise.is_untold());
    EXPECT_FALSE(promise.told_at);
    promise.tell(Told::by_mail, now);
    EXPECT_FALSE(promise.is_untold());
    EXPECT_EQ(promise.told_at, now);
}

TEST(Promise, ReopenedHoldsNothingOfItsEnd) {
    const auto fresh = due(make_day(2026, 11, 27));
    auto promise = fresh;
    promise.keep(Told::in_person, Text<1, 2'000>{"with flowers"}, make_day(2026, 11, 26), now);
    promise.reopen();
    EXPECT_EQ(describe::print(promise), describe::print(fresh));
}

TEST(Promise, EachRenegotiationIsTakenBackForItself) {
    const Day friday = make_day(2026, 11, 27);
    auto promise = due(friday);
    promise.renegotiate(friday + std::chrono::days{3}, {"Lukas"}, now);
    promise.renegotiate(friday + std::chrono::days{7}, {"Petra"}, now);
    promise.take_renegotiation_back();
    EXPECT_EQ(promise.due_on, friday + std::chrono::days{3});
    promise.take_renegotiation_back();
    EXPECT_EQ(promise.due_on, friday);
    EXPECT_EQ(promise.first_due_on, friday);
}

}  // namespace
