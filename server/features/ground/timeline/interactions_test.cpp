#include "features/ground/timeline/interactions.h"

#include "features/ground/timeline/notices.h"
#include "features/ground/timeline/timeline.h"
#include "tests/colleague.h"

namespace {

class Waiting : public OnBothEngines {
protected:
    Colleague bea{company, "Bea"};
    const PartyId petra = company.person("Petra Novak");

    std::vector<InteractionId> waiting() {
        return company.look<std::vector<InteractionId>>(bea.actor(), [](Tx& tx) {
            std::vector<InteractionId> all;
            for (const auto& one : interactions::waiting(tx, 50)) {
                all.push_back(one.interaction);
            }
            return all;
        });
    }
    using Those = std::vector<InteractionId>;
};
ON_BOTH_ENGINES(Waiting);

TEST_P(Waiting, TheLongestWaitComesFirstWhoeverTheyAre) {
    const auto ivo = company.person("Ivo");
    const auto second = bea.gets_mail(ivo, "The logo?", true);
    company.wait(std::chrono::minutes{-30});
    const auto first = bea.gets_mail(petra, "On a DVD?", true);
    company.wait(std::chrono::minutes{60});
    EXPECT_EQ(waiting(), (Those{first, second}));
    EXPECT_TRUE(holds(bea.timeline_json(petra), R"("waiting":true)"));
}

TEST_P(Waiting, TheNextAnswerToThemEndsTheWait) {
    bea.gets_mail(petra, "On a DVD?", true);
    bea.answers(petra, "Of course.");
    EXPECT_EQ(waiting(), Those{});
    EXPECT_FALSE(holds(bea.timeline_json(petra), R"("waiting":true)"));
}

TEST_P(Waiting, AnAnswerGivenBeforeTheyAskedIsNone) {
    bea.rings_at(petra, "earlier", company.now() - std::chrono::hours{1});
    const auto asked = bea.gets_mail(petra, "On a DVD?", true);
    EXPECT_EQ(waiting(), Those{asked});
    bea.rings_at(petra, "logged late, but said before", company.now() - std::chrono::minutes{1});
    EXPECT_EQ(waiting(), Those{asked});
}

TEST_P(Waiting, AnAnswerToSomeoneElseIsNone) {
    const auto asked = bea.gets_mail(petra, "On a DVD?", true);
    bea.answers(company.person("Ivo"), "to another");
    EXPECT_EQ(waiting(), Those{asked});
}

TEST_P(Waiting, WhatTheyWriteAfterwardsDoesNotEndTheirWait) {
    const auto asked = bea.gets_mail(petra, "On a DVD?", true);
    company.wait(std::chrono::minutes{5});
    bea.gets_mail(petra, "Thank you in advance.", false);
    EXPECT_EQ(waiting(), Those{asked});
}

TEST_P(Waiting, AnAnswerTakenOutAgainLetsThemWaitAgain) {
    const auto asked = bea.gets_mail(petra, "On a DVD?", true);
    const auto answer = bea.answers(petra, "never sent");
    ASSERT_EQ(waiting(), Those{});
    bea.removes(answer);
    EXPECT_EQ(waiting(), Those{asked});
    bea.brings_back(answer);
    EXPECT_EQ(waiting(), Those{});
}

TEST_P(Waiting, TheOneWhoWroteWaitsAndNotThoseInCopy) {
    const auto ivo = company.person("Ivo");
    Interaction mail;
    mail.channel = Channel::email;
    mail.direction = Direction::in;
    mail.waiting = true;
    mail.participants = {{petra, {}, {}, TakesPart::from}, {ivo, {}, {}, TakesPart::cc}};
    const auto asked = *bea.logs(mail);
    bea.answers(ivo, "only to the copy");
    EXPECT_EQ(waiting(), Those{asked});
    bea.answers(petra, "to her");
    EXPECT_EQ(waiting(), Those{});
}

TEST_P(Waiting, ARemovedQuestionWaitsForNothing) {
    const auto asked = bea.gets_mail(petra, "On a DVD?", true);
    bea.removes(asked);
    EXPECT_EQ(waiting(), Those{});
}

class KindNotices : public OnBothEngines {
protected:
    Colleague max{company, "Max Thoma"};
    Colleague ana{company, "Ana Reis"};
    Colleague sami{company, "Sami"};
    const TeamId sales = company.team("Sales", {max.id(), sami.id()});
    const TeamId service = company.team("Service", {ana.id()});
    const PartyId bakery = company.customer("Brandner Bakeries");

    std::string notices_of(Colleague& one) {
        return company.look<std::string>(one.actor(), [](Tx& tx) { return notices::mine_json(tx); });
    }
};
ON_BOTH_ENGINES(KindNotices);

TEST_P(KindNotices, TheEarlierDivisionIsToldAndKeepsItsCredit) {
    max.rings(bakery, "about Christmas");
    ana.rings(bakery, "the screen is dark");
    const auto told = notices_of(max);
    EXPECT_TRUE(holds(told, "Ana Reis (Service) has been in touch with Brandner Bakeries too. What you did with them stays yours."));
    EXPECT_EQ(notices_of(ana), "[]");
    EXPECT_TRUE(holds(max.page(bakery), R"("notices":[{"id":")"));
    EXPECT_TRUE(holds(max.page(bakery), R"("count":2)"));
}

TEST_P(KindNotices, ColleaguesOfTheSameTeamNeedNone) {
    max.rings(bakery, "about Christmas");
    sami.rings(bakery, "about the offer");
    EXPECT_EQ(notices_of(max), "[]");
}

TEST_P(KindNotices, WhoOwesThemAPromiseIsToldHoweverLongAgoTheySpoke) {
    max.promises(bakery, "three films", company.friday());
    ana.rings(bakery, "the screen is dark");
    EXPECT_TRUE(holds(notices_of(max), "Ana Reis (Service)"));
}

TEST_P(KindNotices, WhatIsLongAgoSurprisesNobody) {
    max.rings_at(bakery, "in summer", company.now() - std::chrono::days{90});
    ana.rings(bakery, "the screen is dark");
    EXPECT_EQ(notices_of(max), "[]");
    max.rings(bakery, "today");
    ana.rings_at(bakery, "logged from an old diary", company.now() - std::chrono::days{10});
    EXPECT_EQ(notices_of(max), "[]");
}

TEST_P(KindNotices, PutAwayItIsGoneUntilTheNextTouch) {
    max.rings(bakery, "about Christmas");
    ana.rings(bakery, "the screen is dark");
    const auto text = notices_of(max);
    const auto document = json::parse(text);
    const NoticeId id{*ids::from_text(*document->view().at(0).find("id")->text())};
    const auto put_away = [&](Colleague& one) { return company.act<Done>(one.actor(), [&](Tx& tx) { return notices::put_away(tx, id); }); };
    EXPECT_FALSE(put_away(ana));
    EXPECT_NE(notices_of(max), "[]");
    EXPECT_TRUE(put_away(max));
    EXPECT_TRUE(put_away(max));
    EXPECT_EQ(notices_of(max), "[]");
    ana.rings(bakery, "bright again");
    EXPECT_NE(notices_of(max), "[]");
}

TEST_P(KindNotices, ATouchThatWasNoneTakesItsNoticeAway) {
    max.rings(bakery, "about Christmas");
    const auto mistake = ana.rings(bakery, "wrong number");
    ana.removes(mistake);
    EXPECT_EQ(notices_of(max), "[]");
}

}  // namespace
