#include "features/ground/members/members.h"

#include <thread>

#include <gmock/gmock.h>

#include "features/ground/members/invitations.h"
#include "features/ground/members/sessions.h"
#include "features/ground/members/setting_up.h"
#include "features/ground/members/sign_in_store.h"
#include "features/ground/members/tokens.h"
#include "platform/records/event_store.h"
#include "platform/records/history.h"
#include "tests/company.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Members : public OnBothEngines {
protected:
    using Colleague = records::Of<Member>;

    MemberId works_here(std::string name, bool is_admin = false) {
        const auto id = is_admin ? company.admin(name) : company.member(name);
        (void)company.act<Done>([&](Tx& tx) -> Result<> {
            sign_in_store::keep(tx, id, std::nullopt);
            return Done{};
        });
        return id;
    }
    Result<Colleague> leaves(MemberId who) { return change(&members::leave, who); }
    Result<Colleague> change(Result<Colleague> (*verb)(Tx&, MemberId), MemberId who) {
        return company.act<Colleague>([&](Tx& tx) { return verb(tx, who); });
    }
    Member now(MemberId who) {
        return company.look<Member>([&](Tx& tx) { return members::find(tx, who)->it; });
    }
    std::string signs_in(MemberId who) {
        return *company.act<std::string>([&](Tx& tx) -> Result<std::string> { return sessions::begin(tx, who, "Firefox").secret; });
    }
    bool is_signed_in(const std::string& secret) {
        return company.look<bool>([&](Tx& tx) { return static_cast<bool>(sessions::whose(tx, secret)); });
    }
    Result<TeamId> team(std::string name) {
        return company.act<TeamId>([&](Tx& tx) -> Result<TeamId> { return members::make_team(tx, {name})->it.id; });
    }
};
ON_BOTH_ENGINES(Members);

TEST_P(Members, AColleagueIsFoundByIdAndByAddressHoweverItIsWritten) {
    const auto bert = works_here("Bert");
    EXPECT_EQ(now(bert).name.it, "Bert");
    company.look<int>([&](Tx& tx) {
        EXPECT_EQ(members::with_email(tx, {" BERT@Kesselhaus.example"}), bert);
        EXPECT_EQ(members::with_email(tx, {"ana@kesselhaus.example"}), std::nullopt);
        EXPECT_EQ(members::name_of(tx, bert), "Bert");
        EXPECT_EQ(members::name_of(tx, {77}), "");
        EXPECT_TRUE(members::named(tx, bert, "/made_by"));
        EXPECT_EQ(members::named(tx, {77}, "/made_by").no().faults.front().pointer, "/made_by");
        return 0;
    });
}

TEST_P(Members, TwoColleaguesNeverShareAnAddress) {
    works_here("Bert");
    const auto before = company.events();
    const auto second = company.act<Colleague>([](Tx& tx) { return members::add(tx, {{}, {"Berta"}, {"bert@KESSELHAUS.example"}, {}, false, MemberState::active}); });
    ASSERT_FALSE(second);
    EXPECT_EQ(second.no().faults.front().pointer, "/email");
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(company.look<std::size_t>([](Tx& tx) { return members::active(tx).size(); }), 1u);
}

TEST_P(Members, WhoLeavesIsSignedOutEverywhereAtOnceAndTheirTokensEnd) {
    works_here("Ana", true);
    const auto bert = works_here("Bert");
    const auto at_work = signs_in(bert);
    const auto at_home = signs_in(bert);
    const auto token = *company.act<tokens::Made>([&](Tx& tx) { return tokens::make(tx, bert, {{"sync"}, TokenScope::write, {}}); });
    ASSERT_TRUE(is_signed_in(at_work));

    ASSERT_TRUE(leaves(bert));

    EXPECT_FALSE(is_signed_in(at_work));
    EXPECT_FALSE(is_signed_in(at_home));
    EXPECT_FALSE(company.look<bool>([&](Tx& tx) { return static_cast<bool>(tokens::whose(tx, token.plain)); }));
    EXPECT_THAT(company.event_types(), testing::IsSupersetOf({"sessions.ended", "sessions.ended", "tokens.ended", "members.left"}));
    EXPECT_EQ(now(bert).state, MemberState::left);
    EXPECT_FALSE(company.look<bool>([&](Tx& tx) { return static_cast<bool>(members::named(tx, bert, "/member")); }));
    EXPECT_EQ(company.look<std::string>([&](Tx& tx) { return members::name_of(tx, bert); }), "Bert") << "history still names them";
}

