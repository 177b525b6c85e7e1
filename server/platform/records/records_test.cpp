#include "platform/records/history.h"
#include "tests/company.h"

// Parties stand in for any noun: records gives the same to all of them.
namespace {

class Records : public OnBothEngines {
protected:
    const records::Noun& noun = records::noun<Party>();

    Result<std::string> patch(PartyId id, std::int64_t version, std::string changes) {
        return company.act<std::string>([&](Tx& tx) -> Result<std::string> {
            const auto document = json::parse(changes);
            auto record = records::patch(tx, noun, id.value, version, document->view());
            if (!record) {
                return record.no();
            }
            return records::json(tx, *record);
        });
    }
    std::string name_of(PartyId id) {
        return company.look<std::string>([&](Tx& tx) {
            const auto party = records::find<Party>(tx, id);
            return party ? party->it.name.it : std::string{"gone"};
        });
    }
    std::vector<records::Told> past(PartyId id) {
        return company.look<std::vector<records::Told>>([&](Tx& tx) { return records::told_about(tx, id.value, {}, 100); });
    }
    Result<std::string> undo(EventId event) {
        return company.act<std::string>([&](Tx& tx) -> Result<std::string> {
            auto record = records::undo(tx, event);
            return record ? Result<std::string>{records::json(tx, *record)} : record.no();
        });
    }
    Result<std::string> list(records::Ask ask, std::vector<std::string>& names) {
        return company.look<Result<std::string>>([&](Tx& tx) -> Result<std::string> {
            std::string next;
            auto all = records::list(tx, noun, ask, &next);
            if (!all) {
                return all.no();
            }
            for (const auto& record : *all) {
                names.push_back(records::typed<Party>(record).it.name.it);
            }
            return next;
        });
    }
};
ON_BOTH_ENGINES(Records);

TEST_P(Records, MadeOnceCanBeFoundAndIsTold) {
    const auto ana = company.customer("Brandner Bakeries");
    EXPECT_EQ(name_of(ana), "Brandner Bakeries");
    const auto told = past(ana);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].type, "parties.made");
    EXPECT_TRUE(told[0].before.empty());
    EXPECT_NE(told[0].after.find("Brandner Bakeries"), std::string::npos);
}

TEST_P(Records, AChangeTellsOnlyTheChangedFields) {
    const auto ana = company.customer("Brandner");
    ASSERT_TRUE(patch(ana, 1, R"({"name":"Brandner Bakeries"})"));
    const auto told = past(ana);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].before, R"({"name":"Brandner"})");
    EXPECT_EQ(told[0].after, R"({"name":"Brandner Bakeries"})");
    EXPECT_EQ(told[0].version, 2);
}

TEST_P(Records, AStaleVersionIsRefusedWithWhatStandsThereNow) {
    const auto ana = company.customer("Brandner");
    ASSERT_TRUE(patch(ana, 1, R"({"name":"Brandner Bakeries"})"));
    const auto before = company.events();
    const auto late = patch(ana, 1, R"({"name":"Brandners"})");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.no().why, Refusal::already_changed);
    EXPECT_NE(late.no().current.find("Brandner Bakeries"), std::string::npos);
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(name_of(ana), "Brandner Bakeries");
}

TEST_P(Records, AFaultyChangeWritesNothing) {
    const auto ana = company.customer("Brandner");
    const auto before = company.events();
    const auto bad = patch(ana, 1, R"({"name":"","kind":"robot","owner":"me"})");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.no().faults.size(), 3U);
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(name_of(ana), "Brandner");
}

TEST_P(Records, AChangeThatChangesNothingIsNoEvent) {
    const auto ana = company.customer("Brandner");
    ASSERT_TRUE(patch(ana, 1, R"({"name":"Brandner"})"));
    EXPECT_EQ(past(ana).size(), 1U);
}

TEST_P(Records, AChangeIsTakenBackFieldByField) {
    const auto ana = company.customer("Brandner");
    ASSERT_TRUE(patch(ana, 1, R"({"name":"Brandner Bakeries"})"));
    const auto renaming = past(ana)[0].event;
    ASSERT_TRUE(patch(ana, 2, R"({"city":"Linz"})"));  // another field: no hindrance
    ASSERT_TRUE(undo(renaming));
    EXPECT_EQ(name_of(ana), "Brandner");
    EXPECT_EQ(past(ana)[0].type, "parties.undone");
}

TEST_P(Records, AnUndoIsRefusedWhenSomeoneHasMovedOn) {
    const auto ana = company.customer("Brandner");
    ASSERT_TRUE(patch(ana, 1, R"({"name":"Brandner Bakeries"})"));
    const auto renaming = past(ana)[0].event;
    ASSERT_TRUE(patch(ana, 2, R"({"name":"Bakery Brandner"})"));
    const auto before = company.events();
    const auto refused = undo(renaming);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.no().why, Refusal::already_changed);
    EXPECT_EQ(name_of(ana), "Bakery Brandner");
    EXPECT_EQ(company.events(), before);
}

TEST_P(Records, AnUndoneUndoStandsAgain) {
    const auto ana = company.customer("Brandner");
    ASSERT_TRUE(patch(ana, 1, R"({"about":"Six shops"})"));
    ASSERT_TRUE(undo(past(ana)[0].event));
    ASSERT_TRUE(undo(past(ana)[0].event));
    EXPECT_EQ(*company.look<records::Of<Party>>([&](Tx& tx) { return *records::find<Party>(tx, ana); }).it.about, (Text<1, 5000>{"Six shops"}));
}

