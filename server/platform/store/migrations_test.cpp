#include "platform/store/migrations.h"

#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/store/dialect.h"
#include "platform/store/store.h"
#include "tests/stores.h"

namespace {

using store::Migration;
using testing::HasSubstr;
using testing::ThrowsMessage;

const std::vector<std::string_view> order{"parties", "promises"};
const Migration promises_1{"promises", 1, "promises",
                           "CREATE TABLE promise (id BIGINT PRIMARY KEY, party BIGINT NOT NULL REFERENCES party (id));"};
const Migration parties_1{"parties", 1, "parties", "CREATE TABLE party (id BIGINT PRIMARY KEY); CREATE TABLE handle (party BIGINT);"};
const Migration parties_2{"parties", 2, "names", "ALTER TABLE party ADD COLUMN name TEXT;"};
const Migration letters_1{"letters", 1, "letters", "CREATE TABLE letter (id BIGINT PRIMARY KEY);"};

class Migrations : public stores::OnBothStores {
protected:
    std::vector<std::string> applied() {
        static const store::Sql ask{"test.applied", "SELECT feature, number FROM schema_migration ORDER BY applied_at, feature, number"};
        std::vector<std::string> all;
        store.read([&](store::Link& link) {
            link.rows(ask, {}, [&](store::Row& row) { all.push_back(std::string(row.text(0)) + " " + std::to_string(row.integer(1))); });
        });
        return all;
    }
    int migrate(std::vector<Migration> all) { return store::migrate(store, order, all); }
    bool has(std::string_view table) {
        const store::Sql& ask = store::intern("SELECT COUNT(*) FROM " + std::string(table));
        try {
            store.read([&](store::Link& link) { link.rows(ask, {}, [](store::Row&) {}); });
            return true;
        } catch (const store::Broken&) {
            return false;
        }
    }
};
ON_BOTH_STORES(Migrations);

TEST_P(Migrations, AreAppliedFeatureByFeatureInTheOrderNamedAndTheOthersByNameAtTheEnd) {
    EXPECT_EQ(migrate({letters_1, promises_1, parties_2, parties_1}), 4);
    EXPECT_EQ(applied(), (std::vector<std::string>{"parties 1", "parties 2", "promises 1", "letters 1"}));
}

TEST_P(Migrations, AreAppliedOnceAndANewFileIsAppliedLater) {
    EXPECT_EQ(migrate({parties_1}), 1);
    EXPECT_EQ(migrate({parties_1}), 0);
    EXPECT_EQ(migrate({parties_1, parties_2}), 1);
}

TEST_P(Migrations, OfANewerProgramStopTheStartAndNothingIsWritten) {
    migrate({parties_1, parties_2});
    EXPECT_THAT([&] { migrate({parties_1, promises_1}); }, ThrowsMessage<store::Broken>(HasSubstr("newer Steward")));
    EXPECT_FALSE(has("promise"));
}

TEST_P(Migrations, ThatWereEditedAfterTheirReleaseStopTheStart) {
    migrate({parties_1});
    Migration edited = parties_1;
    edited.sql = "CREATE TABLE party (id BIGINT PRIMARY KEY, name TEXT);";
    EXPECT_THAT([&] { migrate({edited, parties_2}); }, ThrowsMessage<store::Broken>(HasSubstr("edited after its release")));
    EXPECT_EQ(applied().size(), 1U);
}

TEST_P(Migrations, ThatFailHalfWayLeaveNothingAndTheEarlierOnesStay) {
    const Migration bad{"parties", 2, "bad", "CREATE TABLE team (id BIGINT PRIMARY KEY); CREATE TABLE party (id BIGINT);"};
    EXPECT_THAT([&] { migrate({parties_1, bad}); }, ThrowsMessage<store::Broken>(HasSubstr("parties 0002_bad")));
    EXPECT_TRUE(has("party"));
    EXPECT_FALSE(has("team"));
    EXPECT_EQ(migrate({parties_1, parties_2}), 1);
}

TEST_P(Migrations, OfThisProgramApplyToAFreshDatabase) {
    EXPECT_GT(store::migrate(store, order), 0);
    EXPECT_TRUE(has("event"));
}

TEST_P(Migrations, OfTwoNodesThatStartAtOnceAreAppliedOnce) {
    const auto start = [&] { return migrate({parties_1, parties_2, promises_1}); };
    auto other = std::async(std::launch::async, start);
    const int ours = on_postgres() ? start() : other.get();
    EXPECT_EQ(ours + (on_postgres() ? other.get() : 0), 3);
}

TEST(Dialect, FillsTheMarkersOfEachEngine) {
    const std::string_view text = "a {{bytes}}, b {{key}}\n";
    EXPECT_EQ(store::in_dialect(text, store::Engine::sqlite), "a BLOB, b TEXT\n");
    EXPECT_EQ(store::in_dialect(text, store::Engine::postgres), "a BYTEA, b TEXT COLLATE \"C\"\n");
}

TEST(Dialect, KeepsOnlyTheBlocksOfItsEngine) {
    const std::string_view text = "one\n-- only sqlite\ntwo\n-- end\n  -- only postgres\nthree\n-- end\nfour";
    EXPECT_EQ(store::in_dialect(text, store::Engine::sqlite), "one\ntwo\nfour");
    EXPECT_EQ(store::in_dialect(text, store::Engine::postgres), "one\nthree\nfour");
}

TEST(Dialect, RefusesWhatNobodyWouldUnderstand) {
    EXPECT_THROW(store::in_dialect("{{blob}}", store::Engine::sqlite), store::Broken);
    EXPECT_THROW(store::in_dialect("-- only sqlite\n", store::Engine::sqlite), store::Broken);
    EXPECT_THROW(store::in_dialect("-- only sqlite\n-- only postgres\n-- end\n", store::Engine::sqlite), store::Broken);
}

}  // namespace
