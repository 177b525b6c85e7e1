#include "features/overview/search/search.h"

#include <thread>

#include "features/ground/parties/parties.h"
#include "features/ground/relationships/relationships.h"
#include "features/overview/search/search_limits.h"
#include "platform/records/tail.h"
#include "tests/company.h"

namespace {

constexpr store::Sql label_it{"tests.label_it", "UPDATE party SET label_set = 7 WHERE id = $1"};

class Search : public OnBothEngines {
protected:
    // Lets the index hear everything that was told so far.
    void listen() {
        ASSERT_TRUE(company.act<Done>([&](Tx& tx) -> Result<Done> {
            const auto events = records::events_after(company.workspace.store, tx.link, heard_, 10'000);
            search::hear(tx, GetParam(), events);
            if (!events.empty()) heard_ = events.back().position;
            return Done{};
        }));
    }
    std::vector<search::Hit> find(std::string_view typed, std::vector<std::string> kinds = {}, int limit = hits_usual) {
        return company.look<std::vector<search::Hit>>([&](Tx& tx) { return search::find(tx, GetParam(), typed, kinds, limit); });
    }
    std::vector<std::string> titles(std::string_view typed, std::vector<std::string> kinds = {}) {
        std::vector<std::string> all;
        for (const auto& hit : find(typed, std::move(kinds))) all.push_back(hit.title);
        return all;
    }
    PartyId person_with(std::string name, HandleKind kind, std::string value) {
        return *company.act<PartyId>([&](Tx& tx) -> Result<PartyId> {
            Party party;
            party.name = {name};
            party.handles = {{kind, {value}, {}, false, {}}};
            return parties::add(tx, party)->it.id;
        });
    }

private:
    records::Position heard_;
};
ON_BOTH_ENGINES(Search);

using Titles = std::vector<std::string>;

TEST_P(Search, FindsByTheBeginningsOfWordsInAnyOrder) {
    company.customer("Ernst Handel");
    company.customer("Brandner Bakeries");
    listen();
    EXPECT_EQ(titles("ern"), Titles{"Ernst Handel"});
    EXPECT_EQ(titles("han ern"), Titles{"Ernst Handel"});
    EXPECT_EQ(titles("rnst"), Titles{});
    EXPECT_EQ(titles("ernst bakeries"), Titles{});
    EXPECT_EQ(titles(""), Titles{});
}

TEST_P(Search, AccentsAndCaseDoNotMatter) {
    company.customer("Café Žižka");
    listen();
    EXPECT_EQ(titles("CAFE ziz"), Titles{"Café Žižka"});
    EXPECT_EQ(titles("žiž"), Titles{"Café Žižka"});
}

TEST_P(Search, FindsByMailAddressAndByTheDigitsOfAPhone) {
    person_with("Ana Roth", HandleKind::email, "ana@roth.example");
    person_with("Bert Klein", HandleKind::phone, "+43 (0)316 / 123-45");
    listen();
    EXPECT_EQ(titles("ana@roth.ex"), Titles{"Ana Roth"});
    EXPECT_EQ(titles("316 123"), Titles{"Bert Klein"});
}

TEST_P(Search, TellsTwoOfOneNameApart) {
    const auto petra = company.person("Petra Sorg");
    const auto firm = company.customer("Brandner Bakeries");
    company.person("Petra Novak");
    ASSERT_TRUE(company.act<records::Of<Relationship>>([&](Tx& tx) { return relationships::affiliate(tx, petra, firm, {}); }));
    listen();
    const auto hits = find("petra so");
    ASSERT_EQ(hits.size(), 1u);
    EXPECT_EQ(hits[0].about, "Person at Brandner Bakeries");
    EXPECT_EQ(hits[0].kind, "person");
    EXPECT_EQ(titles("petra").size(), 2u);
}

TEST_P(Search, NarrowsToKinds) {
    company.person("Ernst Huber");
    company.customer("Ernst Handel");
    listen();
    EXPECT_EQ(titles("ernst", {"person"}), Titles{"Ernst Huber"});
    EXPECT_EQ(titles("ernst", {"party"}).size(), 2u);
    EXPECT_EQ(titles("ernst", {"promise"}), Titles{});
}

TEST_P(Search, FollowsARenamingAndARemoval) {
    const auto id = company.customer("Ernst Handel");
    listen();
    ASSERT_TRUE(company.act<records::Of<Party>>([&](Tx& tx) {
        auto party = records::take<Party>(tx, id);
        (*party)->name = {"Huber Handel"};
        return save(tx, std::move(*party));
    }));
    listen();
    EXPECT_EQ(titles("ernst"), Titles{});
    EXPECT_EQ(titles("huber"), Titles{"Huber Handel"});
    ASSERT_TRUE(company.act<records::Of<Party>>([&](Tx& tx) { return records::remove<Party>(tx, id); }));
    EXPECT_EQ(titles("huber"), Titles{});  // before the index has heard of it
    listen();
    EXPECT_EQ(titles("huber"), Titles{});
}

TEST_P(Search, NeverShowsWhatTheReaderMayNotSee) {
    const auto id = company.customer("Secret Bakery");
    listen();
    ASSERT_EQ(titles("secret").size(), 1u);
    ASSERT_TRUE(company.act<Done>([&](Tx& tx) -> Result<Done> {
        tx.link.run(label_it, {id.value});
        return Done{};
    }));
    EXPECT_EQ(titles("secret"), Titles{});
}

TEST_P(Search, ACustomerIsFoundHoweverManyNewerOnesShareTheWord) {
    company.customer("Ernst Handel");
    for (int i = 0; i < 3 * candidates_max; ++i) company.customer("Newer " + std::to_string(i) + " Ernstbrunn");
    listen();
    EXPECT_EQ(titles("ernst handel").at(0), "Ernst Handel");
}

TEST_P(Search, OddQuestionsFindNothingAndHarmNothing) {
    company.customer("Ernst Handel");
    listen();
    for (const auto* typed : {"\"", "' OR 1=1 --", "ernst*)", "NEAR(", ":", "\\", "%", "𝕰", "🎂", "ernst:*"}) {
        EXPECT_LE(find(typed).size(), 1u) << typed;
    }
    EXPECT_EQ(titles("ernst*)"), Titles{"Ernst Handel"});
}

TEST_P(Search, ListensToTheTailByItself) {
    records::Tail tail{company.workspace};
    search::feature().listen(tail, company.workspace);
    company.customer("Before the start");
    tail.start();
    company.customer("After the start");
    for (int i = 0; i < 500 && titles("start").size() < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    tail.stop();
    EXPECT_EQ(titles("start").size(), 2u);
}

}  // namespace
