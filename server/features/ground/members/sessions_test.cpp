#include "features/ground/members/sessions.h"

#include <thread>

#include <gmock/gmock.h>

#include "features/ground/members/cookie.h"
#include "features/ground/members/member_limits.h"
#include "features/ground/members/members.h"
#include "features/ground/members/session_store.h"
#include "features/ground/members/sign_in_store.h"
#include "features/ground/members/tokens.h"
#include "tests/company.h"

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view here = "http://localhost:8080";

class Sessions : public OnBothEngines {
protected:
    sessions::Begun begins(MemberId who, std::string browser = "Firefox") {
        return *company.act<sessions::Begun>({}, [&](Tx& tx) -> Result<sessions::Begun> { return sessions::begin(tx, who, browser); });
    }
    http::Request request(std::vector<std::pair<std::string, std::string>> headers) {
        http::Request request;
        request.headers = std::move(headers);
        request.workspace = &company.workspace;
        return request;
    }
    Result<Actor> who(std::vector<std::pair<std::string, std::string>> headers) {
        const auto request = this->request(std::move(headers));
        return company.look<Result<Actor>>([&](Tx& tx) { return members::who_is(tx, request); });
    }
    Instant last_seen(SessionId id) {
        return company.look<Instant>([&](Tx& tx) { return session_store::find(tx, id)->last_seen_at; });
    }

    const MemberId bea = company.admin("Bea");
    const MemberId bert = company.member("Bert");
};
ON_BOTH_ENGINES(Sessions);

TEST_P(Sessions, ACookieSaysWhoAsksAndWithWhichRights) {
    const auto session = begins(bea);
    const auto actor = who({{"cookie", "theme=dark; __Host-steward=" + session.secret + "; lang=en"}});
    ASSERT_TRUE(actor);
    EXPECT_EQ(actor->kind, Actor::Kind::member);
    EXPECT_EQ(actor->member, bea);
    EXPECT_EQ(actor->session, session.id);
    EXPECT_TRUE(actor->admin);
    EXPECT_EQ(actor->words, "Bea");
    EXPECT_FALSE(who({{"cookie", "__Host-steward=" + begins(bert).secret}})->admin);
}

TEST_P(Sessions, NothingIsNobodyAndSomethingWrongIsRefused) {
    EXPECT_EQ(who({})->kind, Actor::Kind::nobody);
    EXPECT_EQ(who({{"cookie", "theme=dark"}})->kind, Actor::Kind::nobody);
    EXPECT_FALSE(who({{"cookie", "__Host-steward=made-up"}}));
    EXPECT_FALSE(who({{"authorization", "Bearer made-up"}}));
    EXPECT_FALSE(who({{"authorization", "Basic YmVhOmJlYQ=="}}));
}

TEST_P(Sessions, ATokenIsNeverHelpedOutByACookie) {
    const auto session = begins(bea);
    EXPECT_FALSE(who({{"authorization", "Bearer made-up"}, {"cookie", "__Host-steward=" + session.secret}}));
    const auto token = *company.act<tokens::Made>([&](Tx& tx) { return tokens::make(tx, bert, {{"sync"}, TokenScope::read, {}}); });
    EXPECT_EQ(who({{"authorization", "bearer " + token.plain}, {"cookie", "__Host-steward=" + session.secret}})->member, bert);
}

TEST_P(Sessions, OverPlainHttpToAnotherHostTheCookieHasItsOtherName) {
    const auto session = begins(bea);
    company.workspace.base_url = "http://steward.lan:8080";
    EXPECT_EQ(who({{"cookie", "__Host-steward=" + session.secret}})->kind, Actor::Kind::nobody);
    EXPECT_EQ(who({{"cookie", "steward=" + session.secret}})->member, bea);
}

TEST_P(Sessions, ReadingWritesDownThatASessionIsInUseAtMostEveryFewMinutes) {
    const auto session = begins(bea);
    const std::vector<std::pair<std::string, std::string>> cookie{{"cookie", "__Host-steward=" + session.secret}};
    const auto begun = company.now();
    company.wait(members::session_seen_every);
    ASSERT_TRUE(who(cookie));
    EXPECT_EQ(last_seen(session.id), begun) << "not yet time";
    company.wait(std::chrono::seconds{1});
    ASSERT_TRUE(who(cookie));
    for (int i = 0; i < 200 && last_seen(session.id) == begun; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});  // it is written soon, by another thread
    }
    EXPECT_EQ(last_seen(session.id), company.now());
}

