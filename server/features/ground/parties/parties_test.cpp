#include "features/ground/parties/parties.h"

#include "tests/company.h"

namespace {

class Parties : public OnBothEngines {
protected:
    Result<records::Of<Party>> add(Party party) {
        return company.act<records::Of<Party>>([&](Tx& tx) { return parties::add(tx, party); });
    }
    static Party person(std::string name, std::vector<Handle> handles = {}) {
        Party party;
        party.name = {std::move(name)};
        party.handles = std::move(handles);
        return party;
    }
    std::vector<std::string> alike(const Party& party) {
        return company.look<std::vector<std::string>>([&](Tx& tx) {
            std::vector<std::string> names;
            for (const auto& brief : parties::possible_duplicates(tx, party)) {
                names.push_back(brief.name);
            }
            return names;
        });
    }
};
ON_BOTH_ENGINES(Parties);

TEST_P(Parties, APersonNeedsNoCompanyAndNothingButAName) { EXPECT_TRUE(add(person("Ilse Brandner"))); }

TEST_P(Parties, AnAddressThatIsNoneIsRefusedWhereItStands) {
    const auto before = company.events();
    const auto refused = add(person("Ana", {{HandleKind::phone, {"+49 30 1234"}, {}, false, {}}, {HandleKind::email, {"ana"}, {}, false, {}}}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.no().faults.at(0).pointer, "/handles/1/value");
    EXPECT_EQ(company.events(), before);
}

TEST_P(Parties, ASharedNumberIsOfferedAndNeverMerged) {
    const auto lukas = add(person("Lukas", {{HandleKind::phone, {"+49 (30) 007 43 21"}, {}, false, {}}}));
    const auto ruth = add(person("Ruth", {{HandleKind::phone, {"0049 30 0074321"}, {}, false, {}}}));
    ASSERT_TRUE(lukas);
    ASSERT_TRUE(ruth);
    EXPECT_NE(lukas->it.id, ruth->it.id);
    EXPECT_EQ(alike(ruth->it), std::vector<std::string>{"Lukas"});
}

TEST_P(Parties, AHandleThatWasTakenAwayNoLongerFinds) {
    const auto ana = add(person("Ana", {{HandleKind::email, {"Ana@Example.com"}, {}, false, {}}}));
    ASSERT_TRUE(ana);
    EXPECT_EQ(alike(person("x", {{HandleKind::email, {"ana@example.com"}, {}, false, {}}})), std::vector<std::string>{"Ana"});
    ASSERT_TRUE(company.act<int>([&](Tx& tx) -> Result<int> {
        auto taken = records::take(tx, ana->it.id);
        taken->it.handles.clear();
        return records::save(tx, std::move(*taken)) ? Result<int>{1} : No{Refusal::not_valid, ""};
    }));
    EXPECT_TRUE(alike(person("x", {{HandleKind::email, {"ana@example.com"}, {}, false, {}}})).empty());
}

TEST_P(Parties, ARoleStandsOnce) {
    auto party = person("Ana");
    party.roles = {PartyRole::customer, PartyRole::customer};
    EXPECT_FALSE(add(party));
}

TEST_P(Parties, AreListedByTheRoleTheyPlay) {
    company.customer("Brandner");
    company.person("Ilse");
    const auto number = company.look<std::int64_t>([&](Tx& tx) {
        return *records::count(tx, records::noun<Party>(), {.filters = {{"role", "customer"}}, .sort = {}, .cursor = {}});
    });
    EXPECT_EQ(number, 1);
}

TEST_P(Parties, TheLastTouchOnlyMovesForward) {
    const auto ana = company.customer("Ana");
    const auto other = company.customer("Bert");
    ASSERT_TRUE(company.act<int>([&](Tx& tx) -> Result<int> {
        parties::touched(tx, ana, company.now());
        parties::touched(tx, other, company.now() - std::chrono::hours{1});
        parties::touched(tx, ana, company.now() - std::chrono::hours{5});
        return 1;
    }));
    const auto first = company.look<std::string>([&](Tx& tx) {
        const auto all = records::list(tx, records::noun<Party>(), {.filters = {}, .sort = "-last_touch_at", .cursor = {}});
        return records::typed<Party>(all->front()).it.name.it;
    });
    EXPECT_EQ(first, "Ana");
}

}  // namespace
