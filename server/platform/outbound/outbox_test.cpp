#include "platform/outbound/sender.h"

#include <gmock/gmock.h>

#include "tests/company.h"
#include "tests/mailbox.h"

namespace {

using outbound::Letter;
using outbound::LetterId;
using outbound::Sender;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Outbox : public OnBothEngines {
protected:
    Letter letter() {
        return {.to = {"bert@helios.example"},
                .subject = "Grüße aus der Werkstatt",
                .paragraphs = {"Hello Bert,", "a < b & \"c\", says Ana."},
                .link_words = "Sign in",
                .link = "http://localhost:8080/sign-in#abc",
                .closing = "Bye.",
                .good_until = company.now() + std::chrono::minutes{15}};
    }
    void post(const Letter& letter) {
        ASSERT_TRUE(company.act<LetterId>([&](Tx& tx) -> Result<LetterId> { return outbound::post(tx, letter); }));
    }
    std::int64_t waiting() {
        return company.look<std::int64_t>([](Tx& tx) { return outbound::waiting(tx); });
    }
    Sender sender() {
        return {company.workspace, {mailbox.url(), "steward@helios.example"}, [&](const std::string& line) { log.push_back(line); }};
    }

    Mailbox mailbox;
    std::vector<std::string> log;
};
ON_BOTH_ENGINES(Outbox);

TEST_P(Outbox, ALetterArrivesOnceAndIsKeptNoLonger) {
    post(letter());
    auto sender = this->sender();
    EXPECT_EQ(sender.send_due(), 1);
    EXPECT_EQ(sender.send_due(), 0);
    ASSERT_EQ(mailbox.mails().size(), 1u);
    const auto mail = mailbox.mails().front();
    EXPECT_EQ(mail.to, "bert@helios.example");
    EXPECT_EQ(mail.from, "steward@helios.example");
    EXPECT_EQ(mail.header("From"), "Kesselhaus Film <steward@helios.example>");
    EXPECT_EQ(mail.header("Subject"), "=?UTF-8?B?R3LDvMOfZSBhdXMgZGVyIFdlcmtzdGF0dA==?=");
    EXPECT_THAT(mail.header("Date"), HasSubstr("Mon, 23 Nov 2026 08:00:00"));
    EXPECT_THAT(mail.body(), HasSubstr("Sign in: http://localhost:8080/sign-in#abc"));
    EXPECT_THAT(mail.body(), HasSubstr("a < b & \"c\", says Ana."));
    EXPECT_THAT(mail.body(), HasSubstr("a &lt; b &amp; &quot;c&quot;, says Ana."));
    EXPECT_EQ(waiting(), 0) << "the link in it is kept nowhere";
    EXPECT_THAT(log, IsEmpty()) << "with a mail server no link is in the log";
}

TEST_P(Outbox, WithoutAMailServerTheLinkIsPrintedToTheLog) {
    post(letter());
    Sender without{company.workspace, {}, [&](const std::string& line) { log.push_back(line); }};
    EXPECT_EQ(without.send_due(), 1);
    EXPECT_THAT(log, ElementsAre(HasSubstr("bert@helios.example: http://localhost:8080/sign-in#abc")));
    EXPECT_EQ(waiting(), 0);
}

TEST_P(Outbox, WhatIsRefusedForNowIsTriedAgainLaterUnderTheSameMessageId) {
    mailbox.answers("451 greylisted, come again");
    post(letter());
    auto sender = this->sender();
    EXPECT_EQ(sender.send_due(), 0);
    EXPECT_EQ(waiting(), 1);
    mailbox.answers("");
    EXPECT_EQ(sender.send_due(), 0) << "not before its time";
    company.wait(std::chrono::minutes{1});
    EXPECT_EQ(sender.send_due(), 1);
    EXPECT_THAT(mailbox.mails().front().header("Message-ID"), HasSubstr("@localhost>"));
}

TEST_P(Outbox, AMailServerThatIsAwayLosesNothing) {
    post(letter());
    Sender nowhere{company.workspace, {"smtp://127.0.0.1:1", ""}, {}};
    EXPECT_EQ(nowhere.send_due(), 0);
    EXPECT_EQ(waiting(), 1);
    company.wait(std::chrono::minutes{2});
    EXPECT_EQ(sender().send_due(), 1);
}

TEST_P(Outbox, WhatIsRefusedForGoodIsNotTriedAgain) {
    mailbox.answers("550 nobody by that name here");
    post(letter());
    EXPECT_EQ(sender().send_due(), 0);
    EXPECT_EQ(waiting(), 0);
}

TEST_P(Outbox, ALinkThatHasExpiredIsNotSentAnyMore) {
    post(letter());
    company.wait(std::chrono::minutes{16});
    EXPECT_EQ(sender().send_due(), 0);
    EXPECT_THAT(mailbox.mails(), IsEmpty());
    EXPECT_EQ(waiting(), 0);
}

TEST_P(Outbox, TwoSendersSendEachLetterOnce) {
    for (int i = 0; i < 8; ++i) {
        post(letter());
    }
    std::atomic<int> sent{0};
    {
        std::jthread one{[&] { sent += sender().send_due(); }};
        std::jthread other{[&] { sent += sender().send_due(); }};
    }
    sent += sender().send_due();
    EXPECT_EQ(sent, 8);
    EXPECT_EQ(mailbox.mails().size(), 8u);
}

TEST_P(Outbox, ALetterOfATransactionThatIsTakenBackNeverLeaves) {
    const auto refused = company.act<LetterId>([&](Tx& tx) -> Result<LetterId> {
        outbound::post(tx, letter());
        return No{Refusal::not_allowed, "no"};
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(sender().send_due(), 0);
    EXPECT_THAT(mailbox.mails(), IsEmpty());
}

TEST_P(Outbox, NoWordsMakeASecondHeader) {
    auto sly = letter();
    sly.subject = "Hello\r\nBcc: everybody@helios.example";
    post(sly);
    EXPECT_EQ(sender().send_due(), 1);
    const auto mail = mailbox.mails().front();
    EXPECT_EQ(mail.header("Bcc"), "");
    EXPECT_THAT(mail.header("Subject"), testing::StartsWith("=?UTF-8?B?"));
}

TEST(Letters, LongHeadersAreBrokenBetweenLetters) {
    const std::string words(100, 'x');
    const auto header = outbound::as_header("ä" + words + "ö");
    EXPECT_THAT(header, HasSubstr("?=\r\n =?UTF-8?B?"));
    for (std::size_t start = 0; start < header.size();) {
        const auto end = std::min(header.find("\r\n", start), header.size());
        EXPECT_LE(end - start, 76u);
        start = end + 2;
    }
    EXPECT_EQ(outbound::as_phrase("Helios"), "Helios");
    EXPECT_THAT(outbound::as_phrase("Helios <evil@x>, Inc."), testing::StartsWith("=?UTF-8?B?"));
}

}  // namespace