TEST_P(Sessions, OnesOwnSessionsAreListedAndEndedAndNobodyElses) {
    const auto at_work = begins(bert, "Firefox");
    const auto at_home = begins(bert, "Chrome on a phone");
    const auto beas = begins(bea);
    const auto all = company.look<std::vector<Session>>([&](Tx& tx) { return sessions::of(tx, bert); });
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].user_agent, "Chrome on a phone");

    const auto ends = [&](SessionId id) { return company.act<Done>(company.as(bert), [&](Tx& tx) { return sessions::end(tx, id, bert); }); };
    const auto before = company.events();
    EXPECT_EQ(ends(beas.id).no().why, Refusal::not_found);
    EXPECT_EQ(company.events(), before);
    EXPECT_TRUE(who({{"cookie", "__Host-steward=" + beas.secret}}));
    EXPECT_TRUE(ends(at_work.id));
    EXPECT_FALSE(who({{"cookie", "__Host-steward=" + at_work.secret}}));
    EXPECT_TRUE(who({{"cookie", "__Host-steward=" + at_home.secret}}));
}

TEST_P(Sessions, ThatOneEndedIsForTheHouseAloneToKnow) {
    const auto session = begins(bert);
    (void)company.act<Done>(company.as(bert), [&](Tx& tx) { return sessions::end(tx, session.id, bert); });
    std::int64_t label_set = 0;
    company.look<int>([&](Tx& tx) {
        tx.link.rows(store::intern("SELECT label_set FROM event WHERE type = 'sessions.ended'"), {}, [&](store::Row& row) { label_set = row.integer(0); });
        return 0;
    });
    EXPECT_LT(label_set, 0) << "a label set that no member can hold";
}

TEST_P(Sessions, NobodyHasMoreThanFiftyAndTheOldestGoes) {
    const auto first = begins(bert);
    for (int i = 0; i < members::sessions_of_a_member_max; ++i) {
        begins(bert);
    }
    EXPECT_FALSE(who({{"cookie", "__Host-steward=" + first.secret}}));
    EXPECT_THAT(company.look<std::vector<Session>>([&](Tx& tx) { return sessions::of(tx, bert); }), SizeIs(members::sessions_of_a_member_max));
}

TEST_P(Sessions, TheSameBrowserGetsADifferentSecretEachTime) {
    const auto one = begins(bert);
    const auto other = begins(bert);
    EXPECT_NE(one.secret, other.secret);
    EXPECT_GE(one.secret.size(), 22u) << "128 bits at least";
}

TEST(Cookies, AreOfThisHostAloneAndSecureWhereverABrowserTakesThat) {
    EXPECT_THAT(cookie::set(here, "abc"), testing::StartsWith("__Host-steward=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age="));
    EXPECT_THAT(cookie::set("https://steward.example", "abc"), testing::StartsWith("__Host-steward=abc; Path=/; Secure; HttpOnly"));
    EXPECT_THAT(cookie::set("http://192.168.1.7:8080", "abc"), testing::StartsWith("steward=abc; Path=/; HttpOnly; SameSite=Lax"));
    EXPECT_THAT(cookie::set("http://localhost.evil.example", "abc"), Not(HasSubstr("Secure")));
    EXPECT_THAT(cookie::gone(here), testing::EndsWith("Max-Age=0"));
    EXPECT_THAT(cookie::set(here, "abc"), Not(HasSubstr("Domain")));
}

TEST(Cookies, AreReadAmongOthers) {
    EXPECT_EQ(cookie::secret_in("a=b; __Host-steward=abc", here), "abc");
    EXPECT_EQ(cookie::secret_in("__Host-steward=abc;x", here), "abc");
    EXPECT_THAT(cookie::secret_in("steward=abc; x__Host-steward=def", here), IsEmpty());
    EXPECT_THAT(cookie::secret_in("", here), IsEmpty());
}

}  // namespace
