#include "base/json.h"

#include <gtest/gtest.h>

namespace {

TEST(Json, WhatReadsPrintsAndReadsTheSame) {
    const std::string text = R"({"a":[1,-2.5E0,true,null,"\u00e9\n"],"b":{}})";
    const auto once = json::parse(text);
    ASSERT_TRUE(once);
    const auto again = json::parse(once->view().print());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->view().print(), once->view().print());
}

TEST(Json, ANumberBeyondAllMeasureIsRefused) {
    EXPECT_FALSE(json::parse("[1e9999]"));
    EXPECT_FALSE(json::parse("[-1e+9999]"));
    EXPECT_TRUE(json::parse("[1e-9999]"));
}

TEST(Json, AKeySaidTwiceIsRefusedByName) {
    const auto twice = json::parse(R"({"name":"Ana","name":"Bea"})");
    ASSERT_FALSE(twice);
    EXPECT_NE(twice.no().words.find("\"name\" is said twice"), std::string::npos);
}

}  // namespace
