#include <sstream>

#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include "features/ground/members/members.h"
#include "platform/outbound/sender.h"
#include "tests/caller.h"

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// What the server logs while it lives.
class Log {
public:
    Log() : before_(spdlog::default_logger()) {
        spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines_, true)));
    }
    ~Log() { spdlog::set_default_logger(before_); }
    std::string text() const { return lines_.str(); }

private:
    std::ostringstream lines_;
    std::shared_ptr<spdlog::logger> before_;
};

std::string after_hash(const std::string& link) { return link.substr(link.find('#') + 1); }

class MemberRoutes : public OnBothEngines {
protected:
    MemberRoutes() {
        bea.post("/setup", R"({"company":"Helios","name":"Bea","email":"bea@helios.example","password":"a sunny morning","time_zone":"Europe/Berlin"})");
    }
    // Invited by Bea and come in, as people do.
    std::string comes_in(Caller& caller, const std::string& name) {
        const auto invited = bea.post("/invitations", R"({"email":")" + text::lower_ascii(name) + R"(@helios.example"})");
        return text_in(caller.post("/invitations/acceptance", R"({"token":")" + after_hash(text_in(invited, "link")) + R"(","name":")" + name + R"(","password":"the right words"})"), "id");
    }

    Log log;
    Door door{company};
    Caller bea{door};
    Caller bert{door};
    Caller stranger{door};
};
ON_BOTH_ENGINES(MemberRoutes);

TEST_P(MemberRoutes, TheFirstPersonToComeSetsTheCompanyUpAndIsSignedIn) {
    const auto me = bea.get("/me");
    EXPECT_EQ(me.status, 200);
    EXPECT_THAT(me.body, AllOf(HasSubstr(R"("name":"Bea")"), HasSubstr(R"("is_admin":true)"), HasSubstr(R"("initials":"B")"), HasSubstr(R"("company":{"name":"Helios","time_zone":"Europe/Berlin","currency":"EUR")"),
                                    HasSubstr(R"("today":"2026-11-23")"), HasSubstr(R"("live":"/api/v1/live")")));
    EXPECT_EQ(stranger.get("/setup").body, R"({"needed":false,"company":"Helios"})");
    const auto before = company.events();
    EXPECT_EQ(stranger.post("/setup", R"({"company":"Mine","name":"M","email":"m@helios.example","password":"a sunny morning","time_zone":"UTC"})").status, 403);
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(stranger.cookie, "");
    EXPECT_EQ(stranger.get("/me").status, 401);
}

TEST_P(MemberRoutes, AnInvitedColleagueLooksComesInAndIsAtWork) {
    const auto invited = bea.post("/invitations", R"({"email":"bert@helios.example","name":"Bert"})");
    ASSERT_EQ(invited.status, 201) << invited.body;
    const auto token = after_hash(text_in(invited, "link"));
    EXPECT_EQ(bert.post("/invitations/look", R"({"token":")" + token + "\"}").body, R"({"company":"Helios","email":"bert@helios.example","name":"Bert"})");
    EXPECT_EQ(bert.post("/invitations/acceptance", R"({"token":")" + token + R"(","name":"Bert","password":"short"})").status, 422);
    const auto joined = bert.post("/invitations/acceptance", R"({"token":")" + token + R"(","name":"Bert Meier"})");
    EXPECT_EQ(joined.status, 201);
    EXPECT_THAT(bert.get("/me").body, HasSubstr(R"("name":"Bert Meier")"));
    EXPECT_EQ(stranger.post("/invitations/acceptance", R"({"token":")" + token + R"(","name":"Mallory"})").status, 404);
    EXPECT_EQ(stranger.get("/me").status, 401);
    const auto members = bert.get("/members");
    EXPECT_THAT(members.body, AllOf(HasSubstr("Bea"), HasSubstr(R"("state":"active")")));
}