TEST_P(Members, LeavingTwiceIsLeavingOnce) {
    works_here("Ana", true);
    const auto bert = works_here("Bert");
    ASSERT_TRUE(leaves(bert));
    const auto before = company.events();
    EXPECT_TRUE(leaves(bert));
    EXPECT_EQ(company.events(), before);
}

TEST_P(Members, BroughtBackTheyWorkHereAgainButAreSignedInNowhere) {
    works_here("Ana", true);
    const auto bert = works_here("Bert");
    const auto session = signs_in(bert);
    ASSERT_TRUE(leaves(bert));
    ASSERT_TRUE(change(&members::reinstate, bert));
    EXPECT_EQ(now(bert).state, MemberState::active);
    EXPECT_FALSE(is_signed_in(session));
}

TEST_P(Members, TheLastAdministratorCanNeitherLeaveNorLoseTheRight) {
    const auto ana = works_here("Ana", true);
    const auto bert = works_here("Bert");
    const auto before = company.events();
    for (auto* verb : {&members::leave, &members::no_longer_admin}) {
        const auto refused = change(verb, ana);
        ASSERT_FALSE(refused);
        EXPECT_THAT(refused.no().words, HasSubstr("only administrator"));
    }
    EXPECT_EQ(company.events(), before);
    EXPECT_TRUE(now(ana).is_admin);

    ASSERT_TRUE(change(&members::make_admin, bert));
    EXPECT_TRUE(leaves(ana));
}

TEST_P(Members, OfTwoAdministratorsWhoLeaveAtTheSameMomentOneStays) {
    const auto ana = works_here("Ana", true);
    const auto bert = works_here("Bert", true);
    for (int round = 0; round < 10; ++round) {
        std::atomic<int> left{0};
        {
            std::jthread first{[&] { left += leaves(ana) ? 1 : 0; }};
            std::jthread second{[&] { left += leaves(bert) ? 1 : 0; }};
        }
        ASSERT_EQ(left, 1);
        ASSERT_NE(now(ana).state, now(bert).state);
        ASSERT_TRUE(change(&members::reinstate, ana));
        ASSERT_TRUE(change(&members::reinstate, bert));
    }
}

TEST_P(Members, LosingTheRightOfAnAdministratorEndsOpenSessions) {
    works_here("Ana", true);
    const auto bert = works_here("Bert", true);
    const auto session = signs_in(bert);
    ASSERT_TRUE(change(&members::no_longer_admin, bert));
    EXPECT_FALSE(is_signed_in(session));
    EXPECT_FALSE(company.look<bool>([&](Tx& tx) { return members::acting_as(tx, bert).admin; }));
}

TEST_P(Members, NobodyUndoesTheirWayToARight) {
    const auto ana = works_here("Ana", true);
    const auto bert = works_here("Bert", true);
    ASSERT_TRUE(change(&members::no_longer_admin, bert));
    const auto step = company.look<EventId>([&](Tx& tx) { return records::told_about(tx, bert.value, {}, 1).front().event; });
    const auto undone = company.act<records::Record>([&](Tx& tx) { return records::undo(tx, step); });
    ASSERT_FALSE(undone);
    EXPECT_EQ(undone.no().why, Refusal::not_allowed);
    EXPECT_FALSE(now(bert).is_admin);
    EXPECT_TRUE(now(ana).is_admin);
}

