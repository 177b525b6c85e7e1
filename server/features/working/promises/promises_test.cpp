#include "features/working/promises/promises.h"

#include <algorithm>

#include "features/ground/relationships/relationships.h"
#include "features/ground/timeline/timeline.h"
#include "tests/colleague.h"

namespace {

using Said = std::vector<std::string>;

class Promises : public OnBothEngines {
protected:
    Colleague bert{company, "Bert Wolf"};
    const PartyId ana = company.customer("Ana");

    std::string shown(PromiseId id) {
        return company.look<std::string>(bert.actor(), [&](Tx& tx) { return records::json(tx, *records::find<Promise>(tx, id)); });
    }
    std::int64_t times_told(std::string_view type) {
        const auto types = company.event_types();
        return std::count(types.begin(), types.end(), type);
    }
    promises::Rate rate(std::optional<PartyId> party = {}) {
        return company.look<promises::Rate>(bert.actor(), [&](Tx& tx) { return promises::kept_rate(tx, party); });
    }
};
ON_BOTH_ENGINES(Promises);

TEST_P(Promises, StandInTheWordsThatWereSaidWithTheFirstDayForEver) {
    const auto proof = bert.promises(ana, "a new proof", company.tuesday());
    ASSERT_TRUE(bert.renegotiates(proof, company.friday(), "Lukas Brandner"));
    const auto said = shown(proof);
    EXPECT_TRUE(holds(said, R"("words":"a new proof")"));
    EXPECT_TRUE(holds(said, R"("due_on":"2026-11-27","first_due_on":"2026-11-24")"));
    EXPECT_TRUE(holds(said, R"("agreed_by":"Lukas Brandner")"));
    EXPECT_TRUE(holds(said, R"("state":"open")"));
    EXPECT_EQ(bert.timeline(ana), (Said{"renegotiated: a new proof", "promised: a new proof"}));
    EXPECT_EQ(times_told("promises.renegotiated"), 1);
}

TEST_P(Promises, AreLateFromTheMorningAfterInOurZone) {
    const auto proof = bert.promises(ana, "a new proof", company.tuesday());
    company.wait_until(company.tuesday());
    EXPECT_TRUE(holds(shown(proof), R"("late":false)"));
    company.wait(std::chrono::hours{15} - std::chrono::minutes{1});  // 23:59 in Berlin
    EXPECT_TRUE(holds(shown(proof), R"("late":false)"));
    company.wait(std::chrono::minutes{1});  // midnight in Berlin, 23:00 in UTC
    EXPECT_TRUE(holds(shown(proof), R"("late":true)"));
}

TEST_P(Promises, KeptTwiceIsKeptOnce) {
    const auto proof = bert.promises(ana, "a new proof", company.friday());
    ASSERT_TRUE(bert.keeps(proof, Told::by_phone));
    company.wait_until(company.friday());
    const auto again = bert.keeps(proof, Told::by_mail);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->kept_on, company.monday());
    EXPECT_EQ(again->told, Told::by_phone);
    EXPECT_EQ(times_told("promises.kept"), 1);
    EXPECT_EQ(bert.timeline(ana), (Said{"kept: a new proof", "promised: a new proof"}));
}

