#include "features/working/promises/promises.h"
#include "tests/colleague.h"

namespace {

using http::Method;

class PromiseRoutes : public OnBothEngines {
protected:
    Colleague bert{company, "Bert Wolf"};
    const PartyId ana = company.customer("Ana");
    const std::string of_ana = "/parties/" + ids::to_text(ana) + "/promises";

    std::string made() {
        const auto reply = bert.sends(Method::post, of_ana, R"({"words":"a new proof","due_on":"2026-11-24"})");
        EXPECT_EQ(reply.status, 201) << reply.body;
        return "/promises/" + reply.body.substr(reply.body.find(R"("id":")") + 6, 13);
    }
};
ON_BOTH_ENGINES(PromiseRoutes);

TEST_P(PromiseRoutes, EachStepIsPutAndTakenBackByDelete) {
    const auto one = made();
    const auto state = [&] {
        const auto body = bert.asks(one).body;
        return body.substr(body.find(R"("state":")") + 9, 4);
    };
    EXPECT_EQ(bert.sends(Method::put, one + "/renegotiation", R"({"due_on":"2026-11-27","agreed_by":"Lukas"})").status, 200);
    EXPECT_TRUE(holds(bert.asks(one).body, R"("due_on":"2026-11-27","first_due_on":"2026-11-24")"));
    EXPECT_EQ(bert.sends(Method::remove, one + "/renegotiation").status, 200);
    EXPECT_TRUE(holds(bert.asks(one).body, R"("due_on":"2026-11-24")"));
    EXPECT_EQ(bert.sends(Method::put, one + "/keeping", R"({"told":"by_phone","note":"She was glad."})").status, 200);
    EXPECT_EQ(state(), "kept");
    EXPECT_EQ(bert.sends(Method::put, one + "/breaking", R"({"why":"forgotten"})").status, 409);
    EXPECT_EQ(bert.sends(Method::remove, one + "/keeping").status, 200);
    EXPECT_EQ(bert.sends(Method::put, one + "/breaking", R"({"why":"forgotten"})").status, 200);
    EXPECT_EQ(state(), "brok");
    EXPECT_EQ(bert.sends(Method::remove, one + "/breaking").status, 200);
    EXPECT_EQ(bert.sends(Method::put, one + "/withdrawal", R"({"why":"They found one."})").status, 200);
    EXPECT_EQ(state(), "with");
    EXPECT_EQ(bert.sends(Method::remove, one + "/withdrawal").status, 200);
    EXPECT_EQ(state(), "open");
}

TEST_P(PromiseRoutes, OnlyItsWordsAreChangedByHandAndItIsNeverRemoved) {
    const auto one = made();
    EXPECT_EQ(bert.sends(Method::patch, one, R"({"words":"a new colour proof"})", 1).status, 200);
    EXPECT_EQ(bert.sends(Method::patch, one, R"({"due_on":"2026-12-24"})", 2).status, 422);
    EXPECT_EQ(bert.sends(Method::patch, one, R"({"state":"kept"})", 2).status, 422);
    EXPECT_EQ(bert.sends(Method::remove, one, {}, 2).status, 404);  // there is no such route
    EXPECT_TRUE(holds(bert.asks(one).body, "a new colour proof"));
}

TEST_P(PromiseRoutes, BadInputIsRefusedAndNothingIsWritten) {
    const auto before = company.events();
    for (const auto* body : {R"({"words":"a proof"})", R"({"words":"a proof","due_on":"2026-02-30"})", R"({"words":" ","due_on":"2026-11-24"})",
                             R"({"words":"a proof","due_on":"2026-11-24","made_by":"0000000000001"})",
                             R"({"words":"a proof","due_on":"2026-11-24","from_interaction":"0000000000001"})"}) {
        const auto reply = bert.sends(Method::post, of_ana, body);
        EXPECT_EQ(reply.status, 422) << body;
    }
    EXPECT_EQ(bert.sends(Method::post, "/parties/0000000000001/promises", R"({"words":"a proof","due_on":"2026-11-24"})").status, 404);
    EXPECT_EQ(bert.sends(Method::put, "/promises/0000000000001/keeping", R"({"told":"by_phone"})").status, 404);
    EXPECT_EQ(company.events(), before);
}

TEST_P(PromiseRoutes, TheKeptRateIsAskedForAllByTeamAndByColleague) {
    const auto team = company.team("Film", {bert.id()});
    ASSERT_TRUE(bert.keeps(bert.promises(ana, "one", company.friday()), Told::by_phone));
    ASSERT_TRUE(bert.breaks(bert.promises(ana, "two", company.friday()), "forgotten"));
    EXPECT_EQ(bert.asks("/promises/kept-rate").body, R"({"items":[{"kept":1,"broken":1,"of":2}]})");
    EXPECT_EQ(bert.asks("/promises/kept-rate?by=team").body, R"({"items":[{"team":")" + ids::to_text(team) + R"(","kept":1,"broken":1,"of":2}]})");
    EXPECT_EQ(bert.asks("/promises/kept-rate?by=member&party=" + ids::to_text(ana)).body,
              R"({"items":[{"member":")" + ids::to_text(bert.id()) + R"(","kept":1,"broken":1,"of":2}]})");
    EXPECT_EQ(bert.asks("/promises/kept-rate?by=weather").status, 422);
}

TEST_P(PromiseRoutes, AreListedByCustomerAndByState) {
    const auto kept = made();
    made();
    ASSERT_EQ(bert.sends(Method::put, kept + "/keeping", R"({"told":"not_yet"})").status, 200);
    const auto count = [&](const std::string& path) {
        const auto body = bert.asks(path).body;
        std::size_t found = 0;
        for (auto at = body.find(R"("words":)"); at != std::string::npos; at = body.find(R"("words":)", at + 1)) ++found;
        return found;
    };
    EXPECT_EQ(count(of_ana), 2U);
    EXPECT_EQ(count(of_ana + "?filter[state]=open"), 1U);
    EXPECT_EQ(count("/promises?filter[made_by]=" + ids::to_text(bert.id()) + "&filter[state]=kept&sort=-due_on"), 1U);
    EXPECT_EQ(bert.asks("/promises?filter[mood]=good").status, 422);
    EXPECT_TRUE(holds(bert.asks("/today").body, R"("untold":[{)"));
}

}  // namespace