TEST_P(Members, AColleagueMayBeInManyTeams) {
    const auto ana = works_here("Ana");
    const auto bert = works_here("Bert");
    const auto service = *team("Service");
    const auto sales = *team("Sales");
    const auto joins = [&](TeamId team, MemberId who) { return company.act<records::Of<Team>>([&](Tx& tx) { return members::join(tx, team, who); }); };
    ASSERT_TRUE(joins(service, ana));
    ASSERT_TRUE(joins(service, bert));
    ASSERT_TRUE(joins(sales, ana));
    ASSERT_TRUE(joins(sales, ana)) << "joining twice is joining once";
    company.look<int>([&](Tx& tx) {
        EXPECT_THAT(members::teams_of(tx, ana), testing::UnorderedElementsAre(service, sales));
        EXPECT_THAT(members::members_of(tx, service), testing::UnorderedElementsAre(ana, bert));
        return 0;
    });
    ASSERT_TRUE(company.act<records::Of<Team>>([&](Tx& tx) { return members::quit(tx, service, ana); }));
    EXPECT_THAT(company.look<std::vector<TeamId>>([&](Tx& tx) { return members::teams_of(tx, ana); }), ElementsAre(sales));
    EXPECT_FALSE(joins(sales, {77}));
    EXPECT_FALSE(joins({77}, ana));
}

TEST_P(Members, ATeamThatIsRemovedHoldsNobodyUntilItIsBack) {
    const auto ana = works_here("Ana");
    const auto service = *team("Service");
    ASSERT_TRUE(company.act<records::Of<Team>>([&](Tx& tx) { return members::join(tx, service, ana); }));
    ASSERT_TRUE(company.act<records::Of<Team>>([&](Tx& tx) { return records::remove(tx, service); }));
    EXPECT_THAT(company.look<std::vector<TeamId>>([&](Tx& tx) { return members::teams_of(tx, ana); }), IsEmpty());
    ASSERT_TRUE(company.act<records::Record>([&](Tx& tx) { return records::restore(tx, records::noun<Team>(), service.value); }));
    EXPECT_THAT(company.look<std::vector<TeamId>>([&](Tx& tx) { return members::teams_of(tx, ana); }), ElementsAre(service));
}

TEST_P(Members, TheCompanyIsSetUpOnceByWhoeverIsFirst) {
    const auto set_up = [&](std::string name) {
        return company.act<Colleague>({}, [&](Tx& tx) { return setting_up::set_up(tx, {{"Helios"}, {"Asia/Tokyo"}, {name}, {name + "@helios.example"}}, "hash"); });
    };
    EXPECT_TRUE(company.look<bool>(setting_up::needed));
    const auto bea = set_up("Bea");
    ASSERT_TRUE(bea);
    EXPECT_TRUE(bea->it.is_admin);
    EXPECT_TRUE(bea->it.is_active());
    EXPECT_EQ(company.workspace.company()->name, "Helios");
    EXPECT_EQ(company.workspace.company()->zone.name(), "Asia/Tokyo");
    EXPECT_FALSE(company.look<bool>(setting_up::needed));

    const auto before = company.events();
    EXPECT_FALSE(set_up("Mallory"));
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(company.look<std::size_t>([](Tx& tx) { return members::active(tx).size(); }), 1u);
}

TEST_P(Members, WhatIsChangedOfTheCompanyIsSeenByTheNextVerbAndAfterARestart) {
    ASSERT_TRUE(company.act<Colleague>({}, [&](Tx& tx) { return setting_up::set_up(tx, {{"Helios"}, {"Asia/Tokyo"}, {"Bea"}, {"bea@helios.example"}}, {}); }));
    ASSERT_TRUE(company.act<records::Of<CompanySettings>>([](Tx& tx) { return company::change(tx, {{}, ZoneName{"America/New_York"}, *Currency::named("USD")}); }));
    EXPECT_EQ(company.workspace.company()->zone.name(), "America/New_York");

    company.workspace.set_company({});
    company::take_over(company.workspace);
    EXPECT_EQ(company.workspace.company()->name, "Helios");
    EXPECT_EQ(company.workspace.company()->currency, "USD");
    EXPECT_TRUE(company.workspace.company()->set_up);
    EXPECT_FALSE(ZoneName::why_bad("Europe/Atlantis").empty());
}

}  // namespace