TEST_P(Promises, KeptButNotToldStayOnTodayUntilTheCustomerKnows) {
    const auto proof = bert.promises(ana, "a new proof", company.friday());
    ASSERT_TRUE(bert.keeps(proof, Told::not_yet));
    company.wait_until(company.friday());
    EXPECT_TRUE(holds(bert.today(), R"("untold":[{"id":")" + ids::to_text(proof)));
    ASSERT_TRUE(bert.keeps(proof, Told::not_yet));
    EXPECT_EQ(times_told("promises.told"), 0);
    const auto told = bert.keeps(proof, Told::in_person, "over coffee");
    ASSERT_TRUE(told);
    EXPECT_EQ(told->kept_on, company.monday());
    EXPECT_TRUE(told->told_at);
    EXPECT_TRUE(holds(bert.today(), R"("untold":[])"));
    EXPECT_EQ(times_told("promises.told"), 1);
}

TEST_P(Promises, BrokenOpenlySayWhyAndCanBeTakenBack) {
    const auto proof = bert.promises(ana, "a greeting on the 17th", company.tuesday());
    const auto broken = bert.breaks(proof, "The wrong date was entered.");
    ASSERT_TRUE(broken);
    EXPECT_EQ(broken->why->it, "The wrong date was entered.");
    EXPECT_EQ(bert.timeline(ana), (Said{"broke: a greeting on the 17th", "promised: a greeting on the 17th"}));
    EXPECT_TRUE(holds(bert.timeline_json(ana), R"("why":"The wrong date was entered.")"));
    ASSERT_TRUE(bert.takes_back_breaking(proof));
    EXPECT_EQ(bert.timeline(ana), Said{"promised: a greeting on the 17th"});
    EXPECT_TRUE(holds(shown(proof), R"("state":"open")"));
    EXPECT_FALSE(holds(shown(proof), R"("why")"));
}

TEST_P(Promises, WithdrawnByTheCustomerCountForNobody) {
    const auto offer = bert.promises(ana, "an offer", company.friday());
    ASSERT_TRUE(bert.withdraws(offer, "They found one."));
    EXPECT_EQ(bert.timeline(ana).front(), "withdrew: an offer");
    EXPECT_EQ(rate().of(), 0);
    ASSERT_TRUE(bert.takes_back_withdrawal(offer));
    EXPECT_EQ(times_told("promises.reopened"), 1);
}

TEST_P(Promises, EachStepIsTakenBackForItselfAndTwiceIsOnce) {
    const auto proof = bert.promises(ana, "a new proof", company.tuesday());
    ASSERT_TRUE(bert.renegotiates(proof, company.friday(), "Lukas"));
    ASSERT_TRUE(bert.keeps(proof, Told::by_phone, "the third version"));
    ASSERT_TRUE(bert.takes_back_keeping(proof));
    ASSERT_TRUE(bert.takes_back_keeping(proof));
    EXPECT_EQ(times_told("promises.reopened"), 1);
    const auto back = bert.takes_back_renegotiation(proof);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->due_on, company.tuesday());
    ASSERT_TRUE(bert.takes_back_renegotiation(proof));
    EXPECT_EQ(bert.timeline(ana), Said{"promised: a new proof"});
}

TEST_P(Promises, ThatEndedOneWayDoNotEndAnotherWay) {
    const auto proof = bert.promises(ana, "a new proof", company.tuesday());
    ASSERT_TRUE(bert.breaks(proof, "forgotten"));
    const auto before = company.events();
    const auto said = shown(proof);
    for (const auto& refused : {bert.keeps(proof, Told::by_phone), bert.withdraws(proof, "x"), bert.renegotiates(proof, company.friday(), "Lukas"),
                                bert.takes_back_keeping(proof), bert.takes_back_renegotiation(proof)}) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.no().why, Refusal::already_changed);
        EXPECT_EQ(refused.no().words, "This promise was broken. Take that back first, if it is not so.");
    }
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(shown(proof), said);
}

TEST_P(Promises, MoveOnlyToAnotherDay) {
    const auto proof = bert.promises(ana, "a new proof", company.tuesday());
    const auto before = company.events();
    const auto same = bert.renegotiates(proof, company.tuesday(), "Lukas");
    ASSERT_FALSE(same);
    EXPECT_EQ(same.no().faults[0].pointer, "/due_on");
    EXPECT_EQ(company.events(), before);
    ASSERT_TRUE(bert.renegotiates(proof, company.friday(), "Lukas"));
    ASSERT_TRUE(bert.renegotiates(proof, company.friday(), "Lukas"));  // sent twice, moved once
    EXPECT_EQ(times_told("promises.renegotiated"), 1);
}

