#include "features/ground/members/tokens.h"

#include <gmock/gmock.h>

#include "features/ground/members/members.h"
#include "tests/company.h"

namespace {

using testing::HasSubstr;
using testing::SizeIs;

class Tokens : public OnBothEngines {
protected:
    Result<tokens::Made> makes(tokens::NewToken wanted) {
        return company.act<tokens::Made>([&](Tx& tx) { return tokens::make(tx, bert, wanted); });
    }
    Result<Actor> acts(const std::string& plain) {
        return company.look<Result<Actor>>([&](Tx& tx) -> Result<Actor> {
            const auto known = tokens::whose(tx, plain);
            return known ? Result<Actor>{known->actor} : known.no();
        });
    }

    const MemberId bea = company.admin("Bea");
    const MemberId bert = company.member("Bert");
};
ON_BOTH_ENGINES(Tokens);

TEST_P(Tokens, ATokenActsForItsMemberWithNoMoreThanItsScope) {
    const auto reads = makes({{"report"}, TokenScope::read, {}});
    const auto writes = makes({{"sync"}, TokenScope::write, {}});
    EXPECT_THAT(reads->plain, testing::StartsWith("stw_"));
    EXPECT_EQ(acts(reads->plain)->member, bert);
    EXPECT_FALSE(acts(reads->plain)->may_write);
    EXPECT_TRUE(acts(writes->plain)->may_write);
    EXPECT_FALSE(acts(writes->plain)->session) << "a token is no session";
    EXPECT_FALSE(acts("stw_made_up"));
    EXPECT_FALSE(acts(""));
}

TEST_P(Tokens, ATokenHasTheRightsOfItsMemberAtThatMoment) {
    const auto made = makes({{"sync"}, TokenScope::write, {}});
    EXPECT_FALSE(acts(made->plain)->admin);
    ASSERT_TRUE(company.act<records::Of<Member>>([&](Tx& tx) { return members::make_admin(tx, bert); }));
    EXPECT_TRUE(acts(made->plain)->admin);
    ASSERT_TRUE(company.act<records::Of<Member>>([&](Tx& tx) { return members::no_longer_admin(tx, bert); }));
    EXPECT_FALSE(acts(made->plain)->admin);
    ASSERT_TRUE(company.act<records::Of<Member>>([&](Tx& tx) { return members::leave(tx, bert); }));
    EXPECT_FALSE(acts(made->plain));
}

TEST_P(Tokens, ATokenIsGoodToTheEndOfItsLastDay) {
    const auto made = makes({{"trial"}, TokenScope::read, company.tuesday()});
    company.wait_until(company.tuesday());
    EXPECT_TRUE(acts(made->plain));
    company.wait_until(company.tuesday() + std::chrono::days{1});
    EXPECT_FALSE(acts(made->plain));
    EXPECT_EQ(makes({{"late"}, TokenScope::read, company.monday()}).no().faults.front().pointer, "/expires_on");
}

TEST_P(Tokens, TheListShowsEverythingButTheSecretAndAnEndedTokenIsGone) {
    const auto made = makes({{"trial"}, TokenScope::read, company.tuesday()});
    const auto all = company.look<std::vector<Token>>([&](Tx& tx) { return tokens::of(tx, bert); });
    ASSERT_THAT(all, SizeIs(1));
    EXPECT_EQ(all[0].expires_on, company.tuesday());
    EXPECT_THAT(describe::print(all[0]), testing::Not(HasSubstr(made->plain.substr(4))));

    const auto ends = [&](MemberId who) { return company.act<Done>([&](Tx& tx) { return tokens::end(tx, made->id, who); }); };
    EXPECT_FALSE(ends(bea)) << "nobody ends another's token";
    EXPECT_TRUE(acts(made->plain));
    EXPECT_TRUE(ends(bert));
    EXPECT_FALSE(acts(made->plain));
}

}  // namespace
