#include "features/overview/today/today.h"

#include "tests/colleague.h"

namespace {

class Today : public OnBothEngines {
protected:
    Colleague bea{company, "Bea Adler"};
    const PartyId bakery = company.customer("Brandner Bakeries");
};
ON_BOTH_ENGINES(Today);

TEST_P(Today, GreetsByFirstNameAndAFinishedDaySaysSo) {
    EXPECT_TRUE(holds(bea.today(), R"({"day":"2026-11-23","greeting_name":"Bea","promises":[],"untold":[],"awaited":[],"waiting":[])"));
    EXPECT_TRUE(holds(bea.today(), R"("late":0,"due_today":0,"done":true})"));
}

TEST_P(Today, ShowsWhatIOweLateFirstWithTheWordForTheDay) {
    Colleague max{company, "Max"};
    bea.promises(bakery, "next week", company.friday() + std::chrono::days{3});
    bea.promises(bakery, "today", company.tuesday());
    bea.promises(bakery, "late", company.monday());
    max.promises(bakery, "of another", company.tuesday());
    company.wait_until(company.tuesday());
    const auto today = bea.today();
    const auto at = [&](const std::string& words) { return today.find(R"("words":")" + words + '"'); };
    EXPECT_LT(at("late"), at("today"));
    EXPECT_LT(at("today"), at("next week"));
    EXPECT_TRUE(holds(today, R"("due_word":"1 day late")"));
    EXPECT_TRUE(holds(today, R"("due_word":"today")"));
    EXPECT_TRUE(holds(today, R"("due_word":"2026-11-30")"));
    EXPECT_TRUE(holds(today, R"("party":{"id":")" + ids::to_text(bakery) + R"(","kind":"organisation","name":"Brandner Bakeries"})"));
    EXPECT_TRUE(holds(today, R"("late":1,"due_today":1,"done":false})"));
    const auto mine = today.substr(0, today.find(R"("untold":)"));
    EXPECT_FALSE(holds(mine, "of another"));
}

TEST_P(Today, ShowsEveryoneWhoWaits) {
    const auto petra = company.person("Petra Novak");
    Colleague max{company, "Max"};
    max.gets_mail(petra, "Can they have it on a DVD?", true);
    EXPECT_TRUE(holds(bea.today(), R"("answered":false)"));
    EXPECT_TRUE(holds(bea.today(), R"("name":"Petra Novak")"));
    EXPECT_TRUE(holds(bea.today(), R"("done":false)"));
    max.answers(petra, "Of course.");
    EXPECT_TRUE(holds(bea.today(), R"("waiting":[])"));
}

TEST_P(Today, TellsWhatHappenedSinceYesterdayAndNothingOlder) {
    Colleague max{company, "Max"};
    max.rings(bakery, "on Monday");
    company.wait_until(company.tuesday());
    const auto proof = max.promises(bakery, "a new proof", company.friday());
    EXPECT_TRUE(holds(bea.today(), "on Monday"));
    EXPECT_TRUE(holds(bea.today(), R"("what":"promised")"));
    company.wait_until(company.friday());
    ASSERT_TRUE(max.keeps(proof, Told::by_phone));
    const auto friday = bea.today();
    const auto since = friday.substr(friday.find(R"("since":)"));
    EXPECT_FALSE(holds(since, "on Monday"));
    EXPECT_FALSE(holds(since, R"("what":"promised")"));
    EXPECT_TRUE(holds(since, R"("what":"kept")"));
}

TEST_P(Today, APromiseToACustomerWhoWasRemovedIsInNobodysWay) {
    bea.promises(bakery, "a new proof", company.monday());
    ASSERT_TRUE(company.act<Done>(bea.actor(), [&](Tx& tx) -> Result<Done> {
        return records::remove<Party>(tx, bakery) ? Result<Done>{Done{}} : No{Refusal::not_valid, ""};
    }));
    EXPECT_TRUE(holds(bea.today(), R"("promises":[])"));
    EXPECT_TRUE(holds(bea.today(), R"("since":[])"));
}

TEST(DueWord, IsWhatAPersonSays) {
    const Day friday = make_day(2026, 11, 27);
    EXPECT_EQ(today::due_word(friday, friday), "today");
    EXPECT_EQ(today::due_word(friday, friday - std::chrono::days{1}), "tomorrow");
    EXPECT_EQ(today::due_word(friday, friday + std::chrono::days{1}), "1 day late");
    EXPECT_EQ(today::due_word(friday, friday + std::chrono::days{12}), "12 days late");
    EXPECT_EQ(today::due_word(friday, friday - std::chrono::days{4}), "2026-11-27");
}

}  // namespace
