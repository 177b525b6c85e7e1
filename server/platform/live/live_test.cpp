// The live line as a browser and a program use it, on a whole server.
#include "platform/live/hub.h"
#include "platform/records/event_store.h"
#include "tests/running_server.h"

namespace {

constexpr store::Sql give_label{"live_test.give_label", "INSERT INTO member_label_set (member, label_set, expires_at) VALUES ($1, $2, $3)"};

}  // namespace

class LiveLine : public testing::TestWithParam<store::Engine> {
protected:
    std::string add_customer(std::string_view name) {
        return text_in(bea.post("/api/v1/parties", R"({"kind":"organisation","name":")" + std::string{name} + R"("})"), "id");
    }
    std::string my_id() { return word_in(bea.get("/api/v1/me").body, "id"); }
    void happens(std::string_view type, std::int64_t label_set) {
        const auto told = server.workspace().act<Done>(Actor{.kind = Actor::Kind::system}, [&](Tx& tx) -> Result<Done> {
            records::tell(tx, {.type = type, .version = 1, .noun = "thing", .object = 7, .label_set = label_set, .parties = {}});
            return Done{};
        });
        EXPECT_TRUE(told);
    }
    void may_read(const std::string& member, std::int64_t label_set) {
        const auto given = server.workspace().act<Done>(Actor{.kind = Actor::Kind::system}, [&](Tx& tx) -> Result<Done> {
            tx.link.run(give_label, {*ids::from_text(member), label_set, tx.now.us + 1'000'000'000'000});
            return Done{};
        });
        EXPECT_TRUE(given);
    }

    RunningServer server{GetParam()};
    HttpClient bea = server.set_up();
};
INSTANTIATE_TEST_SUITE_P(Both, LiveLine, testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         [](const auto& engine) { return engine.param == store::Engine::sqlite ? "SQLite" : "PostgreSQL"; });

TEST_P(LiveLine, OpensForAColleagueOnOurOwnPageOnly) {
    const Headers cookie{{"Cookie", bea.always.front().second}};
    const auto from = [&](const std::string& origin) {
        Headers all = cookie;
        all.emplace_back("Origin", origin);
        return LiveClient{server.port(), all}.status();
    };
    EXPECT_EQ(from(server.origin()), 101);
    EXPECT_EQ(from("https://evil.example"), 403);
    EXPECT_EQ(from("null"), 403);
    EXPECT_EQ((LiveClient{server.port(), cookie}.status()), 403) << "a cookie without an Origin";
    EXPECT_EQ((LiveClient{server.port(), {{"Origin", server.origin()}}}.status()), 401);
    EXPECT_EQ((LiveClient{server.port(), {{"Origin", server.origin()}, {"Cookie", "steward=forged"}}}.status()), 401);
}

TEST_P(LiveLine, TellsOfAChangeToThoseWhoWatch) {
    const auto ana = add_customer("Ana's Bakery");
    auto all = server.live(bea);
    all.say(R"({"watch":["today","customers"]})");
    EXPECT_TRUE(all.hear_of({"position"}));
    auto one = server.live(bea);
    one.say(R"({"watch":["party:)" + ana + R"("]})");
    EXPECT_TRUE(one.hear_of({"position"}));

    const auto other = add_customer("Other");
    EXPECT_TRUE(all.hear_of({other, my_id()}));
    bea.ask("PATCH", "/api/v1/parties/" + ana, R"({"about":"They like Mondays."})", {{"If-Match", "\"1\""}});
    const auto heard = one.hear_of({"\"changed\":[{"});
    ASSERT_TRUE(heard);
    EXPECT_NE(heard->find(ana), std::string::npos);
    EXPECT_EQ(heard->find(other), std::string::npos) << "the other customer is nothing to this screen";
    EXPECT_NE(heard->find("\"version\":2"), std::string::npos);
}

TEST_P(LiveLine, GoesOnWhereItBrokeOff) {
    std::string position;
    {
        auto line = server.live(bea);
        line.say(R"({"watch":["today"]})");
        position = word_in(*line.hear_of({"position"}), "position");
    }
    const auto missed = add_customer("Missed");
    server.restart();
    auto bea_again = server.sign_in();
    auto line = server.live(bea_again);
    line.say(R"({"watch":["today"],"after":")" + position + R"("})");
    const auto heard = line.hear_of({"\"changed\":["});
    ASSERT_TRUE(heard);
    EXPECT_NE(heard->find(missed), std::string::npos) << *heard;
}

TEST_P(LiveLine, AForgedPlaceStartsOver) {
    auto line = server.live(bea);
    line.say(R"({"watch":["today"],"after":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})");
    EXPECT_TRUE(line.hear_of({"\"start_over\":true"}));
}

TEST_P(LiveLine, WhatOneMayNotSeeIsNeverTold) {
    auto line = server.live(bea);
    line.say(R"({"watch":["today"]})");
    const auto position = word_in(*line.hear_of({"position"}), "position");
    happens("things.hidden", 77);
    happens("things.open", 0);
    const auto heard = line.hear_of({"things.open"});
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->find("things.hidden"), std::string::npos);
    EXPECT_EQ(bea.get("/api/v1/events?limit=1000").body.find("things.hidden"), std::string::npos);

    auto again = server.live(bea);
    again.say(R"({"watch":["today"],"after":")" + position + R"("})");
    const auto replayed = again.hear_of({"things.open"});
    ASSERT_TRUE(replayed);
    EXPECT_EQ(replayed->find("things.hidden"), std::string::npos);

    may_read(my_id(), 77);
    happens("things.shown", 77);
    EXPECT_TRUE(line.hear_of({"things.shown"}));
    EXPECT_NE(bea.get("/api/v1/events?limit=1000").body.find("things.hidden"), std::string::npos);
}

