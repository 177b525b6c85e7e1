#include "features/ground/comments/comments.h"

#include "platform/records/history.h"
#include "tests/colleague.h"

namespace {

using Said = std::vector<std::string>;

class Comments : public OnBothEngines {
protected:
    Colleague bea{company, "Bea"};
    Colleague max{company, "Max"};
    const PartyId bakery = company.customer("Brandner Bakeries");

    static About about(std::string noun, std::int64_t id) { return {{std::move(noun)}, {id}}; }
    Result<Done> rewords(Colleague& one, CommentId id, std::int64_t version, std::string words) {
        return company.act<Done>(one.actor(), [&](Tx& tx) -> Result<Done> {
            const auto done = comments::reword(tx, id, version, {words});
            return done ? Result<Done>{Done{}} : done.no();
        });
    }
    Result<Done> removes(Colleague& one, CommentId id) {
        return company.act<Done>(one.actor(), [&](Tx& tx) -> Result<Done> {
            const auto done = comments::remove(tx, id, 1);
            return done ? Result<Done>{Done{}} : done.no();
        });
    }
};
ON_BOTH_ENGINES(Comments);

TEST_P(Comments, StandOnTheCustomersTimelineWithTheirAuthor) {
    ASSERT_TRUE(bea.comments(about("party", bakery.value), "They like short films."));
    EXPECT_EQ(max.timeline(bakery), Said{"commented: They like short films."});
    EXPECT_TRUE(holds(max.timeline_json(bakery), R"("name":"Bea")"));
}

TEST_P(Comments, OnAPromiseOrACallStandWithTheCustomerToo) {
    const auto proof = max.promises(bakery, "a new proof", company.friday());
    const auto call = max.rings(bakery, "about the film");
    company.wait(std::chrono::minutes{1});
    ASSERT_TRUE(bea.comments(about("promise", proof.value), "I can help."));
    company.wait(std::chrono::minutes{1});
    ASSERT_TRUE(bea.comments(about("interaction", call.value), "Good news."));
    const auto said = max.timeline(bakery);
    ASSERT_EQ(said.size(), 4U);
    EXPECT_EQ(said[0], "commented: Good news.");
    EXPECT_EQ(said[1], "commented: I can help.");
}

TEST_P(Comments, OnWhatIsNotThereAreRefusedAndNeitherWrittenNorTold) {
    const auto before = company.events();
    for (const auto& what : {about("party", 42), about("weather", bakery.value), about("comment", 42)}) {
        const auto refused = bea.comments(what, "Hello?");
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.no().faults[0].pointer, "/about");
    }
    EXPECT_EQ(company.events(), before);
}

TEST_P(Comments, KeepTheirFormerTextInTheHistory) {
    const auto comment = *bea.comments(about("party", bakery.value), "They like short flims.");
    ASSERT_TRUE(rewords(bea, comment, 1, "They like short films."));
    EXPECT_EQ(bea.timeline(bakery), Said{"commented: They like short films."});
    const auto past = company.look<std::string>(bea.actor(), [&](Tx& tx) {
        return *records::history_json(tx, records::noun<Comment>(), comment.value, {}, 10);
    });
    EXPECT_TRUE(holds(past, "They like short flims."));
    const auto late = rewords(bea, comment, 1, "Something else.");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.no().why, Refusal::already_changed);
}

TEST_P(Comments, AreChangedOnlyByWhoWroteThem) {
    const auto comment = *bea.comments(about("party", bakery.value), "They like short films.");
    const auto before = company.events();
    const auto refused = rewords(max, comment, 1, "They like long films.");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.no().words, "These are Bea's words. Write a comment of your own.");
    EXPECT_FALSE(removes(max, comment));
    EXPECT_EQ(company.events(), before);
    EXPECT_TRUE(removes(bea, comment));
    EXPECT_EQ(bea.timeline(bakery), Said{});
}

TEST_P(Comments, OnARecordThatWasRemovedCannotBeReadWithoutIt) {
    const auto call = max.rings(bakery, "about the film");
    const auto comment = *bea.comments(about("interaction", call.value), "Good news.");
    max.removes(call);
    EXPECT_FALSE(company.look<bool>(bea.actor(), [&](Tx& tx) { return comments::find(tx, comment).has_value(); }));
    max.brings_back(call);
    EXPECT_TRUE(company.look<bool>(bea.actor(), [&](Tx& tx) { return comments::find(tx, comment).has_value(); }));
}

}  // namespace