TEST_P(Records, RemovedIsNotSeenAndCanComeBack) {
    const auto ana = company.customer("Brandner");
    ASSERT_TRUE(company.act<int>([&](Tx& tx) -> Result<int> {
        auto gone = records::remove<Party>(tx, ana, 1);
        return gone ? Result<int>{1} : gone.no();
    }));
    EXPECT_EQ(name_of(ana), "gone");
    std::vector<std::string> names;
    ASSERT_TRUE(list({}, names));
    EXPECT_TRUE(names.empty());
    ASSERT_TRUE(undo(past(ana)[0].event));
    EXPECT_EQ(name_of(ana), "Brandner");
}

TEST_P(Records, MakingIsTakenBackByRemoving) {
    const auto ana = company.customer("Brandner");
    ASSERT_TRUE(undo(past(ana)[0].event));
    EXPECT_EQ(name_of(ana), "gone");
}

TEST_P(Records, AListIsPagedInItsOrderAndNothingIsMissedWhileOthersWrite) {
    for (const auto* name : {"Zebra", "anna", "Émile", "Bert", "anna"}) {
        company.customer(name);
    }
    std::vector<std::string> names;
    auto next = list({.filters = {}, .sort = "name", .cursor = {}, .limit = 2}, names);
    ASSERT_TRUE(next);
    company.customer("Aaron");  // before the cursor: not seen
    company.customer("Carla");  // after it: seen
    while (next && !next->empty()) {
        next = list({.filters = {}, .sort = "name", .cursor = *next, .limit = 2}, names);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"anna", "anna", "Bert", "Carla", "Émile", "Zebra"}));
}

TEST_P(Records, AListRunsBackwardsToo) {
    for (const auto* name : {"A", "B", "C"}) {
        company.customer(name);
    }
    std::vector<std::string> names;
    auto next = list({.filters = {}, .sort = "-name", .cursor = {}, .limit = 2}, names);
    ASSERT_TRUE(next);
    ASSERT_TRUE(list({.filters = {}, .sort = "-name", .cursor = *next, .limit = 2}, names));
    EXPECT_EQ(names, (std::vector<std::string>{"C", "B", "A"}));
}

TEST_P(Records, AListAsksOnlyWhatIsDeclared) {
    std::vector<std::string> names;
    EXPECT_FALSE(list({.filters = {{"owner", "me"}}, .sort = {}, .cursor = {}}, names));
    EXPECT_FALSE(list({.filters = {{"kind", "robot"}}, .sort = {}, .cursor = {}}, names));
    EXPECT_FALSE(list({.filters = {{"kind", "person"}, {"kind", "household"}}, .sort = {}, .cursor = {}}, names));
    EXPECT_FALSE(list({.filters = {}, .sort = "about", .cursor = {}}, names));
    EXPECT_FALSE(list({.filters = {}, .sort = {}, .cursor = "abc"}, names));
    EXPECT_FALSE(list({.filters = {}, .sort = {}, .cursor = {}, .limit = 201}, names));
}

TEST_P(Records, ACursorOfAnotherOrderIsNoPlaceInThisOne) {
    company.customer("A");
    company.customer("B");
    std::vector<std::string> names;
    const auto next = list({.filters = {}, .sort = "name", .cursor = {}, .limit = 1}, names);
    EXPECT_FALSE(list({.filters = {}, .sort = "-name", .cursor = *next, .limit = 1}, names));
}

constexpr store::Sql close_party{"tests.close_party", "UPDATE party SET label_set = $1 WHERE id = $2"};
constexpr store::Sql hold_label{"tests.hold_label", "INSERT INTO member_label_set (member, label_set, expires_at) VALUES ($1, $2, $3)"};

TEST_P(Records, WhatIsClosedIsNotThereForThoseWhoDoNotHoldItsLabel) {
    const auto open = company.customer("Open");
    const auto closed = company.customer("Closed");
    Actor holder;
    holder.kind = Actor::Kind::member;
    holder.member = MemberId{77};
    ASSERT_TRUE(company.act<int>([&](Tx& tx) -> Result<int> {
        tx.link.run(close_party, {std::int64_t{5}, closed.value});
        tx.link.run(hold_label, {std::int64_t{77}, std::int64_t{5}, (company.now() + std::chrono::hours{1}).us});
        return 1;
    }));
    const auto sees = [&](const Actor& actor, PartyId id) {
        return company.look<bool>(actor, [&](Tx& tx) { return records::find<Party>(tx, id).has_value(); });
    };
    const auto counts = [&](const Actor& actor) {
        return company.look<std::int64_t>(actor, [&](Tx& tx) { return *records::count(tx, noun, {}); });
    };
    EXPECT_TRUE(sees(company.somebody(), open));
    EXPECT_FALSE(sees(company.somebody(), closed));
    EXPECT_TRUE(sees(holder, closed));
    EXPECT_EQ(counts(company.somebody()), 1);
    EXPECT_EQ(counts(holder), 2);
    EXPECT_FALSE(patch(closed, 1, R"({"name":"Mine"})"));
    company.wait(std::chrono::hours{1});  // to the second: it has expired
    EXPECT_FALSE(sees(holder, closed));
}

}  // namespace
