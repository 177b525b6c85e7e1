#include "base/describe.h"

#include <gtest/gtest.h>

namespace {

enum class Told { by_phone, in_ };
BOOST_DESCRIBE_ENUM(Told, by_phone, in_)

struct Address {
    Text<1, 20> value;
    std::optional<Told> told;
};
BOOST_DESCRIBE_STRUCT(Address, (), (value, told))

struct Visit {
    Id<struct Visit> id;
    Text<1, 5> name;
    std::optional<Day> due_on;
    std::vector<Address> addresses;
    Money paid;
    bool done = false;
};
BOOST_DESCRIBE_STRUCT(Visit, (), (id, name, due_on, addresses, paid, done))

constexpr auto whole = R"({"id":"0000000000001","name":"Ana","due_on":"2026-02-27","addresses":[{"value":"a","told":"in"}],)"
                       R"("paid":{"minor":125,"currency":"EUR"},"done":true})";

std::vector<std::string> pointers(std::string_view body) {
    const auto read = describe::read<Visit>(body);
    std::vector<std::string> all;
    if (!read) {
        for (const auto& fault : read.no().faults) {
            all.push_back(fault.pointer);
        }
    }
    return all;
}

TEST(Described, PrintsWhatItRead) {
    const auto visit = describe::read<Visit>(whole);
    ASSERT_TRUE(visit);
    EXPECT_EQ(describe::print(*visit), whole);
}

TEST(Described, LeavesOutWhatIsNotThere) {
    const auto visit = describe::read<Visit>(R"({"id":"0000000000001","name":"Ana","paid":{"minor":1,"currency":"EUR"}})");
    ASSERT_TRUE(visit);
    EXPECT_EQ(describe::print(*visit), R"({"id":"0000000000001","name":"Ana","addresses":[],"paid":{"minor":1,"currency":"EUR"},"done":false})");
}

TEST(Described, FindsEveryFaultInOnePass) {
    EXPECT_EQ(pointers(R"({"id":"?","name":"Anatol","due_on":"2026-02-30","addresses":[{"value":"a","told":"in"},{"told":"z"}],"paid":{"minor":1.5,"currency":"EUX"},"extra":1})"),
              (std::vector<std::string>{"/id", "/name", "/due_on", "/addresses/1/told", "/addresses/1/value", "/paid", "/paid", "/extra"}));
}

TEST(Described, PointersEscapeWhatTheyMust) { EXPECT_EQ(pointers(R"({"id":"0000000000001","name":"A","paid":{"minor":1,"currency":"EUR"},"a/b~c":1})"), std::vector<std::string>{"/a~1b~0c"}); }

TEST(Described, RefusesAKeySaidTwice) {
    const auto read = describe::read<Visit>(R"({"name":"A","name":"B"})");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.no().words, "\"name\" is said twice in the same object. Say it once.");
}

TEST(Described, RefusesWhatIsNoObject) {
    for (const auto* body : {"", "[]", "1", "null", "{", "{\"a\":1} x", "\xff"}) {
        EXPECT_FALSE(describe::read<Visit>(body)) << body;
    }
}

TEST(Described, RefusesWhatIsNestedTooDeep) {
    const std::string deep(100'000, '[');
    const auto read = describe::read<Visit>(deep);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.no().words, "This is nested deeper than 32 levels.");
}

TEST(Described, AMergePatchChangesOnlyWhatItSays) {
    auto visit = *describe::read<Visit>(whole);
    const auto changes = json::parse(R"({"due_on":null,"name":"Bea"})");
    describe::Reading reading;
    describe::merge(changes->view(), describe::shape<Visit>(), &visit, reading, {});
    EXPECT_TRUE(reading.faults.empty());
    EXPECT_FALSE(visit.due_on);
    EXPECT_EQ(visit.name.it, "Bea");
    EXPECT_EQ(visit.addresses.size(), 1U);
}

TEST(Described, AMergePatchLeavesFixedFieldsAlone) {
    auto visit = *describe::read<Visit>(whole);
    const auto changes = json::parse(R"({"id":"0000000000002"})");
    describe::Reading reading;
    const std::array<std::string_view, 1> fixed{"id"};
    describe::merge(changes->view(), describe::shape<Visit>(), &visit, reading, fixed);
    ASSERT_EQ(reading.faults.size(), 1U);
    EXPECT_EQ(visit.id.value, 1);
}

TEST(Described, TheSchemaNamesWhatIsRequired) {
    std::string schema;
    describe::print_schema(schema, describe::shape<Address>());
    EXPECT_EQ(schema, R"({"type":"object","additionalProperties":false,"properties":{"value":{"type":"string","minLength":1,"maxLength":20},)"
                      R"("told":{"type":"string","enum":["by_phone","in"]}},"required":["value"]})");
}

TEST(Described, StrangeTextSurvives) {
    Address address{{"a\"\\\x01\n\u2028é😀"}, {}};
    const auto again = describe::read<Address>(describe::print(address));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->value.it, address.value.it);
}

}  // namespace