TEST_P(LiveLine, EndsWithItsSession) {
    auto second = server.sign_in();
    auto mine = server.live(second);
    auto other = server.live(bea);
    mine.say(R"({"watch":["today"]})");
    other.say(R"({"watch":["today"]})");
    EXPECT_TRUE(mine.hear_of({"position"}));
    EXPECT_TRUE(other.hear_of({"position"}));
    EXPECT_EQ(second.ask("DELETE", "/api/v1/sessions/current").status, 204);
    EXPECT_TRUE(mine.hear_of({"\"signed_out\":true"}, 1'000)) << "within a second";
    EXPECT_EQ(mine.close_code(), 4001);
    other.say(R"({"ping":1})");
    EXPECT_TRUE(other.hear_of({"position"})) << "the other browser stays";
}

TEST_P(LiveLine, ShowsWhoIsHereAndWhoWrites) {
    const auto ana = add_customer("Ana");
    auto watcher = server.live(bea);
    watcher.say(R"({"watch":["party:)" + ana + R"("]})");
    auto visitor = server.live(server.sign_in());
    visitor.say(R"({"watch":["today"]})");
    visitor.say(R"({"here":"party:)" + ana + R"("})");
    EXPECT_TRUE(watcher.hear_of({"\"here\":{\"party:" + ana + "\":[\"" + my_id() + "\"]}"}));
    visitor.say(R"({"writing":"party:)" + ana + R"(","about":"Christmas"})");
    EXPECT_TRUE(watcher.hear_of({"\"writing\":[{", "Christmas", ana}));
    EXPECT_EQ(bea.ask("DELETE", "/api/v1/parties/" + ana + "/writing").status, 204);
    EXPECT_TRUE(watcher.hear_of({"\"writing\":[]"}));
    EXPECT_EQ(bea.ask("PUT", "/api/v1/parties/" + ana + "/writing", R"({"about":"Easter"})").status, 204);
    EXPECT_TRUE(watcher.hear_of({"Easter"}));
    visitor.say(R"({"writing":""})");
    EXPECT_TRUE(watcher.hear_of({"\"writing\":[]"}));
    EXPECT_EQ(bea.ask("PUT", "/api/v1/parties/0000000000000/writing", "{}").status, 404);
    visitor.say(R"({"here":""})");
    EXPECT_TRUE(watcher.hear_of({"\"here\":{}"}));
}

TEST_P(LiveLine, ClosesWithTheRightCode) {
    const auto after = [&](auto act) {
        auto line = server.live(bea);
        act(line);
        return line.close_code();
    };
    EXPECT_EQ(after([](LiveClient& line) { line.say("not json"); }), 1008);
    EXPECT_EQ(after([](LiveClient& line) { line.say(R"({"dance":true})"); }), 1008);
    EXPECT_EQ(after([](LiveClient& line) { line.frame(0x2, "bytes"); }), 1003);
    EXPECT_EQ(after([](LiveClient& line) { line.say("\xff\xfe"); }), 1007);
    EXPECT_EQ(after([](LiveClient& line) { line.say(std::string(5'000, ' ')); }), 1009);
    EXPECT_EQ(after([](LiveClient& line) { line.frame(0x1, "{}", false); }), 1002) << "without a mask";
    EXPECT_EQ(after([](LiveClient& line) { line.frame(0x3, "{}"); }), 1002) << "an opcode that is none";
    EXPECT_EQ(after([](LiveClient& line) { line.frame(0x8, "\x03\xe8"); }), 1000) << "a farewell is answered";
    EXPECT_EQ(after([](LiveClient& line) {
        for (int i = 0; i < 200; ++i) line.say(R"({"ping":1})");
    }), 1008) << "a chatterbox";
}

TEST_P(LiveLine, SaysWhyWhenTheServerStops) {
    auto line = server.live(bea);
    line.say(R"({"watch":["today"]})");
    EXPECT_TRUE(line.hear_of({"position"}));
    std::thread stopping([&] { server.stop(); });
    EXPECT_EQ(line.close_code(), 1001);
    stopping.join();
}

TEST_P(LiveLine, AProgramComesWithATicketOnce) {
    HttpClient program{server.port()};
    program.always = {{"Authorization", "Bearer " + server.token_of(bea)}};
    const auto ticket = text_in(program.post("/api/v1/tickets", "{}"), "ticket");
    ASSERT_FALSE(ticket.empty());
    const auto path = "/api/v1/live?ticket=" + ticket;
    LiveClient line{server.port(), {}, path};
    EXPECT_EQ(line.status(), 101);
    EXPECT_EQ((LiveClient{server.port(), {}, path}.status()), 401) << "a ticket is used up";
    EXPECT_EQ((LiveClient{server.port(), {}, "/api/v1/live?ticket=forged"}.status()), 401);
}

TEST_P(LiveLine, TheLedgerIsReadPageByPage) {
    add_customer("One");
    add_customer("Two");
    std::string after;
    std::string all;
    for (int page = 0; page < 50; ++page) {
        const auto answer = bea.get("/api/v1/events?limit=1" + (after.empty() ? "" : "&after=" + after));
        ASSERT_EQ(answer.status, 200) << answer.body;
        after = text_in(answer, "next");
        all += text_in(answer, "type") + ' ';
    }
    EXPECT_NE(all.find("parties."), std::string::npos) << all;
    EXPECT_EQ(all.find("sessions.ended"), std::string::npos);
    EXPECT_EQ(bea.get("/api/v1/events?after=forged").status, 422);
}
