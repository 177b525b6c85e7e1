#include "features/ground/members/sign_in.h"

#include <chrono>
#include <thread>

#include <gmock/gmock.h>

#include "features/ground/members/member_limits.h"
#include "features/ground/members/members.h"
#include "features/ground/members/password.h"
#include "features/ground/members/session_store.h"
#include "features/ground/members/sessions.h"
#include "features/ground/members/sign_in_store.h"
#include "platform/outbound/sender.h"
#include "tests/company.h"

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string& hash_of_rights() {
    static const std::string hash = *password::hash("the right words");
    return hash;
}

class SigningIn : public OnBothEngines {
protected:
    SigningIn() {
        (void)company.act<Done>([&](Tx& tx) -> Result<> {
            sign_in_store::keep(tx, bert, hash_of_rights());
            sign_in_store::keep(tx, ana, std::nullopt);
            return Done{};
        });
    }
    Result<MemberId> tries(const std::string& email, const std::string& password) {
        const auto checked = sign_in::check_password(company.workspace, {email}, password);
        if (!checked) {
            return checked.no();
        }
        return company.act<MemberId>({}, [&](Tx& tx) { return sign_in::by_password(tx, *checked); });
    }
    Result<MemberId> opens(const std::string& link) {
        return company.act<MemberId>({}, [&](Tx& tx) { return sign_in::by_link(tx, link.substr(link.find('#') + 1)); });
    }
    void asks_for_link(const std::string& email) {
        (void)company.act<Done>({}, [&](Tx& tx) -> Result<> {
            sign_in::send_link(tx, {email}, "http://localhost:8080");
            return Done{};
        });
    }
    // What the log holds after the outbox was emptied.
    std::vector<std::string> mailed() {
        std::vector<std::string> lines;
        outbound::Sender{company.workspace, {}, [&](const std::string& line) { lines.push_back(line); }}.send_due();
        return lines;
    }
    std::string begin_session(MemberId who) {
        return *company.act<std::string>({}, [&](Tx& tx) -> Result<std::string> { return sessions::begin(tx, who, "Firefox").secret; });
    }
    Result<Actor> comes_with(const std::string& secret) {
        return company.look<Result<Actor>>([&](Tx& tx) -> Result<Actor> {
            auto known = sessions::whose(tx, secret);
            return known ? Result<Actor>{known->actor} : known.no();
        });
    }
    Result<std::string> sets_password(const Actor& actor, std::optional<std::string> current) {
        const auto checked = sign_in::check_own_password(company.workspace, actor, current);
        if (!checked) {
            return checked.no();
        }
        return company.act<std::string>(actor, [&](Tx& tx) { return sign_in::set_password(tx, *checked, hash_of_rights()); });
    }

    const MemberId bert = company.member("Bert");
    const MemberId ana = company.member("Ana");
    const std::string berts = "bert@kesselhaus.example";
};
ON_BOTH_ENGINES(SigningIn);

TEST_P(SigningIn, ThePasswordLetsInAndNothingElseDoesInTheSameWords) {
    EXPECT_EQ(*tries("  BERT@kesselhaus.example", "the right words"), bert);
    company.member("Carl");
    const auto words = sign_in::refused().words;
    EXPECT_EQ(tries(berts, "the wrong words").no().words, words);
    EXPECT_EQ(tries("nobody@kesselhaus.example", "the right words").no().words, words);
    EXPECT_EQ(tries("ana@kesselhaus.example", "").no().words, words) << "who has no password cannot be guessed";
    EXPECT_EQ(tries("carl@kesselhaus.example", "the right words").no().words, words) << "nor who never came in";
    EXPECT_EQ(tries(berts, "the wrong words").no().why, Refusal::not_allowed);
}

TEST_P(SigningIn, WhoLeftCannotComeBackByPassword) {
    (void)*company.act<records::Of<Member>>([&](Tx& tx) { return members::leave(tx, bert); });
    EXPECT_FALSE(tries(berts, "the right words"));
}

TEST_P(SigningIn, TenGuessesInAQuarterOfAnHourAreAllThatFitHoweverManyGuessAtOnce) {
    std::atomic<int> refused{0};
    std::atomic<int> too_many{0};
    std::vector<std::jthread> crowd;
    for (int i = 0; i < 24; ++i) {
        crowd.emplace_back([&] {
            auto answer = tries(berts, "guess");
            while (answer.no().why == Refusal::try_later) {
                answer = tries(berts, "guess");
            }
            ++(answer.no().why == Refusal::too_many ? too_many : refused);
        });
    }
    crowd.clear();
    EXPECT_LE(refused, members::guesses_max);
    EXPECT_EQ(refused + too_many, 24);
    EXPECT_EQ(tries(berts, "the right words").no().why, Refusal::too_many) << "the eleventh is not even tried";
}