TEST_P(Promises, ToNobodyAreRefusedAndNeitherWrittenNorTold) {
    const auto before = company.events();
    const auto refused = company.act<Done>(bert.actor(), [&](Tx& tx) -> Result<Done> {
        const auto made = promises::make(tx, PartyId{42}, {{"a new proof"}, company.friday(), {}, {}});
        return made ? Result<Done>{Done{}} : made.no();
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.no().why, Refusal::not_found);
    const auto by_nobody = company.act<Done>(bert.actor(), [&](Tx& tx) -> Result<Done> {
        const auto made = promises::make(tx, ana, {{"a new proof"}, company.friday(), MemberId{42}, {}});
        return made ? Result<Done>{Done{}} : made.no();
    });
    ASSERT_FALSE(by_nobody);
    EXPECT_EQ(by_nobody.no().faults[0].pointer, "/made_by");
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(bert.timeline(ana), Said{});
}

TEST_P(Promises, CannotBeRemoved) {
    const auto proof = bert.promises(ana, "a new proof", company.friday());
    const auto before = company.events();
    const auto removed = company.act<Done>(bert.actor(), [&](Tx& tx) -> Result<Done> {
        const auto gone = records::remove<Promise>(tx, proof);
        return gone ? Result<Done>{Done{}} : gone.no();
    });
    ASSERT_FALSE(removed);
    EXPECT_EQ(removed.no().why, Refusal::not_allowed);
    EXPECT_FALSE(bert.undoes_last_step(proof.value));  // nor by taking back that it was made
    EXPECT_EQ(company.events(), before);
    EXPECT_TRUE(holds(shown(proof), R"("state":"open")"));
}

TEST_P(Promises, UndoneThroughTheHistoryTheTimelineIsRight) {
    const auto proof = bert.promises(ana, "a new proof", company.friday());
    ASSERT_TRUE(bert.keeps(proof, Told::by_phone));
    const auto undone = bert.undoes_last_step(proof.value);
    ASSERT_TRUE(undone);
    EXPECT_TRUE(holds(*undone, R"("state":"open")"));
    EXPECT_EQ(bert.timeline(ana), Said{"promised: a new proof"});
    ASSERT_TRUE(bert.undoes_last_step(proof.value));  // the undoing itself
    EXPECT_EQ(bert.timeline(ana), (Said{"kept: a new proof", "promised: a new proof"}));
}

TEST_P(Promises, TheyMadeToUsStandBesideOursAndDoNotCountAsOurs) {
    const auto logo = bert.hears_promise(ana, "the new logo as a file", company.monday());
    EXPECT_TRUE(holds(shown(logo), R"("promised_by":"them")"));
    EXPECT_TRUE(holds(bert.timeline_json(ana), R"("who":{"party":")" + ids::to_text(ana)));
    const auto today = bert.today();
    EXPECT_TRUE(holds(today, R"("promises":[])"));
    EXPECT_TRUE(holds(today, R"("awaited":[{"id":")" + ids::to_text(logo)));
    ASSERT_TRUE(bert.breaks(logo, "It never came."));
    EXPECT_EQ(rate().of(), 0);
}

TEST_P(Promises, AreCountedAsKeptOfThoseKeptOrBroken) {
    Colleague mira{company, "Mira"};
    const auto ernst = company.customer("Ernst");
    ASSERT_TRUE(bert.keeps(bert.promises(ana, "one", company.friday()), Told::by_phone));
    ASSERT_TRUE(bert.keeps(bert.promises(ana, "two", company.friday()), Told::not_yet));
    ASSERT_TRUE(bert.breaks(bert.promises(ernst, "three", company.friday()), "forgotten"));
    ASSERT_TRUE(mira.keeps(mira.promises(ernst, "four", company.friday()), Told::by_mail));
    bert.promises(ana, "still open", company.friday());
    EXPECT_EQ(rate().kept, 3);
    EXPECT_EQ(rate().of(), 4);
    EXPECT_EQ(rate(ana).of(), 2);
    const auto each = company.look<std::vector<promises::RateOf>>(bert.actor(), [](Tx& tx) { return promises::kept_rates(tx, {}); });
    ASSERT_EQ(each.size(), 2U);
    EXPECT_EQ(each[0].member, bert.id());
    EXPECT_EQ(each[0].rate.kept, 2);
    EXPECT_EQ(each[0].rate.broken, 1);
}

TEST_P(Promises, OverdueOnesStandAtTheCustomersTopAlsoThoseToTheirPeople) {
    const auto lukas = company.person("Lukas");
    ASSERT_TRUE(company.act<Done>(bert.actor(), [&](Tx& tx) -> Result<Done> {
        return relationships::affiliate(tx, lukas, ana, {}) ? Result<Done>{Done{}} : No{Refusal::not_valid, ""};
    }));
    bert.promises(ana, "in time", company.friday());
    const auto late = bert.promises(lukas, "overdue", company.monday());
    const auto done = bert.promises(ana, "done", company.monday());
    ASSERT_TRUE(bert.keeps(done, Told::by_phone));
    company.wait_until(company.tuesday());
    const auto page = bert.page(ana);
    EXPECT_TRUE(holds(page, R"("promises":[{"id":")" + ids::to_text(late)));
    EXPECT_LT(page.find(R"("words":"in time")"), page.find(R"("words":"done")"));
    EXPECT_TRUE(holds(page, R"("kept":{"kept":1,"of":1})"));
}

TEST_P(Promises, AreFoundByWhoMadeThemAndHowTheyStand) {
    const auto proof = bert.promises(ana, "a new proof", company.friday());
    bert.promises(ana, "a call", company.tuesday());
    ASSERT_TRUE(bert.keeps(proof, Told::by_phone));
    const auto open = company.look<std::string>(bert.actor(), [&](Tx& tx) {
        records::Ask ask;
        ask.filters = {{"made_by", ids::to_text(bert.id())}, {"state", "open"}};
        ask.sort = "due_on";
        return *records::list_json(tx, records::noun<Promise>(), ask);
    });
    EXPECT_TRUE(holds(open, "a call"));
    EXPECT_FALSE(holds(open, "a new proof"));
}

}  // namespace
