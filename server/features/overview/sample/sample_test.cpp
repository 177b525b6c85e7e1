#include "features/overview/sample/sample.h"

#include <algorithm>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchases.h"
#include "features/ground/timeline/timeline.h"
#include "features/working/promises/promises.h"
#include "tests/company.h"

namespace {

class Sample : public OnBothEngines {
protected:
    const Actor bea = company.as(company.admin("Bea"));

    void add() {
        const auto added = company.act<Done>(bea, [](Tx& tx) { return sample::add(tx); });
        ASSERT_TRUE(added) << added.no().words;
    }
    void remove() {
        const auto removed = company.act<Done>(bea, [](Tx& tx) { return sample::remove(tx); });
        ASSERT_TRUE(removed) << removed.no().words;
    }
    bool is_here() { return company.look<bool>([](Tx& tx) { return sample::is_here(tx); }); }
    std::int64_t count(const records::Noun& noun) {
        return company.look<std::int64_t>([&](Tx& tx) { return *records::count(tx, noun, {}); });
    }
    PartyId named(std::string name) {
        return company.look<PartyId>([&](Tx& tx) {
            records::Ask ask;
            ask.limit = 200;
            const auto page = records::list(tx, records::noun<Party>(), ask);
            for (const auto& one : *page) {
                const auto& party = *static_cast<const Party*>(one.it.get());
                if (party.name.it == name) return PartyId{party.id};
            }
            return PartyId{};
        });
    }
    std::vector<Promise> ended_with(PartyId party) {
        return company.look<std::vector<Promise>>([&](Tx& tx) {
            std::vector<Promise> all;
            for (const auto& one : promises::past_with(tx, party, 50)) all.push_back(one.it);
            return all;
        });
    }
};
ON_BOTH_ENGINES(Sample);

const Promise* about(const std::vector<Promise>& all, std::string_view words) {
    for (const auto& one : all) {
        if (one.words.it.find(words) != std::string::npos) return &one;
    }
    return nullptr;
}

TEST_P(Sample, IsACompanyWithAYearBehindIt) {
    add();
    EXPECT_TRUE(is_here());
    EXPECT_GE(count(records::noun<Party>()), 30);
    EXPECT_GE(count(records::noun<Interaction>()), 50);
    EXPECT_GE(count(records::noun<Purchase>()), 20);
}

TEST_P(Sample, TheBirthdayGreetingWasForgottenSaidSoAndMadeGood) {
    add();
    const auto ended = ended_with(named("Brandner Bakeries"));
    const auto* forgotten = about(ended, "A greeting for Ruth");
    const auto* mended = about(ended, "Greeting for Ruth’s 70th in every shop");
    ASSERT_TRUE(forgotten != nullptr && mended != nullptr);
    EXPECT_EQ(forgotten->state, PromiseState::broken);
    EXPECT_EQ(mended->state, PromiseState::kept);
    EXPECT_EQ(mended->told, Told::in_person);
    EXPECT_EQ(*mended->kept_on, company.monday() - std::chrono::days{1});
}

TEST_P(Sample, TodayHasPromisesForWhoeverAddsIt) {
    add();
    const auto mine = company.look<std::vector<records::Of<Promise>>>([&](Tx& tx) { return promises::open_of(tx, bea.member, 50); });
    EXPECT_EQ(mine.size(), 5u);
    EXPECT_EQ(std::count_if(mine.begin(), mine.end(), [&](const auto& one) { return one.it.is_late(company.monday()); }), 1);
    const auto waits = company.look<std::size_t>([](Tx& tx) { return interactions::waiting(tx, 50).size(); });
    EXPECT_EQ(waits, 4u);
}

TEST_P(Sample, ItsColleaguesCannotBeReachedOrSignIn) {
    add();
    records::Ask ask;
    ask.limit = 200;
    const auto all = company.look<std::vector<Member>>([&](Tx& tx) {
        std::vector<Member> found;
        const auto page = records::list(tx, records::noun<Member>(), ask);
        for (const auto& one : *page) found.push_back(*static_cast<const Member*>(one.it.get()));
        return found;
    });
    int of_the_sample = 0;
    for (const auto& member : all) {
        if (!member.email.it.ends_with("@kesselhaus.invalid")) continue;
        ++of_the_sample;
        EXPECT_FALSE(member.is_active());
        EXPECT_FALSE(member.is_admin);
    }
    EXPECT_EQ(of_the_sample, 8);
}

TEST_P(Sample, GoesOutWholeAndComesInAgain) {
    const auto own = company.customer("Our own customer");
    add();
    add();  // twice is once
    const auto parties_with_it = count(records::noun<Party>());
    remove();
    EXPECT_FALSE(is_here());
    EXPECT_EQ(count(records::noun<Party>()), 1);
    EXPECT_EQ(count(records::noun<Interaction>()), 0);
    EXPECT_EQ(count(records::noun<Purchase>()), 0);
    EXPECT_TRUE(company.look<bool>([&](Tx& tx) { return parties::find(tx, own).has_value(); }));
    EXPECT_TRUE(company.look<bool>([&](Tx& tx) { return promises::open_of(tx, bea.member, 50).empty(); }));
    add();
    EXPECT_EQ(count(records::noun<Party>()), parties_with_it);
}

}  // namespace
