#include "base/money.h"

#include <gtest/gtest.h>

namespace {

std::string read(std::string_view text, std::string_view currency = "EUR") {
    const auto money = money_from_text(text, *Currency::named(currency));
    return money ? to_text(*money) : "none";
}

TEST(Amounts, AreReadAsPeopleWriteThem) {
    EXPECT_EQ(read("440.0"), "440.00 EUR");
    EXPECT_EQ(read("1863.4"), "1863.40 EUR");
    EXPECT_EQ(read("1,234.50"), "1234.50 EUR");
    EXPECT_EQ(read("1.234,50"), "1234.50 EUR");
    EXPECT_EQ(read("1.234.567"), "1234567.00 EUR");
    EXPECT_EQ(read("1,234"), "1234.00 EUR");
    EXPECT_EQ(read("0,5"), "0.50 EUR");
    EXPECT_EQ(read("€ 12"), "12.00 EUR");
    EXPECT_EQ(read("-3.20"), "-3.20 EUR");
    EXPECT_EQ(read("12.500"), "12500.00 EUR");
    EXPECT_EQ(read("1200", "JPY"), "1200 JPY");
}

TEST(Amounts, ThatAreNotOneClearNumberAreNone) {
    EXPECT_EQ(read(""), "none");
    EXPECT_EQ(read("abc"), "none");
    EXPECT_EQ(read("3-4"), "none");
    EXPECT_EQ(read("1.2345"), "none");
    EXPECT_EQ(read("99999999999999999999"), "none");
}

TEST(Currencies, OnlyThoseInUse) {
    EXPECT_TRUE(Currency::named("USD"));
    EXPECT_FALSE(Currency::named("usd"));
    EXPECT_FALSE(Currency::named("XXX"));
    EXPECT_FALSE(Currency::named("EURO"));
    EXPECT_FALSE(Currency::named("EDA"));
}

}  // namespace
