#include "platform/http/route.h"

#include <gtest/gtest.h>

#include "platform/http/target.h"

using http::Method;

namespace {

Result<http::Reply> nothing(Tx&, const http::Request&) { return http::Reply::nothing(); }

}  // namespace

TEST(Routes, AWordWinsOverAParameter) {
    http::Router at;
    at.get("/parties/{party}", nothing).says("one");
    at.get("/parties/count", nothing).says("count");
    at.get("/parties/{party}/history", nothing).says("history");
    EXPECT_EQ(at.match(Method::get, "/parties/count").route->words, "count");
    const auto one = at.match(Method::get, "/parties/0abc");
    EXPECT_EQ(one.route->words, "one");
    EXPECT_EQ(one.params.at(0), (std::pair<std::string, std::string>{"party", "0abc"}));
    EXPECT_EQ(at.match(Method::get, "/parties/count/history").route->words, "history");
}

TEST(Routes, SayWhatAPathCanDo) {
    http::Router at;
    at.get("/parties", nothing);
    at.post("/parties", nothing);
    EXPECT_EQ(at.match(Method::patch, "/parties").allow, "HEAD, GET, POST");
    for (const auto* path : {"/", "", "parties", "/parties/", "//parties", "/parties//", "/Parties"}) {
        const auto found = at.match(Method::get, path);
        EXPECT_TRUE(found.route == nullptr && found.allow.empty()) << path;
    }
}

TEST(Routes, TheSamePathTwiceDoesNotStart) {
    http::Router at;
    at.get("/parties/{party}", nothing);
    EXPECT_THROW(at.get("/parties/{other}", nothing), std::logic_error);
    at.remove("/parties/{party}", nothing);
}

TEST(Requests, NameTheVersionTheyChange) {
    const auto version = [](std::string tag) {
        http::Request request;
        request.headers = {{"if-match", std::move(tag)}};
        return request.if_match();
    };
    EXPECT_EQ(version("\"7\""), 7);
    EXPECT_EQ(version("W/\"7\""), 7) << "as a proxy that compresses hands it on";
    for (const auto* tag : {"7", "\"\"", "\"x\"", "*", "\"7\", \"8\"", ""}) {
        EXPECT_FALSE(version(tag)) << tag;
    }
}

TEST(Targets, AreDecodedOnce) {
    const auto target = http::read_target("/a%20b/%C3%A4?q=1%2B1+x&empty&filter%5Brole%5D=customer&q=2");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/a b/\xc3\xa4");
    EXPECT_EQ(target->query, (http::Pairs{{"q", "1+1 x"}, {"empty", ""}, {"filter[role]", "customer"}, {"q", "2"}}));
    EXPECT_EQ(http::read_target("/%2541")->path, "/%41");
    for (const auto* bad : {"", "a", "*", "/%", "/%4", "/%zz", "/a%2Fb", "/%00", "/?q=%00", "/%ff", "/?q=%ff", "/#x", "http://a/b"}) {
        EXPECT_FALSE(http::read_target(bad)) << bad;
    }
}
