#include "features/ground/timeline/timeline.h"

#include <thread>

#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationships.h"
#include "tests/colleague.h"

namespace {

using testing::Test;
using Said = std::vector<std::string>;

class Timeline : public OnBothEngines {
protected:
    Colleague bea{company, "Bea Adler"};

    RelationshipId works_at(PartyId person, PartyId organisation, std::optional<Day> since = {}, std::optional<Day> until = {}) {
        return *company.act<RelationshipId>(bea.actor(), [&](Tx& tx) -> Result<RelationshipId> {
            return relationships::affiliate(tx, person, organisation, {}, since, until)->it.id;
        });
    }
    void lives_in(PartyId person, PartyId household) {
        ASSERT_TRUE(company.act<Done>(bea.actor(), [&](Tx& tx) -> Result<Done> {
            return relationships::join_household(tx, person, household, {}) ? Result<Done>{Done{}} : No{Refusal::not_valid, ""};
        }));
    }
    void ends(RelationshipId tie, Day last) {
        ASSERT_TRUE(company.act<Done>(bea.actor(), [&](Tx& tx) -> Result<Done> {
            auto taken = records::take<Relationship>(tx, tie);
            taken->it.until = last;
            return records::save(tx, std::move(*taken)) ? Result<Done>{Done{}} : No{Refusal::not_valid, ""};
        }));
    }
    void unties(RelationshipId tie) {
        ASSERT_TRUE(company.act<Done>(bea.actor(), [&](Tx& tx) -> Result<Done> {
            return records::remove<Relationship>(tx, tie) ? Result<Done>{Done{}} : No{Refusal::not_valid, ""};
        }));
    }
    Said narrowed(PartyId party, std::optional<Channel> channel, std::vector<std::int64_t> who = {}) {
        return company.look<Said>(bea.actor(), [&](Tx& tx) { return said_in(*timeline::page_json(tx, {party, channel, who, {}, 50})); });
    }
    std::int64_t dealt_with(PartyId party, int year = 2026) {
        return company.look<std::int64_t>(bea.actor(), [&](Tx& tx) { return static_cast<std::int64_t>(timeline::dealt_with(tx, party, year).size()); });
    }
    std::string row_of(PartyId party) {
        return company.look<std::string>(bea.actor(), [&](Tx& tx) {
            records::Ask ask;
            ask.sort = "-last_touch_at";
            const auto all = records::list(tx, records::noun<Party>(), ask);
            return (*all)[0].id() == party.value ? std::string{"first"} : std::string{"later"};
        });
    }
};
ON_BOTH_ENGINES(Timeline);

TEST_P(Timeline, ACallWithAPersonStandsOnTheirTimelineAndTheirCompanys) {
    const auto lukas = company.person("Lukas Brandner");
    const auto bakery = company.customer("Brandner Bakeries");
    works_at(lukas, bakery);
    bea.rings(lukas, "The ovens are off after two.");
    EXPECT_EQ(bea.timeline(lukas), Said{"rang: The ovens are off after two."});
    EXPECT_EQ(bea.timeline(bakery), Said{"rang: The ovens are off after two."});
    const auto there = bea.timeline_json(bakery);
    EXPECT_TRUE(holds(there, R"("via":{"id":")" + ids::to_text(lukas) + '"'));
    EXPECT_TRUE(holds(there, R"("who":{"member":")" + ids::to_text(bea.id()) + R"(","name":"Bea Adler")"));
    EXPECT_FALSE(holds(bea.timeline_json(lukas), R"("via")"));
}

TEST_P(Timeline, OneConversationIsOneEntryHoweverManyOfAFirmTookPart) {
    const auto lukas = company.person("Lukas");
    const auto petra = company.person("Petra");
    const auto nora = company.person("Nora");
    const auto bakery = company.customer("Brandner Bakeries");
    const auto solar = company.customer("Helios Solar");
    works_at(lukas, bakery);
    works_at(petra, bakery);
    works_at(nora, solar);
    bea.meets({lukas, petra, nora}, "Three films for Advent");
    for (const auto party : {lukas, petra, nora, bakery, solar}) {
        EXPECT_EQ(bea.timeline(party), Said{"met: Three films for Advent"});
    }
}

TEST_P(Timeline, AHouseholdReadsWhatWasSaidToItsMembers) {
    const auto ruth = company.person("Ruth");
    const auto home = company.household("Brandner household");
    lives_in(ruth, home);
    bea.rings(ruth, "Happy birthday");
    EXPECT_EQ(bea.timeline(home), Said{"rang: Happy birthday"});
}

TEST_P(Timeline, NewestComesFirstAndPagesMeetWithoutGapOrOverlap) {
    const auto ana = company.customer("Ana");
    Said expected;
    for (int i = 0; i < 25; ++i) {
        company.wait(std::chrono::minutes{i % 3});  // some at the very same instant
        bea.rings(ana, "call " + std::to_string(i));
        expected.insert(expected.begin(), "rang: call " + std::to_string(i));
    }
    Said read;
    std::string cursor;
    int pages = 0;
    do {
        const auto page = bea.timeline_json(ana, cursor, 7);
        for (auto& said : said_in(page)) {
            read.push_back(said);
        }
        const auto document = json::parse(page);
        const auto next = document->view().find("next_cursor");
        cursor = next ? std::string{*next->text()} : std::string{};
        ++pages;
    } while (!cursor.empty());
    EXPECT_EQ(read, expected);
    EXPECT_EQ(pages, 4);
}

TEST_P(Timeline, ACursorFromElsewhereIsRefusedWithASentence) {
    const auto ana = company.customer("Ana");
    const auto refused = company.look<Result<std::string>>(bea.actor(), [&](Tx& tx) { return timeline::page_json(tx, {ana, {}, {}, "x.y", 50}); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.no().faults[0].pointer, "/cursor");
}

TEST_P(Timeline, IsNarrowedByChannelColleagueTeamAndPerson) {
    const auto lukas = company.person("Lukas");
    const auto petra = company.person("Petra");
    const auto bakery = company.customer("Brandner Bakeries");
    works_at(lukas, bakery);
    works_at(petra, bakery);
    Colleague max{company, "Max Thoma"};
    const auto sales = company.team("Sales", {max.id()});
    bea.rings(lukas, "by Bea");
    max.answers(petra, "by Max");
    EXPECT_EQ(narrowed(bakery, Channel::call), Said{"rang: by Bea"});
    EXPECT_EQ(narrowed(bakery, {}, {max.id().value}), Said{"wrote: by Max"});
    EXPECT_EQ(narrowed(bakery, {}, {sales.value}), Said{"wrote: by Max"});
    EXPECT_EQ(narrowed(bakery, {}, {lukas.value}), Said{"rang: by Bea"});
    EXPECT_EQ(narrowed(bakery, Channel::email, {max.id().value, petra.value}), Said{"wrote: by Max"});
    EXPECT_EQ(narrowed(bakery, Channel::call, {max.id().value}), Said{});
    EXPECT_EQ(narrowed(bakery, {}, {bea.id().value, petra.value}), Said{});
}

TEST_P(Timeline, JoiningACompanyBringsWhatWasSaidSinceAndNothingEarlier) {
    const auto lukas = company.person("Lukas");
    const auto bakery = company.customer("Brandner Bakeries");
    bea.rings(lukas, "on Monday");
    company.wait_until(company.tuesday());
    bea.rings(lukas, "on Tuesday");
    works_at(lukas, bakery, company.tuesday());
    EXPECT_EQ(bea.timeline(bakery), Said{"rang: on Tuesday"});
    EXPECT_EQ(narrowed(bakery, {}, {bea.id().value}), Said{"rang: on Tuesday"});
    EXPECT_EQ(narrowed(bakery, {}, {lukas.value}), Said{"rang: on Tuesday"});
    EXPECT_EQ(dealt_with(bakery), 1);
    EXPECT_EQ(bea.timeline(lukas).size(), 2U);
}

TEST_P(Timeline, LeavingACompanyLeavesWhatWasSaidBefore) {
    const auto lukas = company.person("Lukas");
    const auto bakery = company.customer("Brandner Bakeries");
    const auto tie = works_at(lukas, bakery);
    bea.rings(lukas, "on Monday");
    company.wait_until(company.friday());
    bea.rings(lukas, "on Friday");
    ASSERT_EQ(bea.timeline(bakery).size(), 2U);
    ends(tie, company.tuesday());
    EXPECT_EQ(bea.timeline(bakery), Said{"rang: on Monday"});
    bea.rings(lukas, "after he left");
    EXPECT_EQ(bea.timeline(bakery), Said{"rang: on Monday"});
}

TEST_P(Timeline, ATieThatNeverWasTakesItsEntriesAwayButNotThoseOfAColleagueThere) {
    const auto lukas = company.person("Lukas");
    const auto petra = company.person("Petra");
    const auto bakery = company.customer("Brandner Bakeries");
    const auto wrong = works_at(lukas, bakery);
    works_at(petra, bakery);
    bea.rings(lukas, "alone");
    bea.meets({lukas, petra}, "together");
    unties(wrong);
    EXPECT_EQ(bea.timeline(bakery), Said{"met: together"});
    EXPECT_TRUE(holds(bea.timeline_json(bakery), R"("via":{"id":")" + ids::to_text(petra) + '"'));
    EXPECT_EQ(narrowed(bakery, {}, {lukas.value}), Said{});
    EXPECT_EQ(narrowed(bakery, {}, {petra.value}), Said{"met: together"});
    EXPECT_EQ(bea.timeline(lukas).size(), 2U);
}

TEST_P(Timeline, ACallAndATieWrittenAtTheSameMomentMissNeither) {
    for (int round = 0; round < 20; ++round) {
        const auto lukas = company.person("Lukas");
        const auto bakery = company.customer("Brandner Bakeries");
        const Actor actor = bea.actor();
        std::thread caller{[&] {
            (void)company.act<int>(actor, [&](Tx& tx) -> Result<int> {
                Interaction call;
                call.channel = Channel::call;
                call.participants = {{lukas, {}, {}, {}}};
                return interactions::log(tx, call) ? 1 : 0;
            });
        }};
        works_at(lukas, bakery);
        caller.join();
        ASSERT_EQ(bea.timeline(lukas).size(), 1U);
        ASSERT_EQ(bea.timeline(bakery).size(), 1U);
    }
}

TEST_P(Timeline, WhatWasWithTheCompanyItselfStaysWhenAPersonLeaves) {
    const auto lukas = company.person("Lukas");
    const auto bakery = company.customer("Brandner Bakeries");
    const auto tie = works_at(lukas, bakery);
    bea.meets({lukas, bakery}, "the whole firm");
    unties(tie);
    EXPECT_EQ(bea.timeline(bakery), Said{"met: the whole firm"});
}

TEST_P(Timeline, ARemovedTouchLeavesEveryTimelineAndComesBackToAll) {
    const auto lukas = company.person("Lukas");
    const auto bakery = company.customer("Brandner Bakeries");
    works_at(lukas, bakery);
    const auto call = bea.rings(lukas, "by mistake");
    bea.removes(call);
    EXPECT_EQ(bea.timeline(lukas), Said{});
    EXPECT_EQ(bea.timeline(bakery), Said{});
    EXPECT_EQ(dealt_with(bakery), 0);
    bea.brings_back(call);
    EXPECT_EQ(bea.timeline(bakery), Said{"rang: by mistake"});
    EXPECT_EQ(dealt_with(bakery), 1);
}

TEST_P(Timeline, AChangedTouchMovesToWhereItBelongs) {
    const auto lukas = company.person("Lukas");
    const auto petra = company.person("Petra");
    const auto call = bea.rings(lukas, "about the film");
    bea.rings(lukas, "later");
    const auto to_petra = R"({"participants":[{"party":")" + ids::to_text(petra) + R"("},{"member":")" + ids::to_text(bea.id()) + R"("}]})";
    ASSERT_TRUE(bea.changes(call, 1, to_petra));
    EXPECT_EQ(bea.timeline(lukas), Said{"rang: later"});
    EXPECT_EQ(bea.timeline(petra), Said{"rang: about the film"});
    EXPECT_TRUE(holds(bea.timeline_json(petra), R"("version":2)"));
    ASSERT_TRUE(bea.undoes_last_step(call.value));
    EXPECT_EQ(bea.timeline(petra), Said{});
    EXPECT_EQ(bea.timeline(lukas), (Said{"rang: later", "rang: about the film"}));
}

TEST_P(Timeline, TheyDealtWithEachOfUsOnceAYearInOurZone) {
    const auto lukas = company.person("Lukas");
    const auto bakery = company.customer("Brandner Bakeries");
    works_at(lukas, bakery);
    Colleague max{company, "Max"};
    const auto new_year = Zone::named("Europe/Berlin")->start_of(make_day(2026, 1, 1));
    bea.rings_at(lukas, "before midnight", new_year - std::chrono::minutes{1});
    max.rings_at(lukas, "after midnight, still 2025 in UTC", new_year + std::chrono::minutes{1});
    max.rings(bakery, "again");
    bea.rings(bakery, "now");
    EXPECT_EQ(dealt_with(bakery), 2);
    EXPECT_EQ(dealt_with(bakery, 2025), 1);
    const auto said = company.look<std::string>(bea.actor(), [&](Tx& tx) { return timeline::dealt_with_json(tx, bakery, 2026); });
    EXPECT_TRUE(holds(said, R"({"count":2,"year":2026,"members":[{"member":")" + ids::to_text(max.id()) + R"(","name":"Max","touches":2})"));
}

TEST_P(Timeline, AColleagueWhoOnlyGotACopyHasNotDealtWithThem) {
    const auto ana = company.customer("Ana");
    Colleague max{company, "Max"};
    Interaction mail;
    mail.channel = Channel::email;
    mail.direction = Direction::out;
    mail.participants = {{ana, {}, {}, {}}, {{}, bea.id(), {}, {}}, {{}, max.id(), {}, TakesPart::cc}};
    ASSERT_TRUE(bea.logs(mail));
    EXPECT_EQ(dealt_with(ana), 1);
    EXPECT_EQ(narrowed(ana, {}, {max.id().value}).size(), 1U);
}

TEST_P(Timeline, TheLastTouchMovesBackWhenItIsTakenOut) {
    const auto ana = company.customer("Ana");
    const auto ernst = company.customer("Ernst");
    bea.rings(ana, "first");
    company.wait(std::chrono::hours{1});
    const auto second = bea.rings(ernst, "second");
    EXPECT_EQ(row_of(ernst), "first");
    bea.removes(second);
    EXPECT_EQ(row_of(ana), "first");
}

TEST_P(Timeline, WhoeverLogsItTookPartUnlessAnotherOfUsIsNamed) {
    const auto ana = company.customer("Ana");
    Colleague max{company, "Max"};
    bea.rings(ana, "mine");
    Interaction of_max;
    of_max.channel = Channel::visit;
    of_max.participants = {{ana, {}, {}, {}}, {{}, max.id(), {}, {}}};
    ASSERT_TRUE(bea.logs(of_max));
    EXPECT_EQ(narrowed(ana, {}, {bea.id().value}), Said{"rang: mine"});
    EXPECT_EQ(narrowed(ana, {}, {max.id().value}), Said{"visited: "});
}

TEST_P(Timeline, ARefusedTouchIsNeitherWrittenNorTold) {
    const auto ana = company.customer("Ana");
    const auto before = company.events();
    const auto refused = [&](Interaction one, const std::string& pointer) {
        const auto logged = bea.logs(std::move(one));
        ASSERT_FALSE(logged);
        ASSERT_FALSE(logged.no().faults.empty());
        EXPECT_EQ(logged.no().faults[0].pointer, pointer);
        EXPECT_FALSE(logged.no().words.empty());
    };
    Interaction with_nobody;
    refused(with_nobody, "/participants");
    Interaction stranger;
    stranger.participants = {{PartyId{123'456}, {}, {}, {}}};
    refused(stranger, "/participants/0/party");
    Interaction twice;
    twice.participants = {{ana, {}, {}, {}}, {ana, {}, {}, {}}};
    refused(twice, "/participants/1");
    Interaction nameless;
    nameless.participants = {{ana, {}, {}, {}}, {{}, {}, {}, {}}};
    refused(nameless, "/participants/1");
    Interaction tomorrow;
    tomorrow.participants = {{ana, {}, {}, {}}};
    tomorrow.at = company.now() + std::chrono::hours{48};
    refused(tomorrow, "/at");
    Interaction we_wait;
    we_wait.channel = Channel::email;
    we_wait.direction = Direction::out;
    we_wait.waiting = true;
    we_wait.participants = {{ana, {}, {}, {}}};
    refused(we_wait, "/waiting");
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(bea.timeline(ana), Said{});
}

TEST_P(Timeline, AStaleChangeIsRefusedWithWhatStandsThere) {
    const auto ana = company.customer("Ana");
    const auto call = bea.rings(ana, "first words");
    ASSERT_TRUE(bea.changes(call, 1, R"({"body":"better words"})"));
    const auto late = bea.changes(call, 1, R"({"body":"other words"})");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.no().why, Refusal::already_changed);
    EXPECT_TRUE(holds(late.no().current, "better words"));
    EXPECT_EQ(bea.timeline(ana), Said{"rang: better words"});
}

}  // namespace
