// What comes in over a socket, and what a stranger could do with it. Small routes stand in for features.
#include "platform/http/edge.h"

#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/company.h"
#include "tests/http_client.h"

using http::Reply;
using http::Request;

namespace {

struct Note {
    Text<1, 50> words;
    std::optional<std::int64_t> stars;
};
BOOST_DESCRIBE_STRUCT(Note, (), (words, stars))

constexpr store::Sql remember{"edge_test.remember", "INSERT INTO member_label_set (member, label_set, expires_at) VALUES ($1, $2, 0)"};
constexpr store::Sql count_remembered{"edge_test.count", "SELECT COUNT(*) FROM member_label_set WHERE label_set > 1000000"};

std::int64_t remembered(Tx& tx) {
    std::int64_t count = 0;
    tx.link.rows(count_remembered, {}, [&](store::Row& row) { count = row.integer(0); });
    return count;
}

void write_one(Tx& tx) { tx.link.run(remember, {std::int64_t{1}, tx.new_id<struct Any>().value}); }

Result<Reply> make_note(Tx& tx, const Request&, const Note& note) {
    write_one(tx);
    if (note.words.it == "refuse") {
        return No{Refusal::not_allowed, "Not this one."};
    }
    if (note.words.it == "throw") {
        throw std::runtime_error("secret detail");
    }
    return Reply::created(describe::print(note)).with("ETag", "\"1\"");
}

Result<Reply> see(Tx& tx, const Request& request) {
    return Reply::ok(R"({"peer":")" + request.peer + R"(","notes":)" + std::to_string(remembered(tx)) + "}").with("ETag", "\"7\"");
}

void test_routes(http::Router& at) {
    at.get("/open", see).may(http::Who::anyone);
    at.get("/notes", see);
    at.get("/notes/{note}", [](Tx&, const Request& request) -> Result<Reply> { return Reply::ok('"' + std::string{request.param("note")} + '"'); });
    at.get("/large", [](Tx&, const Request&) -> Result<Reply> { return Reply::ok('"' + std::string(100'000, 'x') + '"'); });
    at.get("/admins", see).may(http::Who::admin);
    at.post("/notes", http::body<Note>(make_note)).takes(2000);
    at.post("/secrets", http::body<Note>(make_note)).secret();
    at.post("/files", http::raw([](Tx&, const Request& request) -> Result<Reply> { return Reply::ok(std::to_string(request.body.size())); })).takes(4 << 20);
    at.put("/notes/{note}", http::Act{[](Tx&, const Request&) -> Result<Reply> { return Reply::nothing(); }}).versioned();
    at.post("/sessions", http::body<Note>([](Tx&, const Request&, const Note&) -> Result<Reply> { return Reply::created("{}"); }))
        .may(http::Who::anyone)
        .limited(http::Rate::signing_in);
}

// "Bearer 7" is member 7; 1 administers; 9 may only read. A cookie steward=7 likewise.
Result<Actor> who_is(Tx&, const Request& request) {
    std::string_view credentials = request.header("authorization").value_or("");
    const bool by_cookie = credentials.empty();
    if (by_cookie) {
        credentials = request.header("cookie").value_or("");
    }
    if (credentials.empty()) {
        return Actor{};
    }
    const auto number = credentials.substr(credentials.find_first_of(" =") + 1);
    if (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos) {
        return No{Refusal::not_allowed, "This sign-in has ended. Sign in again."};
    }
    Actor actor;
    actor.kind = Actor::Kind::member;
    actor.member = {std::stoll(std::string{number})};
    actor.admin = actor.member.value == 1;
    actor.may_write = actor.member.value != 9;
    actor.session = {by_cookie ? 5 : 0};
    return actor;
}

constexpr unsigned char index_html[] = "<script nonce=\"__NONCE__\" src=\"/assets/app-1.js\"></script>";
constexpr unsigned char script[] = "alert(1)";
constexpr unsigned char packed[] = "packed";
const std::array<web::PageFile, 2> page_files{{
    {"/assets/app-1.js", "text/javascript", "\"tag\"", {script, 8}, {packed, 6}, {}},
    {"/index.html", "text/html; charset=utf-8", "\"index\"", {index_html, sizeof index_html - 1}, {}, {}},
}};

}  // namespace

class Edge : public OnBothEngines {
protected:
    void SetUp() override { open({}, {}); }
    void open(http::EdgeSettings settings, http::RateSettings rates) {
        close();
        auto& at = router.emplace();
        test_routes(at);
        service = std::make_unique<http::Service>(company.workspace, *router, who_is,
                                                  http::ServiceSettings{.base_url = "http://localhost", .rates = rates, .log_requests = false});
        service->page(http::Page{page_files});
        edge = std::make_unique<http::Edge>(std::move(settings), *service);
        edge->listen();
        service->come_under("localhost:" + std::to_string(edge->port()));
        edge->start();
        client.emplace(edge->port());
        client->always = {{"Authorization", "Bearer 7"}};
    }
    void close() {
        client.reset();
        edge.reset();
        service.reset();
    }
    void TearDown() override { close(); }

    HttpClient stranger() const { return HttpClient{edge->port()}; }
    HttpClient member(int number) const {
        HttpClient one{edge->port()};
        one.always = {{"Authorization", "Bearer " + std::to_string(number)}};
        return one;
    }
    std::int64_t notes() { return company.look<std::int64_t>(remembered); }
    std::string host_line() const { return "Host: localhost:" + std::to_string(edge->port()) + "\r\n"; }
    Answer raw(const std::string& head, const std::string& body = {}) { return client->raw(head + body); }

    std::optional<http::Router> router;
    std::unique_ptr<http::Service> service;
    std::unique_ptr<http::Edge> edge;
    std::optional<HttpClient> client;
};
ON_BOTH_ENGINES(Edge);

TEST_P(Edge, AnswersAMemberAndNobodyElse) {
    EXPECT_EQ(client->get("/api/v1/notes").status, 200);
    const auto refused = stranger().get("/api/v1/notes");
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.code(), "not_signed_in");
    EXPECT_EQ(refused.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(stranger().get("/api/v1/notes", {{"Authorization", "Bearer forged"}}).status, 401);
    EXPECT_EQ(stranger().get("/api/v1/open", {{"Authorization", "Bearer forged"}}).status, 200) << "a stale cookie must not keep anyone from signing in";
    EXPECT_EQ(client->get("/api/v1/admins").status, 403);
    EXPECT_EQ(member(1).get("/api/v1/admins").status, 200);
}

TEST_P(Edge, WritesWhatAVerbKeepsAndTakesBackWhatItRefuses) {
    EXPECT_EQ(client->post("/api/v1/notes", R"({"words":"hello"})").status, 201);
    EXPECT_EQ(notes(), 1);
    EXPECT_EQ(client->post("/api/v1/notes", R"({"words":"refuse"})").status, 403);
    const auto broken = client->post("/api/v1/notes", R"({"words":"throw"})");
    EXPECT_EQ(broken.status, 500);
    EXPECT_EQ(broken.body.find("secret detail"), std::string::npos);
    EXPECT_FALSE(broken.header("Fault-Id").empty());
    EXPECT_EQ(stranger().post("/api/v1/notes", R"({"words":"hello"})").status, 401);
    EXPECT_EQ(member(9).post("/api/v1/notes", R"({"words":"hello"})").status, 403) << "a token for reading";
    EXPECT_EQ(notes(), 1) << "only the first was kept";
}

TEST_P(Edge, SaysWhatIsWrongWithABody) {
    const auto invalid = client->post("/api/v1/notes", R"({"words":"","stars":"many","more":1})");
    EXPECT_EQ(invalid.status, 422);
    for (const auto* pointer : {"/words", "/stars", "/more"}) {
        EXPECT_NE(invalid.body.find(pointer), std::string::npos) << invalid.body;
    }
    EXPECT_EQ(client->post("/api/v1/notes", "{}", {{"Content-Type", "text/plain"}}).status, 415);
    EXPECT_EQ(client->post("/api/v1/notes", std::string(2001, ' ')).status, 413);
    EXPECT_EQ(client->ask("PUT", "/api/v1/notes/1", R"({"words":"x"})", {{"If-Match", "\"1\""}}).code(), "not_valid");
    EXPECT_EQ(client->ask("PUT", "/api/v1/notes/1").code(), "version_needed");
    EXPECT_EQ(client->ask("PUT", "/api/v1/notes/1", "{}", {{"If-Match", "\"1\""}}).status, 204);
    EXPECT_EQ(notes(), 0);
}

TEST_P(Edge, KnowsWhatAnAddressCanDo) {
    EXPECT_EQ(client->get("/api/v1/nothing").code(), "not_found");
    const auto wrong = client->ask("PATCH", "/api/v1/notes", "{}");
    EXPECT_EQ(wrong.code(), "method_not_allowed");
    EXPECT_EQ(wrong.header("Allow"), "HEAD, GET, POST, OPTIONS");
    const auto options = client->ask("OPTIONS", "/api/v1/notes");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.header("Allow"), "HEAD, GET, POST, OPTIONS");
    const auto head = client->ask("HEAD", "/api/v1/notes");
    EXPECT_EQ(head.status, 200);
    EXPECT_NE(head.header("Content-Length"), "0");
    EXPECT_EQ(client->get("/api/v1/notes/a%20b").body, "\"a b\"") << "and the connection still speaks after a HEAD";
}

TEST_P(Edge, AnswersNothingNewWithNothing) {
    const auto first = client->get("/api/v1/notes");
    const auto again = client->get("/api/v1/notes", {{"If-None-Match", first.header("ETag")}});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
    EXPECT_EQ(client->get("/api/v1/notes", {{"If-None-Match", "\"6\""}}).status, 200);
}

TEST_P(Edge, CompressesWhatIsLargeForThoseWhoAsk) {
    EXPECT_EQ(client->get("/api/v1/large").body.size(), 100'002u);
    const auto packed = client->get("/api/v1/large", {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
    EXPECT_LT(packed.body.size(), 5'000u);
    EXPECT_EQ(client->get("/api/v1/large", {{"Accept-Encoding", "gzip;q=0"}}).header("Content-Encoding"), "");
}

TEST_P(Edge, RepeatsAnAnswerForTheSameKey) {
    const Headers key{{"Idempotency-Key", "abc"}};
    const auto first = client->post("/api/v1/notes", R"({"words":"once"})", key);
    const auto again = client->post("/api/v1/notes", R"({"words":"once"})", key);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("ETag"), first.header("ETag"));
    EXPECT_EQ(notes(), 1);
    EXPECT_EQ(client->post("/api/v1/notes", R"({"words":"twice"})", key).code(), "key_reused");
    EXPECT_EQ(client->post("/api/v1/notes", R"({"words":"once"})", {{"Idempotency-Key", std::string(201, 'k')}}).code(), "not_valid");
    EXPECT_EQ(member(8).post("/api/v1/notes", R"({"words":"other"})", key).status, 201) << "another member's keys are their own";
    EXPECT_EQ(notes(), 2);
}

TEST_P(Edge, ARefusedRequestLeavesItsKeyFree) {
    const Headers key{{"Idempotency-Key", "retry"}};
    EXPECT_EQ(client->post("/api/v1/notes", R"({"words":"refuse"})", key).status, 403);
    EXPECT_EQ(client->post("/api/v1/notes", R"({"words":"now right"})", key).status, 201);
}

TEST_P(Edge, ASecretIsAnsweredOnceAndNeverKept) {
    const Headers key{{"Idempotency-Key", "secret"}};
    client->post("/api/v1/secrets", R"({"words":"a token"})", key);
    client->post("/api/v1/secrets", R"({"words":"a token"})", key);
    EXPECT_EQ(notes(), 2) << "each made one of its own";
}

TEST_P(Edge, TheSameKeySentAtOnceIsDoneOnce) {
    std::vector<std::thread> senders;
    std::atomic<int> created{0};
    for (int i = 0; i < 8; ++i) {
        senders.emplace_back([&] {
            created += member(7).post("/api/v1/notes", R"({"words":"race"})", {{"Idempotency-Key", "race"}}).status == 201 ? 1 : 0;
        });
    }
    for (auto& sender : senders) sender.join();
    EXPECT_EQ(created, 8);
    EXPECT_EQ(notes(), 1);
}

TEST_P(Edge, OldKeysAreForgotten) {
    const Headers key{{"Idempotency-Key", "old"}};
    client->post("/api/v1/notes", R"({"words":"old"})", key);
    company.wait(std::chrono::hours{49});
    service->forget_old_keys();
    EXPECT_EQ(client->post("/api/v1/notes", R"({"words":"new"})", key).status, 201);
}

TEST_P(Edge, AnotherSiteCannotWriteWithABorrowedCookie) {
    auto browser = stranger();
    browser.always = {{"Cookie", "steward=7"}};
    const auto write = [&](const Headers& more) { return browser.post("/api/v1/notes", R"({"words":"x"})", more).status; };
    EXPECT_EQ(write({}), 403) << "an old browser that says nothing";
    EXPECT_EQ(write({{"Sec-Fetch-Site", "cross-site"}}), 403);
    EXPECT_EQ(write({{"Sec-Fetch-Site", "same-site"}}), 403);
    EXPECT_EQ(write({{"Origin", "https://evil.example"}}), 403);
    EXPECT_EQ(write({{"Origin", "null"}}), 403);
    EXPECT_EQ(write({{"Origin", "http://localhost.evil.example"}}), 403);
    EXPECT_EQ(notes(), 0);
    EXPECT_EQ(write({{"Sec-Fetch-Site", "same-origin"}}), 201);
    EXPECT_EQ(write({{"Origin", "http://localhost"}}), 201);
    EXPECT_EQ(stranger().post("/api/v1/sessions", R"({"words":"x"})", {{"Origin", "https://evil.example"}}).status, 403) << "nor sign somebody in";
    EXPECT_EQ(stranger().post("/api/v1/sessions", R"({"words":"x"})").status, 201) << "a program without a browser";
}

TEST_P(Edge, AnswersOnlyUnderItsOwnName) {
    EXPECT_EQ(raw("GET /api/v1/open HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 421);
    EXPECT_EQ(raw("GET /api/v1/open HTTP/1.1\r\n" + host_line() + "\r\n").status, 200);
}

TEST_P(Edge, EveryAnswerIsGuarded) {
    for (const auto* path : {"/", "/api/v1/open", "/api/v1/nothing", "/assets/app-1.js"}) {
        const auto answer = client->get(path);
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << path;
        EXPECT_NE(answer.header("Content-Security-Policy").find("frame-ancestors 'none'"), std::string::npos) << path;
        EXPECT_EQ(answer.header("Content-Security-Policy").find("unsafe"), std::string::npos) << path;
        EXPECT_EQ(answer.header("Cross-Origin-Opener-Policy"), "same-origin") << path;
        EXPECT_EQ(answer.header("Strict-Transport-Security"), "") << "only over https";
    }
}

TEST_P(Edge, ServesThePageWithAFreshNonce) {
    const auto first = stranger().get("/customers/123", {{"Accept", "text/html"}});
    const auto second = stranger().get("/", {{"Accept", "text/html"}});
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body.find("__NONCE__"), std::string::npos);
    EXPECT_NE(first.body, second.body);
    const auto nonce = first.body.substr(15, 24);
    EXPECT_NE(first.header("Content-Security-Policy").find("'nonce-" + nonce + "'"), std::string::npos) << first.body;

    const auto script = stranger().get("/assets/app-1.js", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(script.body, "packed");
    EXPECT_EQ(script.header("Cache-Control"), "public, max-age=31536000, immutable");
    // The policy of its own file is what a service worker lives under.
    EXPECT_NE(script.header("Content-Security-Policy").find("connect-src 'self'"), std::string::npos);
    EXPECT_EQ(script.header("Content-Security-Policy").find("sandbox"), std::string::npos);
    EXPECT_EQ(stranger().get("/assets/app-1.js", {{"If-None-Match", "\"tag\""}}).status, 304);
    EXPECT_EQ(stranger().get("/assets/gone.js", {{"Accept", "text/html"}}).status, 404);
    EXPECT_EQ(stranger().get("/favicon.ico", {{"Accept", "image/*"}}).status, 404);
}

// ---- one reading ---------------------------------------------------------------------------------------------------

TEST_P(Edge, RefusesWhatTwoServersWouldReadDifferently) {
    const std::string post = "POST /api/v1/notes HTTP/1.1\r\nAuthorization: Bearer 7\r\nContent-Type: application/json\r\n" + host_line();
    const std::string get = "GET /api/v1/open HTTP/1.1\r\n";
    const std::string chunk = "5\r\nhello\r\n0\r\n\r\n";
    const std::vector<std::string> attacks{
        post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk,
        post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunk,
        post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
        post + "Content-Length: 5, 5\r\n\r\nhello",
        post + "Content-Length: +5\r\n\r\nhello",
        post + "Content-Length: -1\r\n\r\n",
        post + "Content-Length: 0x5\r\n\r\nhello",
        post + "Content-Length: 99999999999999999999\r\n\r\n",
        post + "Content-Length: \r\n\r\n",
        post + "Transfer-Encoding: xchunked\r\n\r\n" + chunk,
        post + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunk,
        post + "Transfer-Encoding: gzip, chunked\r\n\r\n" + chunk,
        post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + chunk,
        post + "Transfer-Encoding : chunked\r\n\r\n" + chunk,
        post + "Transfer-Encoding:\r\n chunked\r\n\r\n" + chunk,
        post + "Transfer-Encoding:\x0b" "chunked\r\n\r\n" + chunk,
        post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloXX0\r\n\r\n",
        "POST /api/v1/notes HTTP/1.0\r\n" + host_line() + "Transfer-Encoding: chunked\r\n\r\n" + chunk,
        get + host_line() + host_line() + "\r\n",
        get + "\r\n",
        get + host_line() + "X: a\nB: b\r\n\r\n",
        get + host_line() + "X: a\rB: b\r\n\r\n",
        get + host_line() + "X: a\r\n folded\r\n\r\n",
        get + host_line() + std::string("X: a\0b\r\n\r\n", 10),
        get + host_line() + "no colon here\r\n\r\n",
        get + host_line() + ": no name\r\n\r\n",
        get + host_line() + "Authorization: Bearer 7\r\nAuthorization: Bearer 1\r\n\r\n",
        "GET  /api/v1/open HTTP/1.1\r\n" + host_line() + "\r\n",
        "GET /api/v1/open HTTP/2.0\r\n" + host_line() + "\r\n",
        "GET /api/v1/open\r\n" + host_line() + "\r\n",
        "GET http://localhost/api/v1/open HTTP/1.1\r\n" + host_line() + "\r\n",
        "GET /api/v1/notes/a%2Fb HTTP/1.1\r\n" + host_line() + "\r\n",
        "GET /api/v1/notes/%00 HTTP/1.1\r\n" + host_line() + "\r\n",
        "GET /api/v1/notes/%ff HTTP/1.1\r\n" + host_line() + "\r\n",
        "GET /api/v1/notes/%4 HTTP/1.1\r\n" + host_line() + "\r\n",
        "TRACE / HTTP/1.1\r\n" + host_line() + "\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\n" + host_line() + "\r\n",
        "\x16\x03\x01\x02\r\n\r\n",
    };
    for (const auto& attack : attacks) {
        auto line = client->line();
        line.send(attack + "GET /smuggled HTTP/1.1\r\n" + host_line() + "\r\n");
        const auto answer = line.read();
        EXPECT_EQ(answer.status, 400) << attack;
        EXPECT_EQ(answer.header("Connection"), "close") << attack;
        EXPECT_TRUE(line.is_closed()) << attack;
    }
    EXPECT_EQ(notes(), 0);
}

TEST_P(Edge, ReadsChunksAndPipelinesInOrder) {
    auto line = client->line();
    const std::string head = " HTTP/1.1\r\nAuthorization: Bearer 7\r\n" + host_line();
    line.send("POST /api/v1/notes" + head + "Content-Type: application/json; charset=utf-8\r\nTransfer-Encoding: Chunked\r\n\r\n" +
              "8;x=y\r\n{\"words\"\r\n5\r\n:\"a\"}\r\n0\r\nTrailer: x\r\n\r\n" + "GET /api/v1/notes/second" + head + "\r\nGET /api/v1/notes/third" + head + "\r\n");
    EXPECT_EQ(line.read().status, 201);
    EXPECT_EQ(line.read().body, "\"second\"");
    EXPECT_EQ(line.read().body, "\"third\"");
}

TEST_P(Edge, AnOldClientIsAnsweredAndClosed) {
    auto line = client->line();
    line.send("GET /api/v1/open HTTP/1.0\r\n" + host_line() + "\r\n");
    EXPECT_EQ(line.read().status, 200);
    EXPECT_TRUE(line.is_closed());
}

TEST_P(Edge, WaitsToBeAskedForALargeBody) {
    auto line = client->line();
    line.send("POST /api/v1/files HTTP/1.1\r\nAuthorization: Bearer 7\r\nContent-Type: image/png\r\nContent-Length: 3000000\r\nExpect: 100-continue\r\n" + host_line() + "\r\n");
    EXPECT_EQ(line.read_bytes(25), "HTTP/1.1 100 Continue\r\n\r\n");
    line.send(std::string(3'000'000, 'x'));
    EXPECT_EQ(line.read().body, "3000000");

    auto forged = client->line();
    forged.send("POST /api/v1/files HTTP/1.1\r\nContent-Length: 3000000\r\nExpect: 100-continue\r\n" + host_line() + "\r\n");
    EXPECT_EQ(forged.read().status, 401) << "a stranger's file is not read at all";
}

// ---- limits --------------------------------------------------------------------------------------------------------

TEST_P(Edge, HeadersHaveALimit) {
    EXPECT_EQ(client->get("/api/v1/open", {{"X", std::string(15'000, 'x')}}).status, 200);
    EXPECT_EQ(client->get("/api/v1/open", {{"X", std::string(17'000, 'x')}}).status, 431);
    EXPECT_EQ(raw("GET /" + std::string(40'000, 'x')).status, 431) << "also without an end";
}

TEST_P(Edge, SlowCallersAreLetGoAndOthersNeverWait) {
    open({.header_time = std::chrono::milliseconds{300}, .body_time = std::chrono::milliseconds{300}, .idle_time = std::chrono::milliseconds{900}}, {});
    auto slow_head = client->line();
    slow_head.send("GET /api/v1/open HT");
    auto slow_body = client->line();
    slow_body.send("POST /api/v1/notes HTTP/1.1\r\nAuthorization: Bearer 7\r\nContent-Type: application/json\r\nContent-Length: 10\r\n" + host_line() + "\r\n{");
    auto idle = client->line();
    EXPECT_EQ(client->get("/api/v1/open").status, 200);
    EXPECT_TRUE(slow_head.is_closed());
    EXPECT_TRUE(slow_body.is_closed());
    EXPECT_TRUE(idle.is_closed());
    EXPECT_EQ(stranger().get("/api/v1/open").status, 200);
}

TEST_P(Edge, ConnectionsHaveALimit) {
    open({.connections_max = 3}, {});
    std::vector<Line> lines;
    for (int i = 0; i < 3; ++i) {
        lines.push_back(client->line());
        lines.back().send("GET /api/v1/open HTTP/1.1\r\n" + host_line() + "\r\n");
        EXPECT_EQ(lines.back().read().status, 200);
    }
    auto fourth = client->line();
    EXPECT_TRUE(fourth.is_closed());
    lines.clear();
    int status = 0;
    for (int i = 0; i < 100 && status != 200; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        status = stranger().get("/api/v1/open").status;
    }
    EXPECT_EQ(status, 200) << "room again once others left";
}

TEST_P(Edge, AStrangerAsksOnlySoOften) {
    http::RateSettings rates;
    rates.address = {{{1, 3}, {1, 3}, {0.01, 2}, {1, 1}}};
    open({}, rates);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(stranger().get("/api/v1/open").status, 200);
    }
    const auto refused = stranger().get("/api/v1/open", {{"X-Forwarded-For", "203.0.113.9"}});
    EXPECT_EQ(refused.status, 429) << "a forged header changes nothing";
    EXPECT_EQ(refused.code(), "too_many");
    EXPECT_EQ(refused.header("Retry-After"), "1");
    EXPECT_EQ(refused.header("RateLimit-Policy"), "\"reading\";q=3;w=3");
    EXPECT_EQ(stranger().get("/api/v1/open", {{"Cookie", "steward=forged"}}).status, 429) << "nor does a forged cookie";
    EXPECT_EQ(client->get("/api/v1/notes").status, 200) << "a colleague behind the same address is not held up";
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(stranger().post("/api/v1/sessions", R"({"words":"x"})").status, 201);
    }
    EXPECT_EQ(client->post("/api/v1/sessions", R"({"words":"x"})").status, 429) << "credentials do not buy guesses";
}

TEST_P(Edge, AColleagueHasABudgetOfTheirOwn) {
    http::RateSettings rates;
    rates.account = {{{0.01, 2}, {0.01, 1}, {1, 1}, {1, 1}}};
    open({}, rates);
    EXPECT_EQ(client->get("/api/v1/notes").header("RateLimit").substr(0, 13), "\"reading\";r=1");
    EXPECT_EQ(client->get("/api/v1/notes").status, 200);
    EXPECT_EQ(client->get("/api/v1/notes").status, 429);
    EXPECT_EQ(member(8).get("/api/v1/notes").status, 200);
    EXPECT_EQ(client->post("/api/v1/notes", R"({"words":"x"})").status, 201);
    EXPECT_EQ(client->post("/api/v1/notes", R"({"words":"x"})").status, 429);
    EXPECT_EQ(notes(), 1);
}

TEST_P(Edge, ATrustedProxySpeaksForItsCallers) {
    open({.trusted_proxies = {*http::Range::from_text("127.0.0.0/8")}}, {});
    EXPECT_NE(client->get("/api/v1/notes", {{"X-Forwarded-For", "198.51.100.1, 203.0.113.9"}}).body.find("203.0.113.9"), std::string::npos);
}

TEST_P(Edge, OnlyThisMachineReadsTheMetrics) {
    client->get("/api/v1/notes");
    const auto metrics = stranger().get("/metrics");
    EXPECT_NE(metrics.body.find("steward_requests_total{route=\"GET /notes\",status=\"2xx\"} 1"), std::string::npos) << metrics.body;
    EXPECT_EQ(stranger().get("/metrics", {{"X-Forwarded-For", "203.0.113.9"}}).status, 404);
    EXPECT_EQ(stranger().get("/healthz").status, 200);
}

TEST_P(Edge, StopsWithoutLosingWhatRuns) {
    std::vector<std::thread> writers;
    std::atomic<int> acknowledged{0};
    for (int i = 0; i < 4; ++i) {
        writers.emplace_back([&, port = edge->port()] {
            try {
                HttpClient one{port};
                one.always = {{"Authorization", "Bearer 7"}};
                for (int n = 0; n < 2000; ++n) {
                    if (one.post("/api/v1/notes", R"({"words":"x"})").status != 201) return;
                    ++acknowledged;
                }
            } catch (const std::exception&) {
            }
        });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    edge->stop();
    for (auto& writer : writers) writer.join();
    EXPECT_GT(acknowledged, 0);
    EXPECT_GE(notes(), acknowledged);
}

// ---- bodies --------------------------------------------------------------------------------------------------------

TEST_P(Edge, NoBodyIsAnsweredWithAFaultOfOurs) {
    std::vector<std::string> bodies{"", "{", "[", "nul", "\"\\ud800\"", std::string(1000, '['), "{\"a\":1,\"a\":2}", std::string("\0", 1), "\xff\xfe", "1e999", "-0"};
    const char* shared = std::getenv("STEWARD_SHARED");
    if (shared != nullptr && std::filesystem::exists(std::string{shared} + "/data/json/test_parsing")) {
        for (const auto& file : std::filesystem::directory_iterator(std::string{shared} + "/data/json/test_parsing")) {
            std::ifstream in{file.path(), std::ios::binary};
            bodies.emplace_back(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
        }
        EXPECT_GT(bodies.size(), 300u);
    }
    for (const auto& body : bodies) {
        const auto answer = client->post("/api/v1/notes", body);
        EXPECT_GE(answer.status, 400) << body;
        EXPECT_LT(answer.status, 500) << body;
    }
    EXPECT_EQ(notes(), 0);
}
