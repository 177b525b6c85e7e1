#include "tests/caller.h"

#include <future>

#include "app/features.h"

Door::Door(TestCompany& company) {
    app::add_routes(router_);
    service_ = std::make_unique<http::Service>(company.workspace, router_, app::who_is(), http::ServiceSettings{.base_url = company.workspace.base_url, .log_requests = true});
}

Door::~Door() { service_->stop(); }

http::Reply Door::take(http::Request request) {
    auto call = std::make_shared<http::Call>();
    const auto promise = std::make_shared<std::promise<http::Reply>>();
    call->body_size = request.body.size();
    call->has_body = !request.body.empty();
    call->request = std::move(request);
    call->begun = std::chrono::steady_clock::now();
    call->done = [promise](http::Reply reply) { promise->set_value(std::move(reply)); };
    if (auto no = service_->arrive(*call)) {
        return *no;
    }
    service_->answer(call);
    return promise->get_future().get();
}

http::Reply Caller::patch(const std::string& path, std::string body, std::int64_t version) {
    return send(http::Method::patch, path, std::move(body), version);
}

http::Reply Caller::send(http::Method method, const std::string& path, std::optional<std::string> body, std::int64_t version) {
    http::Request request;
    request.method = method;
    request.path = "/api/v1" + path;
    request.peer = "203.0.113.7";
    request.headers = {{"host", "localhost:8080"}, {"user-agent", "Firefox"}, {"sec-fetch-site", "same-origin"}};
    if (body) {
        request.headers.emplace_back("content-type", "application/json");
        request.body = std::move(*body);
    }
    if (!cookie.empty()) {
        request.headers.emplace_back("cookie", "__Host-steward=" + cookie);
    }
    if (!token.empty()) {
        request.headers.emplace_back("authorization", "Bearer " + token);
    }
    if (version != 0) {
        request.headers.emplace_back("if-match", '"' + std::to_string(version) + '"');
    }
    auto reply = door_.take(std::move(request));
    if (const auto set = header_of(reply, "Set-Cookie"); !set.empty()) {
        const auto start = set.find('=') + 1;
        cookie = set.substr(start, set.find(';') - start);
    }
    return reply;
}

std::string header_of(const http::Reply& reply, const std::string& name) {
    for (const auto& [key, value] : reply.headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

std::string text_in(const http::Reply& reply, const std::string& key) {
    const auto mark = '"' + key + "\":\"";
    const auto start = reply.body.find(mark);
    return start == std::string::npos ? std::string{} : reply.body.substr(start + mark.size(), reply.body.find('"', start + mark.size()) - start - mark.size());
}
