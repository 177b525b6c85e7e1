#include <gmock/gmock.h>

#include "features/ground/members/members.h"
#include "features/ground/members/sign_in.h"
#include "tests/company.h"

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

const std::string url = "https://steward.example";

class FromTheCommandLine : public OnBothEngines {
protected:
    Result<std::string> begins(members::Beginning typed) { return members::begin_company(company.workspace, typed, url); }
    members::Beginning helios() { return {.company = "Helios", .time_zone = "Europe/Berlin", .name = "", .email = "bea.roth@helios.example", .password = ""}; }
};
ON_BOTH_ENGINES(FromTheCommandLine);

TEST_P(FromTheCommandLine, ACompanyBeginsWithALinkForItsFirstAdministrator) {
    const auto link = begins(helios());
    ASSERT_TRUE(link);
    EXPECT_THAT(*link, StartsWith(url + "/sign-in#"));
    const auto everyone = members::everyone(company.workspace);
    ASSERT_THAT(everyone, SizeIs(1));
    EXPECT_EQ(everyone[0].name.it, "Bea Roth");
    EXPECT_TRUE(everyone[0].is_admin);
    EXPECT_EQ(company.workspace.company()->name, "Helios");
    EXPECT_TRUE(company.act<MemberId>({}, [&](Tx& tx) { return sign_in::by_link(tx, link->substr(link->find('#') + 1)); }));
    EXPECT_FALSE(begins(helios())) << "once is enough";
}

TEST_P(FromTheCommandLine, WithAPasswordThereIsNoLink) {
    auto typed = helios();
    typed.password = "a sunny morning";
    EXPECT_THAT(*begins(typed), IsEmpty());
    EXPECT_TRUE(sign_in::check_password(company.workspace, {"bea.roth@helios.example"}, "a sunny morning"));
}

TEST_P(FromTheCommandLine, AllThatIsWrongIsSaidAndNothingIsBegun) {
    const auto refused = begins({.company = " ", .time_zone = "Mars/Olympus", .name = "", .email = "bea", .password = ""});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.no().faults, SizeIs(3));
    auto weak = helios();
    weak.password = "short";
    EXPECT_THAT(begins(weak).no().words, HasSubstr("at least 8"));
    EXPECT_THAT(members::everyone(company.workspace), IsEmpty());
    EXPECT_EQ(company.events(), 0);
}

TEST_P(FromTheCommandLine, AColleagueIsInvitedAndATokenMadeForWhoIsAtWork) {
    ASSERT_TRUE(begins(helios()));
    const auto link = members::invite_by_link(company.workspace, {"bert@helios.example", "Bert", true}, url);
    ASSERT_TRUE(link);
    EXPECT_THAT(*link, StartsWith(url + "/join#"));
    EXPECT_THAT(members::everyone(company.workspace), SizeIs(2));

    const auto token = members::make_token(company.workspace, {"Bea.Roth@helios.example", "import", "write"});
    ASSERT_TRUE(token);
    EXPECT_THAT(*token, StartsWith("stw_"));
    EXPECT_EQ(members::make_token(company.workspace, {"bert@helios.example", "import", "write"}).no().why, Refusal::not_found) << "has not come in yet";
    EXPECT_FALSE(members::make_token(company.workspace, {"bea.roth@helios.example", "import", "everything"}));
    EXPECT_FALSE(members::invite_by_link(company.workspace, {"no address", "", false}, url));
}

}  // namespace