TEST_P(MemberRoutes, ThePasswordOpensASessionAndTenWrongOnesOpenNothing) {
    comes_in(bert, "Bert");
    const auto in = stranger.post("/sessions", R"({"email":"bert@helios.example","password":"the right words"})");
    EXPECT_EQ(in.status, 201);
    EXPECT_THAT(in.body, AllOf(StartsWith(R"({"session":{"id":")"), HasSubstr(R"("member":{"id":)")));
    EXPECT_THAT(header_of(in, "Set-Cookie"), AllOf(StartsWith("__Host-steward="), HasSubstr("HttpOnly"), HasSubstr("Secure"), HasSubstr("SameSite=Lax")));
    EXPECT_EQ(stranger.get("/me").status, 200);

    Caller mallory{door};
    const auto wrong = [&](const std::string& email) { return mallory.post("/sessions", R"({"email":")" + email + R"(","password":"guess"})"); };
    const auto refused = wrong("bert@helios.example");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(wrong("nobody@helios.example").body, refused.body);
    EXPECT_EQ(mallory.cookie, "");
    EXPECT_EQ(mallory.post("/sessions", R"({"email":"bert@helios.example"})").status, 422);
}

TEST_P(MemberRoutes, AFreshSignInEndsTheSessionItCameWith) {
    comes_in(bert, "Bert");
    Caller copy{door};
    copy.cookie = bert.cookie;
    ASSERT_EQ(bert.post("/sessions", R"({"email":"bert@helios.example","password":"the right words"})").status, 201);
    EXPECT_NE(bert.cookie, copy.cookie);
    EXPECT_EQ(copy.get("/me").status, 401);
    EXPECT_EQ(bert.get("/me").status, 200);
}

TEST_P(MemberRoutes, AMailedLinkSignsInAndAskingForOneNeverTellsWhoWorksHere) {
    const auto known = stranger.post("/sign-in-links", R"({"email":"bea@helios.example"})");
    const auto unknown = stranger.post("/sign-in-links", R"({"email":"nobody@helios.example"})");
    EXPECT_EQ(known.status, 202);
    EXPECT_EQ(unknown.status, 202);
    EXPECT_EQ(known.body, unknown.body);
    std::vector<std::string> printed;
    outbound::Sender{company.workspace, {}, [&](const std::string& line) { printed.push_back(line); }}.send_due();
    ASSERT_EQ(printed.size(), 1u);
    const auto link = R"({"link":")" + after_hash(printed.front()) + "\"}";
    EXPECT_EQ(stranger.post("/sessions", link).status, 201);
    EXPECT_EQ(stranger.get("/me").status, 200);
    EXPECT_EQ(Caller{door}.post("/sessions", link).status, 403);
}

TEST_P(MemberRoutes, SigningOutEndsTheSessionAndTakesTheCookieBack) {
    comes_in(bert, "Bert");
    Caller copy{door};
    copy.cookie = bert.cookie;
    EXPECT_THAT(bert.get("/sessions").body, AllOf(HasSubstr(R"("current":true)"), HasSubstr(R"("user_agent":"Firefox")")));
    EXPECT_EQ(bert.remove("/sessions/current").status, 204);
    EXPECT_EQ(bert.cookie, "");
    EXPECT_EQ(copy.get("/me").status, 401);
    const auto beas = text_in(bea.get("/sessions"), "id");
    comes_in(stranger, "Carl");
    EXPECT_EQ(stranger.remove("/sessions/" + beas).status, 404) << "nobody ends another's";
    EXPECT_EQ(bea.get("/me").status, 200);
}

TEST_P(MemberRoutes, ANewPasswordGivesThisBrowserANewCookieAndEndsTheOthers) {
    comes_in(bert, "Bert");
    Caller elsewhere{door};
    elsewhere.post("/sessions", R"({"email":"bert@helios.example","password":"the right words"})");
    const auto old = bert.cookie;
    company.wait(std::chrono::hours{1});
    EXPECT_EQ(bert.put("/me/password", R"({"password":"quite another one"})").status, 422);
    EXPECT_EQ(bert.put("/me/password", R"({"password":"quite another one","current":"guess"})").status, 422);
    EXPECT_EQ(elsewhere.get("/me").status, 200) << "a refusal changes nothing";
    EXPECT_EQ(bert.put("/me/password", R"({"password":"quite another one","current":"the right words"})").status, 204);
    EXPECT_NE(bert.cookie, old);
    EXPECT_EQ(bert.get("/me").status, 200);
    EXPECT_EQ(elsewhere.get("/me").status, 401);
    EXPECT_EQ(stranger.post("/sessions", R"({"email":"bert@helios.example","password":"the right words"})").status, 403);
    EXPECT_EQ(stranger.post("/sessions", R"({"email":"bert@helios.example","password":"quite another one"})").status, 201);
    EXPECT_EQ(Caller{door}.put("/me/password", R"({"password":"quite another one"})").status, 401);
}

TEST_P(MemberRoutes, WhatOnlyAdministratorsMayIsRefusedToOthersAndNothingIsWritten) {
    const auto berts = comes_in(bert, "Bert");
    const auto team = text_in(bea.post("/teams", R"({"name":"Service"})"), "id");
    const auto before = company.events();
    for (Caller* caller : {&bert, &stranger}) {
        const int status = caller == &bert ? 403 : 401;
        EXPECT_EQ(caller->post("/invitations", R"({"email":"x@helios.example"})").status, status);
        EXPECT_EQ(caller->post("/members/" + berts + "/leaving").status, status);
        EXPECT_EQ(caller->remove("/members/" + berts + "/leaving").status, status);
        EXPECT_EQ(caller->put("/members/" + berts + "/administration").status, status);
        EXPECT_EQ(caller->remove("/members/" + berts + "/administration").status, status);
        EXPECT_EQ(caller->patch("/company", R"({"name":"Mine"})").status, status);
        EXPECT_EQ(caller->post("/teams", R"({"name":"Mine"})").status, status);
        EXPECT_EQ(caller->patch("/teams/" + team, R"({"name":"Mine"})", 1).status, status);
        EXPECT_EQ(caller->put("/teams/" + team + "/members/" + berts).status, status);
    }
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(bea.put("/teams/" + team + "/members/" + berts).status, 200);
    EXPECT_THAT(bert.get("/teams").body, HasSubstr(berts));
}

TEST_P(MemberRoutes, WhoLeavesIsOutAtOnceWithEverythingTheyHeld) {
    const auto berts = comes_in(bert, "Bert");
    Caller program{door};
    program.token = text_in(bert.post("/tokens", R"({"name":"sync","scope":"write"})"), "token");
    EXPECT_THAT(program.token, StartsWith("stw_"));
    EXPECT_EQ(program.get("/me").status, 200);

    EXPECT_THAT(bea.post("/members/" + berts + "/leaving").body, HasSubstr(R"("state":"left")"));
    EXPECT_EQ(bert.get("/me").status, 401);
    EXPECT_EQ(program.get("/me").status, 401);
    EXPECT_EQ(stranger.post("/sessions", R"({"email":"bert@helios.example","password":"the right words"})").status, 403);

    EXPECT_THAT(bea.remove("/members/" + berts + "/leaving").body, HasSubstr(R"("state":"active")"));
    EXPECT_EQ(bert.get("/me").status, 401) << "what ended stays ended";
    EXPECT_EQ(stranger.post("/sessions", R"({"email":"bert@helios.example","password":"the right words"})").status, 201);

    const auto beas = text_in(bea.get("/me"), "id");
    EXPECT_EQ(bea.post("/members/" + beas + "/leaving").status, 422) << "the only administrator";
}

TEST_P(MemberRoutes, ANameIsChangedByItsOwnerOrAnAdministratorAndNothingElseByAPatch) {
    const auto berts = comes_in(bert, "Bert");
    comes_in(stranger, "Carl");
    EXPECT_EQ(stranger.patch("/members/" + berts, R"({"name":"Bertie"})", 2).status, 403);
    EXPECT_EQ(bert.patch("/members/" + berts, R"({"is_admin":true})", 2).status, 422);
    EXPECT_EQ(bert.patch("/members/" + berts, R"({"email":"bea@helios.example"})", 2).status, 422);
    EXPECT_EQ(bert.patch("/members/" + berts, R"({"state":"left"})", 2).status, 422);
    EXPECT_EQ(bert.patch("/members/" + berts, R"({"title":"Colour grading"})").status, 428);
    const auto changed = bert.patch("/members/" + berts, R"({"title":"Colour grading"})", 2);
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(header_of(changed, "ETag"), "\"3\"");
    EXPECT_EQ(bea.patch("/members/" + berts, R"({"name":"Bertie"})", 2).status, 412);
    EXPECT_EQ(bea.patch("/members/" + berts, R"({"name":"Bertie"})", 3).status, 200);
    EXPECT_THAT(stranger.get("/members/" + berts + "/history").body, HasSubstr("Colour grading"));
}

TEST_P(MemberRoutes, ATokenReadsOrWritesAndNeverOpensMoreDoors) {
    comes_in(bert, "Bert");
    Caller reader{door};
    Caller writer{door};
    reader.token = text_in(bert.post("/tokens", R"({"name":"report","scope":"read"})"), "token");
    writer.token = text_in(bert.post("/tokens", R"({"name":"sync","scope":"write","expires_on":"2026-11-24"})"), "token");
    const auto before = company.events();
    EXPECT_EQ(reader.get("/members").status, 200);
    EXPECT_EQ(reader.post("/parties", R"({"kind":"person","name":"Ana"})").status, 403);
    EXPECT_EQ(company.events(), before);
    EXPECT_EQ(writer.post("/parties", R"({"kind":"person","name":"Ana"})").status, 201);
    EXPECT_EQ(writer.post("/tokens", R"({"name":"more","scope":"write"})").status, 403);
    EXPECT_EQ(writer.put("/me/password", R"({"password":"quite another one"})").status, 403);

    const auto listed = bert.get("/tokens").body;
    EXPECT_THAT(listed, AllOf(HasSubstr(R"("name":"report")"), HasSubstr(R"("expires_on":"2026-11-24")"), Not(HasSubstr("stw_"))));
    const auto id = text_in(bert.get("/tokens"), "id");
    EXPECT_EQ(bea.remove("/tokens/" + id).status, 404);
    EXPECT_EQ(bert.remove("/tokens/" + id).status, 204);
    EXPECT_EQ(writer.get("/me").status, 401);
}

TEST_P(MemberRoutes, OurCompanyIsRenamedAndItsDayMoves) {
    EXPECT_EQ(bea.patch("/company", R"({"time_zone":"Mars/Olympus"})").status, 422);
    EXPECT_EQ(bea.patch("/company", R"({"name":"Helios Printing","time_zone":"Pacific/Auckland","currency":"NZD"})").status, 200);
    EXPECT_THAT(bea.get("/me").body, AllOf(HasSubstr("Helios Printing"), HasSubstr(R"("currency":"NZD")"), HasSubstr("Pacific/Auckland")));
}

TEST_P(MemberRoutes, NoSecretStandsInAnAnswerOrInTheLog) {
    comes_in(bert, "Bert");
    const auto invited = bea.post("/invitations", R"({"email":"dora@helios.example"})");
    const auto made = bert.post("/tokens", R"({"name":"sync","scope":"write"})");
    bert.post("/sessions", R"({"email":"bert@helios.example","password":"the right words"})");
    stranger.post("/sessions", R"({"link":"not-a-link-of-ours"})");
    std::string all;
    for (const auto* path : {"/me", "/members", "/sessions", "/tokens", "/teams"}) {
        all += bert.get(path).body;
    }
    all += bert.get("/members/" + text_in(bert.get("/me"), "id") + "/history").body;
    all += log.text();
    EXPECT_THAT(all, HasSubstr("Bert"));
    EXPECT_THAT(log.text(), HasSubstr("/api/v1/sessions"));
    for (const auto& secret : {std::string{"the right words"}, std::string{"argon2"}, bert.cookie, bea.cookie, text_in(made, "token"), after_hash(text_in(invited, "link")), std::string{"not-a-link-of-ours"}}) {
        ASSERT_FALSE(secret.empty());
        EXPECT_THAT(all, Not(HasSubstr(secret)));
    }
}

}  // namespace