TEST_P(SigningIn, TheVictimOfGuessingKeepsTheirSessionAndComesInByALink) {
    const auto session = begin_session(bert);
    for (int i = 0; i < members::guesses_max; ++i) {
        EXPECT_FALSE(tries(berts, "guess"));
    }
    EXPECT_EQ(tries(berts, "the right words").no().why, Refusal::too_many);
    EXPECT_TRUE(comes_with(session));
    asks_for_link(berts);
    EXPECT_EQ(*opens(mailed().at(0)), bert);
    EXPECT_EQ(tries("ana@kesselhaus.example", "guess").no().why, Refusal::not_allowed) << "nobody else is slowed down";
}

TEST_P(SigningIn, AfterAQuarterOfAnHourThereIsRoomAgainAndARightAnswerTakesNone) {
    for (int i = 0; i < 2 * members::guesses_max; ++i) {
        ASSERT_TRUE(tries(berts, "the right words"));
    }
    for (int i = 0; i < members::guesses_max; ++i) {
        ASSERT_EQ(tries(berts, "guess").no().why, Refusal::not_allowed);
    }
    ASSERT_EQ(tries(berts, "guess").no().why, Refusal::too_many);
    company.wait(15min);
    EXPECT_TRUE(tries(berts, "the right words"));
}

TEST_P(SigningIn, AnUnknownAddressHasItsGuessesCountedJustTheSame) {
    for (int i = 0; i < members::guesses_max; ++i) {
        ASSERT_EQ(tries("nobody@kesselhaus.example", "guess").no().why, Refusal::not_allowed);
    }
    EXPECT_EQ(tries("nobody@kesselhaus.example", "guess").no().why, Refusal::too_many);
}

TEST_P(SigningIn, TheClockDoesNotTellWhoWorksHere) {
    const auto lasts = [&](const std::string& email) {
        const auto begun = std::chrono::steady_clock::now();
        EXPECT_FALSE(tries(email, "guess"));
        return std::chrono::steady_clock::now() - begun;
    };
    auto known = std::chrono::steady_clock::duration::max();
    auto unknown = known;
    for (int i = 0; i < 4; ++i) {
        known = std::min(known, lasts(berts));
        unknown = std::min(unknown, lasts("nobody@kesselhaus.example"));
    }
    EXPECT_GT(unknown * 2, known) << "an unknown address is hashed too";
    EXPECT_GT(known * 2, unknown);
}

TEST_P(SigningIn, AMailedLinkWorksOnceAndForAQuarterOfAnHour) {
    asks_for_link(berts);
    asks_for_link(berts);
    const auto links = mailed();
    ASSERT_THAT(links, SizeIs(2));
    EXPECT_EQ(*opens(links[0]), bert);
    EXPECT_FALSE(opens(links[0])) << "used";
    EXPECT_FALSE(opens(links[1])) << "whoever is in needs no second one lying about";
    asks_for_link(berts);
    const auto late = mailed().at(0);
    company.wait(15min);
    EXPECT_FALSE(opens(late));
    EXPECT_FALSE(opens("#made-up"));
}

TEST_P(SigningIn, NoMailGoesToWhoDoesNotWorkHereAndNotMoreThanAFewToAnybody) {
    asks_for_link("nobody@kesselhaus.example");
    EXPECT_THAT(mailed(), IsEmpty());
    for (int i = 0; i < 20; ++i) {
        asks_for_link(berts);
    }
    const auto links = mailed();
    ASSERT_THAT(links, SizeIs(members::links_asked_max));
    EXPECT_TRUE(opens(links.front())) << "asking for many takes none of them away";
}

