#include "features/overview/customer_page/customer_page.h"

#include "features/ground/relationships/relationships.h"
#include "tests/colleague.h"

namespace {

class CustomerPage : public OnBothEngines {
protected:
    Colleague bea{company, "Bea Adler"};
    Colleague max{company, "Max Thoma"};
    const PartyId bakery = company.customer("Brandner Bakeries");
    const PartyId lukas = company.person("Lukas Brandner");

    std::string page(PartyId party, const customer_page::Now& now) {
        return company.look<std::string>(bea.actor(), [&](Tx& tx) { return *customer_page::page_json(tx, party, now); });
    }
};
ON_BOTH_ENGINES(CustomerPage);

TEST_P(CustomerPage, ShowsPeopleAndCareFromEitherEnd) {
    const auto sales = company.team("Sales", {max.id()});
    ASSERT_TRUE(company.act<Done>(bea.actor(), [&](Tx& tx) -> Result<Done> {
        const bool tied = relationships::affiliate(tx, lukas, bakery, Text<1, 100>{"runs the firm"}) &&
                          relationships::care(tx, bakery, {}, sales, Text<1, 100>{"offers"});
        return tied ? Result<Done>{Done{}} : No{Refusal::not_valid, ""};
    }));
    const auto of_bakery = bea.page(bakery);
    EXPECT_TRUE(holds(of_bakery, R"("people":[{"relationship":{"id":")"));
    EXPECT_TRUE(holds(of_bakery, R"("party":{"id":")" + ids::to_text(lukas) + R"(","kind":"person","name":"Lukas Brandner"}}])"));
    EXPECT_TRUE(holds(of_bakery, R"("care":[{"team":")" + ids::to_text(sales) + R"(","name":"Sales")"));
    const auto of_lukas = bea.page(lukas);
    EXPECT_TRUE(holds(of_lukas, R"("people":[])"));
    EXPECT_TRUE(holds(of_lukas, R"("party":{"id":")" + ids::to_text(bakery)));
}

TEST_P(CustomerPage, SaysWhoElseIsHereAndWrites) {
    const customer_page::Now now{{bea.id(), max.id()}, {{bea.id(), ""}, {max.id(), "Christmas"}}};
    const auto shown = page(bakery, now);
    EXPECT_TRUE(holds(shown, R"("here":[")" + ids::to_text(max.id()) + R"("])"));
    EXPECT_TRUE(holds(shown, R"("writing":[{"member":")" + ids::to_text(max.id()) + R"(","name":"Max Thoma","about":"Christmas"}])"));
    EXPECT_TRUE(holds(bea.page(bakery), R"("here":[],"writing":[])"));
}

TEST_P(CustomerPage, OfSomebodyWhoIsNotHereIsRefused) {
    EXPECT_EQ(bea.page(PartyId{42}), "This party is not here. It may have been removed.");
}

}  // namespace
