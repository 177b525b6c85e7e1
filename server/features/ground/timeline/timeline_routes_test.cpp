#include "features/ground/timeline/timeline.h"
#include "tests/colleague.h"

namespace {

using http::Method;

class TimelineRoutes : public OnBothEngines {
protected:
    Colleague bea{company, "Bea Adler"};
    const PartyId ana = company.customer("Ana");

    std::string path(const std::string& rest) { return "/parties/" + ids::to_text(ana) + rest; }
    std::string call(const std::string& more = {}) {
        return R"({"channel":"call","direction":"out","body":"The ovens are off after two.","participants":[{"party":")" + ids::to_text(ana) + R"("}])" + more + '}';
    }
    static std::string id_in(const http::Reply& reply) { return reply.body.substr(reply.body.find(R"("id":")") + 6, 13); }
};
ON_BOTH_ENGINES(TimelineRoutes);

TEST_P(TimelineRoutes, ACallIsLoggedReadChangedAndRemoved) {
    const auto logged = bea.sends(Method::post, "/interactions", call());
    ASSERT_EQ(logged.status, 201) << logged.body;
    const auto one = "/interactions/" + id_in(logged);
    EXPECT_TRUE(holds(bea.asks(one).body, "The ovens are off after two."));
    EXPECT_TRUE(holds(bea.asks(path("/timeline")).body, R"("what":"rang")"));
    EXPECT_EQ(bea.sends(Method::patch, one, R"({"body":"After three."})", 1).status, 200);
    EXPECT_EQ(bea.sends(Method::patch, one, R"({"body":"After four."})", 1).status, 409);
    EXPECT_TRUE(holds(bea.asks(one + "/history").body, "The ovens are off after two."));
    EXPECT_EQ(bea.sends(Method::remove, one, {}, 2).status, 204);
    EXPECT_EQ(bea.asks(one).status, 404);
    EXPECT_EQ(bea.sends(Method::put, one + "/restoration").status, 200);
}

TEST_P(TimelineRoutes, ATimelineIsNarrowedByItsQuestion) {
    ASSERT_EQ(bea.sends(Method::post, "/interactions", call()).status, 201);
    const auto entries = [&](const std::string& question) { return said_in(bea.asks(path("/timeline") + question).body).size(); };
    EXPECT_EQ(entries("?channel=call"), 1U);
    EXPECT_EQ(entries("?channel=email"), 0U);
    EXPECT_EQ(entries("?member=" + ids::to_text(bea.id())), 1U);
    EXPECT_EQ(entries("?limit=1&person=" + ids::to_text(ana)), 0U);
    EXPECT_EQ(bea.asks(path("/timeline?channel=smoke")).status, 422);
    EXPECT_EQ(bea.asks(path("/timeline?member=max")).status, 422);
    EXPECT_EQ(bea.asks(path("/timeline?cursor=x")).status, 422);
    EXPECT_EQ(bea.asks(path("/timeline?limit=0")).status, 422);
    EXPECT_EQ(bea.asks("/parties/0000000000001/timeline").status, 404);
}

TEST_P(TimelineRoutes, BadInputIsRefusedWithASentenceAndNothingIsWritten) {
    const auto before = company.events();
    for (const auto& body : {std::string{"{"}, std::string{"[]"}, std::string{R"({"channel":"smoke","participants":[]})"}, call(R"(,"owner":"me")"),
                             call(R"(,"at":"yesterday")"), call(R"(,"minutes":-1)"), std::string{R"({"channel":"call","participants":[]})"}}) {
        const auto reply = bea.sends(Method::post, "/interactions", body);
        EXPECT_EQ(reply.status, 422) << body << reply.body;
        EXPECT_FALSE(reply.body.empty());
    }
    EXPECT_EQ(company.events(), before);
}

TEST_P(TimelineRoutes, HowManyOfUsTheyDealtWithOpensItsYear) {
    ASSERT_EQ(bea.sends(Method::post, "/interactions", call()).status, 201);
    EXPECT_TRUE(holds(bea.asks(path("/dealt-with")).body, R"({"count":1,"year":2026)"));
    EXPECT_TRUE(holds(bea.asks(path("/dealt-with?year=2025")).body, R"({"count":0,"year":2025,"members":[]})"));
    EXPECT_EQ(bea.asks(path("/dealt-with?year=soon")).status, 422);
}

TEST_P(TimelineRoutes, ARowOfTheListOfCustomersSaysTheLastTouchAndTheNextPromise) {
    ASSERT_EQ(bea.sends(Method::post, "/interactions", call()).status, 201);
    bea.promises(ana, "later", company.friday());
    bea.promises(ana, "sooner", company.tuesday());
    const auto rows = bea.asks("/parties?with=row").body;
    EXPECT_TRUE(holds(rows, R"("last_touch":{"at":"2026-11-23T08:00:00.000000Z","channel":"call","words":"The ovens are off after two."})"));
    EXPECT_TRUE(holds(rows, R"("words":"sooner")"));
    EXPECT_FALSE(holds(rows, R"("words":"later")"));
    EXPECT_TRUE(holds(rows, R"("open_promises":2)"));
}

TEST_P(TimelineRoutes, ACommentIsWrittenReadChangedAndRemoved) {
    const auto written = bea.sends(Method::post, path("/comments"), R"({"words":"They like short flims."})");
    ASSERT_EQ(written.status, 201) << written.body;
    const auto one = "/comments/" + id_in(written);
    EXPECT_EQ(bea.sends(Method::patch, one, R"({"words":"They like short films."})", 1).status, 200);
    EXPECT_TRUE(holds(bea.asks(path("/comments")).body, "short films"));
    EXPECT_TRUE(holds(bea.asks("/comments?about=party:" + ids::to_text(ana)).body, "short films"));
    EXPECT_TRUE(holds(bea.asks(one + "/history").body, "short flims"));
    EXPECT_EQ(bea.asks("/comments").status, 422);
    EXPECT_EQ(bea.asks("/comments?about=party:0000000000001").status, 404);
    EXPECT_EQ(bea.sends(Method::post, "/parties/0000000000001/comments", R"({"words":"Hello?"})").status, 404);
    EXPECT_EQ(bea.sends(Method::remove, one, {}, 2).status, 204);
    EXPECT_EQ(bea.asks(one).status, 404);
}

}  // namespace
