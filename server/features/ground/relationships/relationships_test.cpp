#include "features/ground/relationships/relationships.h"

#include "tests/company.h"

namespace {

using Tie = records::Of<Relationship>;

class Relationships : public OnBothEngines {
protected:
    Result<Tie> works_at(PartyId person, PartyId organisation, std::string role, std::optional<Day> since = {}, std::optional<Day> until = {}) {
        return company.act<Tie>([&](Tx& tx) { return relationships::affiliate(tx, person, organisation, Text<1, 100>{role}, since, until); });
    }
    std::vector<std::string> roles_at(PartyId party) {
        return company.look<std::vector<std::string>>([&](Tx& tx) {
            std::vector<std::string> roles;
            for (const auto& tie : relationships::at(tx, party, TieKind::affiliation)) {
                roles.push_back(tie->role->it);
            }
            return roles;
        });
    }
    std::size_t circles(PartyId person, Day day) {
        return company.look<std::size_t>([&](Tx& tx) { return relationships::circles_of(tx, person, day).size(); });
    }
};
ON_BOTH_ENGINES(Relationships);

TEST_P(Relationships, OnePersonAtThreeCompaniesAtOnce) {
    const auto petra = company.person("Petra Sorg");
    for (const auto* firm : {"Brandner Bakeries", "Helios Solar", "Haus Sonne"}) {
        ASSERT_TRUE(works_at(petra, company.customer(firm), std::string{"adviser at "} + firm));
    }
    EXPECT_EQ(roles_at(petra).size(), 3U);
    EXPECT_EQ(circles(petra, company.monday()), 3U);
}

TEST_P(Relationships, BothEndsShowTheTie) {
    const auto petra = company.person("Petra");
    const auto firm = company.customer("Brandner");
    ASSERT_TRUE(works_at(petra, firm, "shops and screens"));
    EXPECT_EQ(roles_at(petra), std::vector<std::string>{"shops and screens"});
    EXPECT_EQ(roles_at(firm), std::vector<std::string>{"shops and screens"});
}

TEST_P(Relationships, AFormerRoleStaysAndBelongsToItsTime) {
    const auto petra = company.person("Petra");
    const auto firm = company.customer("Brandner");
    ASSERT_TRUE(works_at(petra, firm, "trainee", make_day(2020, 1, 1), make_day(2022, 12, 31)));
    ASSERT_TRUE(works_at(petra, firm, "head of shops", make_day(2023, 1, 1)));
    EXPECT_EQ(roles_at(petra).size(), 2U);
    EXPECT_EQ(circles(petra, make_day(2021, 6, 1)), 1U);
    EXPECT_EQ(circles(petra, make_day(2019, 6, 1)), 0U);
    EXPECT_EQ(circles(petra, company.monday()), 1U);
}

TEST_P(Relationships, NobodyIsTiedToThemselves) {
    const auto firm = company.customer("Brandner");
    const auto before = company.events();
    EXPECT_FALSE(works_at(firm, firm, "itself"));
    EXPECT_FALSE(company.act<Tie>([&](Tx& tx) { return relationships::tie(tx, firm, firm, {}); }));
    EXPECT_EQ(company.events(), before);
}

TEST_P(Relationships, AnOrganisationThatIsNotHereIsRefused) {
    const auto petra = company.person("Petra");
    const auto refused = works_at(petra, PartyId{12345}, "ghost");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.no().faults.at(0).pointer, "/organisation");
}

TEST_P(Relationships, APersonIsNoOrganisation) { EXPECT_FALSE(works_at(company.person("Petra"), company.person("Lukas"), "friend")); }

TEST_P(Relationships, TheSameTieTwiceIsOne) {
    const auto petra = company.person("Petra");
    const auto firm = company.customer("Brandner");
    ASSERT_TRUE(works_at(petra, firm, "cook"));
    EXPECT_FALSE(works_at(petra, firm, "cook"));
    EXPECT_TRUE(works_at(petra, firm, "driver"));
}

TEST_P(Relationships, ItEndsAfterItBegan) {
    const auto petra = company.person("Petra");
    const auto refused = works_at(petra, company.customer("B"), "cook", make_day(2026, 2, 1), make_day(2026, 1, 1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.no().faults.at(0).pointer, "/until");
}

TEST_P(Relationships, CustomersAreListedByWhoCaresForThem) {
    const auto brandner = company.customer("Brandner");
    company.customer("Helios");
    const MemberId bea = company.member("Bea Auer");
    const auto cared_for = [&] {
        return company.look<std::int64_t>([&](Tx& tx) {
            return *records::count(tx, records::noun<Party>(), {.filters = {{"care", ids::to_text(bea)}}, .sort = {}, .cursor = {}});
        });
    };
    EXPECT_EQ(cared_for(), 0);
    ASSERT_TRUE(company.act<Tie>([&](Tx& tx) { return relationships::care(tx, brandner, bea, {}, {}); }));
    EXPECT_EQ(cared_for(), 1);
}

TEST_P(Relationships, ACareTeamNamesAColleagueOrATeamAndNotBoth) {
    const auto firm = company.customer("Brandner");
    EXPECT_FALSE(company.act<Tie>([&](Tx& tx) { return relationships::care(tx, firm, {}, {}, {}); }));
    EXPECT_FALSE(company.act<Tie>([&](Tx& tx) { return relationships::care(tx, firm, MemberId{1}, TeamId{1}, {}); }));
}

}  // namespace
