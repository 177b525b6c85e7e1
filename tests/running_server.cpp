#include "tests/running_server.h"

#include <random>

#include <gtest/gtest.h>

namespace {

constexpr std::string_view password = "a long enough password";

}  // namespace

RunningServer::RunningServer(store::Engine engine) : engine_(engine) {
    if (engine == store::Engine::postgres) {
        schema_ = "server_" + std::to_string(std::random_device{}());
    }
    server_ = std::make_unique<app::Server>(settings());
}

RunningServer::~RunningServer() {
    server_.reset();
    if (engine_ == store::Engine::postgres) {
        auto store = store::open_postgres({.url = stores::postgres_url(), .schema = schema_});
        store->write_and_wait([this](store::Link& link) {
            link.script("DROP SCHEMA " + schema_ + " CASCADE");
            return store::Outcome::keep;
        });
    }
}

void RunningServer::restart() {
    server_.reset();
    server_ = std::make_unique<app::Server>(settings());
}

app::Settings RunningServer::settings() const {
    app::Settings settings;
    settings.place.data = folder_.path();
    if (engine_ == store::Engine::postgres) {
        settings.place.database = stores::postgres_url();
        settings.place.schema = schema_;
    }
    settings.listen = "127.0.0.1:0";
    settings.log_requests = false;
    return settings;
}

HttpClient RunningServer::set_up() {
    auto one = stranger();
    const auto answer = one.post("/api/v1/setup", R"({"company":"Helios Printing","name":"Bea Sonne","email":"bea@helios.example","password":")" +
                                                      std::string{password} + R"(","time_zone":"Europe/Berlin"})");
    EXPECT_EQ(answer.status, 201) << answer.body;
    return browser_of(answer);
}

HttpClient RunningServer::sign_in() {
    auto one = stranger();
    const auto answer = one.post("/api/v1/sessions", R"({"email":"bea@helios.example","password":")" + std::string{password} + R"("})");
    EXPECT_EQ(answer.status, 201) << answer.body;
    return browser_of(answer);
}

HttpClient RunningServer::browser_of(const Answer& signed_in) const {
    const auto cookie = signed_in.header("Set-Cookie");
    HttpClient browser{port()};
    browser.always = {{"Cookie", cookie.substr(0, cookie.find(';'))}, {"Sec-Fetch-Site", "same-origin"}};
    return browser;
}

std::string RunningServer::token_of(HttpClient& member) {
    return text_in(member.post("/api/v1/tokens", R"({"name":"a program","scope":"write"})"), "token");
}

LiveClient RunningServer::live(const HttpClient& member) const {
    return LiveClient{port(), {{"Cookie", member.always.front().second}, {"Origin", origin()}}};
}

std::string text_in(const Answer& answer, std::string_view key) { return word_in(answer.body, key); }
