#include "features/overview/imports/import_values.h"

#include <gtest/gtest.h>

namespace {

using import_values::amount_from;
using import_values::day_from;

const Currency eur;

TEST(ImportValues, ReadsDaysInTheWaysOfOtherSystems) {
    const Day fourth = make_day(2016, 7, 4);
    EXPECT_EQ(day_from("2016-07-04", DayOrder::month_first), fourth);
    EXPECT_EQ(day_from("2016-07-04 09:14:00", DayOrder::day_first), fourth);
    EXPECT_EQ(day_from("2016/7/4", DayOrder::day_first), fourth);
    EXPECT_EQ(day_from("20160704", DayOrder::day_first), fourth);
    EXPECT_EQ(day_from("4.7.2016", DayOrder::month_first), fourth);
    EXPECT_EQ(day_from("7/4/16 2:30 PM", DayOrder::month_first), fourth);
    EXPECT_EQ(day_from("04/07/2016", DayOrder::day_first), fourth);
}

TEST(ImportValues, RefusesDaysThatDoNotExist) {
    EXPECT_FALSE(day_from("2026-02-30", DayOrder::day_first));
    EXPECT_FALSE(day_from("soon", DayOrder::day_first));
    EXPECT_FALSE(day_from("", DayOrder::day_first));
    EXPECT_FALSE(day_from("13/13/2020", DayOrder::day_first));
}

TEST(ImportValues, TheWholeColumnSaysWhichNumberIsTheDay) {
    import_values::Days american, european, plain;
    for (const auto* value : {"3/4/2024", "3/15/2024"}) american.see(value);
    for (const auto* value : {"3/4/2024", "15/3/2024"}) european.see(value);
    plain.see("3/4/2024");
    EXPECT_EQ(american.order(), DayOrder::month_first);
    EXPECT_EQ(european.order(), DayOrder::day_first);
    EXPECT_EQ(plain.order(), DayOrder::day_first);
}

std::optional<import_values::Amount> in_column(std::initializer_list<const char*> column, std::string_view cell) {
    import_values::Amounts amounts;
    for (const auto* value : column) amounts.see(value);
    return amount_from(cell, eur, amounts.decimal_mark());
}

TEST(ImportValues, TheWholeColumnSaysWhatAPointMeans) {
    EXPECT_EQ(in_column({"440.0", "1863.4"}, "1863.4")->minor, 186340);
    EXPECT_EQ(in_column({"1.234,50", "99,90"}, "1.234")->minor, 123400);
    EXPECT_EQ(in_column({"1,234.50", "99.90"}, "1,234")->minor, 123400);
    EXPECT_EQ(in_column({"12", "13"}, "13")->minor, 1300);
    EXPECT_EQ(in_column({"1.234.567"}, "1.234.567")->minor, 123456700);
    EXPECT_EQ(in_column({"440.0"}, "1.234")->minor, 123);
    EXPECT_EQ(in_column({"440.0"}, "1.234")->millionths, 400000);
}

TEST(ImportValues, KnowsAnAmountFromWords) {
    EXPECT_EQ(in_column({"€ 1,50"}, "€ 1,50")->minor, 150);
    EXPECT_EQ(in_column({"12.50"}, "(12.50)")->minor, -1250);
    EXPECT_EQ(in_column({"12.50"}, "-12.5 EUR")->minor, -1250);
    EXPECT_FALSE(in_column({"440.0"}, "free"));
    EXPECT_FALSE(in_column({"440.0"}, "12 pieces"));
    EXPECT_FALSE(in_column({"440.0"}, "1-2"));
    EXPECT_FALSE(in_column({"440.0"}, "99999999999999999999"));
}

TEST(ImportValues, CentsOfTheRowsAddUpToTheSumOfTheFile) {
    import_values::Cents cents;
    std::int64_t sum = 0;
    for (int i = 0; i < 8; ++i) {
        const auto amount = *amount_from("695.625", eur, '.');
        const auto whole = cents.whole(amount);
        EXPECT_TRUE(whole == 69562 || whole == 69563);
        sum += whole;
    }
    EXPECT_EQ(sum, 556500);  // 8 x 695.625
    EXPECT_EQ(cents.whole(*amount_from("-0.005", eur, '.')), -1);
    EXPECT_EQ(cents.whole(*amount_from("-0.005", eur, '.')), 0);
}

}  // namespace
