#include "features/ground/purchases/purchases.h"

#include "tests/colleague.h"

namespace {

class Purchases : public OnBothEngines {
protected:
    Result<records::Of<Purchase>> buys(PartyId party, std::int64_t minor, std::string number = {}, std::string currency = "EUR") {
        return company.act<records::Of<Purchase>>([&](Tx& tx) {
            Purchase purchase;
            purchase.party = party;
            purchase.bought_on = company.monday();
            purchase.amount = {minor, *Currency::named(currency)};
            if (!number.empty()) purchase.external_id = Text<1, 100>{number};
            return purchases::add(tx, purchase);
        });
    }
    purchases::Total total(PartyId party) {
        return company.look<purchases::Total>([&](Tx& tx) { return purchases::total(tx, party); });
    }
};
ON_BOTH_ENGINES(Purchases);

TEST_P(Purchases, AddUpPerCurrencyAndNeverAcross) {
    const auto ana = company.customer("Ana's Bakery");
    ASSERT_TRUE(buys(ana, 1050));
    ASSERT_TRUE(buys(ana, 450));
    ASSERT_TRUE(buys(ana, 700, {}, "USD"));
    const auto sum = total(ana);
    EXPECT_EQ(sum.count, 3);
    EXPECT_EQ(sum.amounts, (std::vector{Money{1500, *Currency::named("EUR")}, Money{700, *Currency::named("USD")}}));
}

TEST_P(Purchases, OneNumberIsOnePurchase) {
    const auto ana = company.customer("Ana's Bakery");
    ASSERT_TRUE(buys(ana, 1000, "10248"));
    const auto before = company.events();
    const auto again = buys(ana, 2000, "10248");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.no().faults[0].pointer, "/external_id");
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(total(ana).count, 1);
}

TEST_P(Purchases, ARemovedOneGivesItsNumberFreeAndCountsNoMore) {
    const auto ana = company.customer("Ana's Bakery");
    const auto first = buys(ana, 1000, "10248");
    ASSERT_TRUE(company.act<records::Of<Purchase>>([&](Tx& tx) { return records::remove<Purchase>(tx, first->it.id); }));
    EXPECT_EQ(total(ana).count, 0);
    EXPECT_TRUE(buys(ana, 2000, "10248"));
}

TEST_P(Purchases, StandOnTheTimelineOnTheirDayAndAreNoTouch) {
    const auto ana = company.customer("Ana's Bakery");
    Colleague bea{company, "Bea"};
    const auto bought = buys(ana, 1050, "10248");
    bea.rings(ana, "Thank you for the order.");
    EXPECT_EQ(bea.timeline(ana), (std::vector<std::string>{"rang: Thank you for the order.", "bought: "}));
    EXPECT_TRUE(holds(bea.timeline_json(ana), R"("amount":{"minor":1050,"currency":"EUR"})"));
    EXPECT_TRUE(holds(bea.page(ana), R"("dealt_with":{"count":1)"));
    ASSERT_TRUE(company.act<records::Of<Purchase>>([&](Tx& tx) { return records::remove<Purchase>(tx, bought->it.id); }));
    EXPECT_EQ(bea.timeline(ana).size(), 1U);
}

TEST_P(Purchases, NobodyBuysWhoIsNotHere) {
    const auto before = company.events();
    EXPECT_FALSE(buys(PartyId{42}, 1000));
    EXPECT_EQ(company.events(), before);
}

}  // namespace
