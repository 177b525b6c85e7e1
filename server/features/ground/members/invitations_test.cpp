#include "features/ground/members/invitations.h"

#include <gmock/gmock.h>

#include "features/ground/members/members.h"
#include "features/ground/members/sign_in_store.h"
#include "platform/outbound/sender.h"
#include "tests/company.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using Colleague = records::Of<Member>;

class Invitations : public OnBothEngines {
protected:
    Result<invitations::Made> invites(std::string email, std::optional<Text<1, 100>> name = {}) {
        return company.act<invitations::Made>(company.as(bea), [&](Tx& tx) {
            return invitations::invite(tx, {email}, name, invitations::As::colleague, "https://steward.example");
        });
    }
    Result<Colleague> comes_in(const std::string& link, std::string name, std::optional<std::string> password_hash = {}) {
        return company.act<Colleague>({}, [&](Tx& tx) { return invitations::accept(tx, link.substr(link.find('#') + 1), {name}, password_hash); });
    }
    Result<Colleague> looks(const std::string& link) {
        return company.look<Result<Colleague>>([&](Tx& tx) { return invitations::look(tx, link.substr(link.find('#') + 1)); });
    }

    const MemberId bea = company.admin("Bea");
};
ON_BOTH_ENGINES(Invitations);

TEST_P(Invitations, AnInvitedColleagueSaysTheirNameAndIsAtWork) {
    const auto made = invites("bert.meier@helios.example");
    ASSERT_TRUE(made);
    EXPECT_EQ(made->member->state, MemberState::invited);
    EXPECT_EQ(made->member->name.it, "Bert Meier");
    EXPECT_THAT(made->link, testing::StartsWith("https://steward.example/join#"));
    EXPECT_EQ(looks(made->link)->it.email.it, "bert.meier@helios.example");

    const auto bert = comes_in(made->link, "Bert", "hash");
    ASSERT_TRUE(bert);
    EXPECT_TRUE(bert->it.is_active());
    EXPECT_FALSE(bert->it.is_admin);
    EXPECT_EQ(bert->it.name.it, "Bert");
    EXPECT_THAT(company.event_types(), testing::Contains("members.joined"));
    EXPECT_EQ(company.look<std::optional<std::string>>([&](Tx& tx) { return sign_in_store::of(tx, bert->it.id)->password; }), "hash");
}

TEST_P(Invitations, TheLinkIsMailedWithWhoInvites) {
    const auto made = invites("bert@helios.example", Text<1, 100>{"Bert"});
    std::vector<std::string> log;
    outbound::Sender{company.workspace, {}, [&](const std::string& line) { log.push_back(line); }}.send_due();
    EXPECT_THAT(log, ElementsAre(HasSubstr(made->link)));
}

TEST_P(Invitations, AnInvitationIsUsedOnce) {
    const auto made = invites("bert@helios.example");
    ASSERT_TRUE(comes_in(made->link, "Bert"));
    const auto before = company.events();
    EXPECT_EQ(comes_in(made->link, "Mallory").no().why, Refusal::not_found);
    EXPECT_FALSE(looks(made->link));
    EXPECT_EQ(company.events(), before);
}

TEST_P(Invitations, AnInvitationIsGoodForAWeek) {
    const auto made = invites("bert@helios.example");
    company.wait(std::chrono::days{7} - std::chrono::seconds{1});
    EXPECT_TRUE(looks(made->link));
    company.wait(std::chrono::seconds{1});
    EXPECT_FALSE(looks(made->link));
    EXPECT_FALSE(comes_in(made->link, "Bert"));
    EXPECT_FALSE(comes_in("#made-up", "Bert"));
}

TEST_P(Invitations, InvitingAgainGivesANewLinkAndEndsTheOldOne) {
    const auto first = invites("bert@helios.example");
    const auto second = invites("BERT@helios.example", Text<1, 100>{"Herr Meier"});
    ASSERT_TRUE(second);
    EXPECT_EQ(second->member->id, first->member->id);
    EXPECT_EQ(second->member->name.it, "Herr Meier");
    EXPECT_FALSE(comes_in(first->link, "Bert"));
    EXPECT_TRUE(comes_in(second->link, "Bert"));
}

TEST_P(Invitations, WhoWorksHereOrHasLeftIsNotInvitedAnew) {
    const auto made = invites("bert@helios.example");
    ASSERT_TRUE(comes_in(made->link, "Bert"));
    const auto before = company.events();
    EXPECT_THAT(invites("bert@helios.example").no().words, HasSubstr("works here already"));
    EXPECT_EQ(company.events(), before);
    ASSERT_TRUE(company.act<Colleague>([&](Tx& tx) { return members::leave(tx, made->member->id); }));
    EXPECT_THAT(invites("bert@helios.example").no().words, HasSubstr("Bring them back"));
}

TEST_P(Invitations, LeavingEndsAnInvitationAndComingBackNeedsANewOne) {
    const auto made = invites("bert@helios.example");
    ASSERT_TRUE(company.act<Colleague>([&](Tx& tx) { return members::leave(tx, made->member->id); }));
    EXPECT_FALSE(looks(made->link));
    const auto back = company.act<Colleague>([&](Tx& tx) { return members::reinstate(tx, made->member->id); });
    EXPECT_EQ(back->it.state, MemberState::invited);
    EXPECT_FALSE(looks(made->link));
    EXPECT_TRUE(comes_in(invites("bert@helios.example")->link, "Bert"));
}

}  // namespace