TEST_P(SigningIn, WhatIsKeptIsNoSecret) {
    asks_for_link(berts);
    const auto link = mailed().at(0);
    const auto session = begin_session(bert);
    const auto found = [&](const char* table, const std::string& secret) {
        bool found = false;
        company.look<int>([&](Tx& tx) {
            tx.link.rows(store::intern(std::string{"SELECT secret FROM "} + table), {}, [&](store::Row& row) {
                const auto bytes = row.bytes(0);
                EXPECT_EQ(bytes.size(), 32u);
                found = found || std::string(bytes.begin(), bytes.end()).find(secret.substr(0, 8)) != std::string::npos;
            });
            return 0;
        });
        return found;
    };
    EXPECT_FALSE(found("session", session));
    EXPECT_FALSE(found("sign_in_link", link.substr(link.find('#') + 1)));
    EXPECT_THAT(hash_of_rights(), testing::StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
}

TEST_P(SigningIn, ASessionEndsAfterAWeekUnusedAndAfterAMonthInAnyCase) {
    const auto idle = begin_session(bert);
    company.wait(std::chrono::days{7});
    EXPECT_FALSE(comes_with(idle));

    const auto used = begin_session(bert);
    for (int day = 0; day < 29; ++day) {
        company.wait(std::chrono::days{1});
        const auto actor = comes_with(used);
        ASSERT_TRUE(actor) << day;
        (void)company.act<Done>([&](Tx& tx) -> Result<> {
            sessions::seen(tx, actor->session);
            return Done{};
        });
    }
    company.wait(std::chrono::days{1});
    EXPECT_FALSE(comes_with(used));
}

TEST_P(SigningIn, AClockThatIsSetBackLetsNoSessionLiveLonger) {
    const auto session = begin_session(bert);
    company.wait(-std::chrono::days{10});
    EXPECT_FALSE(comes_with(session));
}

TEST_P(SigningIn, ANewPasswordSignsOutEverywhereElseAndChangesTheSecretHere) {
    const auto here = begin_session(bert);
    const auto elsewhere = begin_session(bert);
    const auto actor = *comes_with(here);
    company.wait(1h);
    EXPECT_FALSE(sets_password(actor, {}));
    EXPECT_EQ(sets_password(actor, "not it").no().faults.front().pointer, "/current");
    EXPECT_TRUE(comes_with(elsewhere)) << "a refusal changes nothing";

    const auto renewed = sets_password(actor, "the right words");
    ASSERT_TRUE(renewed);
    EXPECT_FALSE(comes_with(here));
    EXPECT_FALSE(comes_with(elsewhere));
    EXPECT_EQ(comes_with(*renewed)->member, bert);
}

TEST_P(SigningIn, WhoCameInByALinkJustNowNeedsNoOldPassword) {
    EXPECT_TRUE(sets_password(*comes_with(begin_session(bert)), {}));
    EXPECT_TRUE(sets_password(*comes_with(begin_session(ana)), {})) << "and who has none, neither";
    Actor program = company.as(bert);
    EXPECT_FALSE(sets_password(program, "the right words")) << "a token never may";
}

TEST_P(SigningIn, WhatHasExpiredIsSweptAwayAndWhatIsGoodStays) {
    const auto rows = [&] {
        std::int64_t count = 0;
        company.look<int>([&](Tx& tx) {
            for (const auto* table : {"session", "sign_in_link", "guess"}) {
                tx.link.rows(store::intern(std::string{"SELECT COUNT(*) FROM "} + table), {}, [&](store::Row& row) { count += row.integer(0); });
            }
            return 0;
        });
        return count;
    };
    const auto sweep = [&] {
        (void)company.act<Done>([](Tx& tx) -> Result<> {
            members::sweep(tx);
            return Done{};
        });
    };
    begin_session(bert);
    asks_for_link(berts);
    const auto before = rows();
    sweep();
    EXPECT_EQ(rows(), before);
    company.wait(std::chrono::days{32});
    const auto fresh = begin_session(bert);
    sweep();
    EXPECT_EQ(rows(), 1);
    EXPECT_TRUE(comes_with(fresh));
}

TEST(Passwords, AreLongEnoughAndNotOneLetterOverAndOver) {
    EXPECT_EQ(password::why_bad("Käse und Brot"), "");
    EXPECT_THAT(password::why_bad("kurz"), HasSubstr("at least 8"));
    EXPECT_THAT(password::why_bad(std::string(201, 'x')), HasSubstr("at most 200"));
    EXPECT_THAT(password::why_bad("aaaaaaaaaaaa"), HasSubstr("easy to guess"));
    EXPECT_THAT(password::why_bad(std::string("zero\0byte inside", 16)), Not(IsEmpty()));
}

TEST(Passwords, AreVerifiedAndAHashThatNobodyHasFitsNothing) {
    EXPECT_TRUE(*password::verify(hash_of_rights(), "the right words"));
    EXPECT_FALSE(*password::verify(hash_of_rights(), "the right word"));
    EXPECT_FALSE(*password::verify(std::nullopt, ""));
}

}  // namespace
