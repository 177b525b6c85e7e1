#include "platform/http/rate_limits.h"

#include <gtest/gtest.h>

#include "platform/http/address.h"
#include "platform/http/page.h"

using std::chrono::milliseconds;

TEST(RateLimits, GiveABurstAndThenAStream) {
    http::RateLimits limits;
    const http::Allowance allowance{2, 3};
    auto now = http::RateLimits::Clock::now();
    const auto may = [&](std::uint64_t who) { return limits.take(allowance, who, now); };
    EXPECT_EQ(may(1).left, 2);
    EXPECT_EQ(may(1).left, 1);
    EXPECT_EQ(may(1).left, 0);
    const auto refused = may(1);
    EXPECT_FALSE(refused.may);
    EXPECT_EQ(refused.retry_in_s, 1);
    EXPECT_EQ(refused.full_in_s, 2);
    EXPECT_TRUE(may(2).may) << "somebody else has a bucket of their own";
    now += milliseconds{500};
    EXPECT_TRUE(may(1).may);
    EXPECT_FALSE(may(1).may) << "being refused costs nothing and gives nothing";
    now += std::chrono::hours{1};
    EXPECT_EQ(may(1).left, 2) << "never more than a full bucket";
}

TEST(RateLimits, CountAHouseholdOnce) {
    const auto same = [](const char* a, const char* b) {
        return http::Address::from_text(a)->neighbourhood() == http::Address::from_text(b)->neighbourhood();
    };
    EXPECT_TRUE(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")) << "one /64";
    EXPECT_FALSE(same("2001:db8:1:2::1", "2001:db8:1:3::1"));
    EXPECT_FALSE(same("192.0.2.1", "192.0.2.2"));
    EXPECT_TRUE(same("192.0.2.1", "::ffff:192.0.2.1"));
}

TEST(Callers, AreBelievedOnlyAsFarAsTheirProxies) {
    const std::vector<http::Range> trusted{*http::Range::from_text("10.0.0.0/8"), *http::Range::from_text("::1")};
    EXPECT_EQ(http::caller("203.0.113.7", "1.2.3.4", trusted), "203.0.113.7") << "no proxy of ours";
    EXPECT_EQ(http::caller("10.1.1.1", "1.2.3.4", trusted), "1.2.3.4");
    EXPECT_EQ(http::caller("10.1.1.1", "6.6.6.6, 1.2.3.4 , 10.9.9.9", trusted), "1.2.3.4") << "what stands further left is hearsay";
    EXPECT_EQ(http::caller("10.1.1.1", "1.2.3.4, nonsense", trusted), "10.1.1.1");
    EXPECT_EQ(http::caller("::1", "", trusted), "::1");
    EXPECT_FALSE(http::Range::from_text("10.0.0.0/33"));
    EXPECT_FALSE(http::Range::from_text("example.org"));
    EXPECT_TRUE(http::Range::from_text("0.0.0.0/0")->holds(*http::Address::from_text("203.0.113.7")));
    EXPECT_FALSE(http::Range::from_text("0.0.0.0/0")->holds(*http::Address::from_text("2001:db8::1")));
}

TEST(Codings, AreTakenAtTheirWord) {
    EXPECT_TRUE(http::accepts_coding("gzip, deflate, br", "br"));
    EXPECT_TRUE(http::accepts_coding("gzip;q=0.5", "gzip"));
    EXPECT_FALSE(http::accepts_coding("gzip;q=0", "gzip"));
    EXPECT_FALSE(http::accepts_coding("x-gzip", "gzip"));
    EXPECT_TRUE(http::tag_matches("\"1\", W/\"2\"", "\"2\""));
    EXPECT_FALSE(http::tag_matches("\"1\"", "\"2\""));
}
