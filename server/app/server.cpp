#include "app/server.h"

#include <thread>

#include <fmt/format.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include "app/admin_socket.h"
#include "app/features.h"
#include "app/readiness.h"
#include "app/workspace_at.h"
#include "features/ground/members/members.h"
#include "platform/http/edge.h"
#include "platform/http/page_files.h"
#include "platform/live/live.h"
#include "platform/outbound/sender.h"
#include "platform/records/tail.h"

namespace app {
namespace {

constexpr std::chrono::hours old_keys_every{1};

// "127.0.0.1:8080", "[::1]:8080"
std::pair<std::string, std::uint16_t> address_and_port(const std::string& listen) {
    const auto colon = listen.rfind(':');
    const auto digits = colon == std::string::npos ? std::string{} : listen.substr(colon + 1);
    if (digits.empty() || digits.size() > 5 || digits.find_first_not_of("0123456789") != std::string::npos || std::stoi(digits) > 65'535) {
        throw std::runtime_error("--listen wants an address and a port, like 127.0.0.1:8080.");
    }
    auto address = listen.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
    }
    return {address == "localhost" ? "127.0.0.1" : address, static_cast<std::uint16_t>(std::stoi(digits))};
}

http::EdgeSettings edge_settings(const Settings& settings) {
    http::EdgeSettings edge;
    std::tie(edge.address, edge.port) = address_and_port(settings.listen);
    edge.connections_max = settings.connections_max;
    for (const auto& text : settings.trusted_proxies) {
        const auto range = http::Range::from_text(text);
        if (!range) {
            throw std::runtime_error(text + " is no address of a proxy. Write it like 10.0.0.7 or 10.0.0.0/8.");
        }
        edge.trusted_proxies.push_back(*range);
    }
    return edge;
}

http::ServiceSettings service_settings(const Settings& settings, const std::string& base_url) {
    return {.base_url = base_url, .hosts = settings.hosts, .settings_token = settings.settings_token, .log_requests = settings.log_requests};
}

std::string base_url_of(const Settings& settings) {
    std::string url = settings.base_url.empty() ? fmt::format("http://localhost:{}", address_and_port(settings.listen).second) : settings.base_url;
    while (url.ends_with('/')) {
        url.pop_back();
    }
    if (!url.starts_with("http://") && !url.starts_with("https://")) {
        throw std::runtime_error("--base-url wants the address that people type, like https://crm.example.");
    }
    return url;
}

}  // namespace

struct Server::Inside {
    Inside(Settings settings_, std::function<void(const std::string&)> on_fatal)
        : settings(std::move(settings_)), base_url(base_url_of(settings)), opened(open_workspace(settings.place, std::move(on_fatal))) {
        opened.workspace->base_url = base_url;
        company::take_over(*opened.workspace);
        add_routes(router);
    }

    void start();
    void name_ourselves();
    void keep_house();
    void stop();

    const Settings settings;
    const std::string base_url;
    Opened opened;
    http::Router router;
    std::unique_ptr<records::Tail> tail;
    std::unique_ptr<outbound::Sender> sender;
    std::unique_ptr<http::Service> service;
    std::unique_ptr<live::Hub> hub;
    std::unique_ptr<http::Edge> edge;
    std::unique_ptr<live::Live> live;
    std::unique_ptr<AdminSocket> admin;
    std::jthread housekeeping;
    std::vector<std::jthread> beside;  // what features do beside the requests
};

void Server::Inside::start() {
    tail = std::make_unique<records::Tail>(*opened.workspace);
    listen(*tail, *opened.workspace);
    hub = std::make_unique<live::Hub>(*opened.workspace);
    opened.workspace->live = hub.get();
    tail->watch("live", [this](std::span<const records::Event> events) { hub->heard(events); });
    sender = std::make_unique<outbound::Sender>(*opened.workspace, settings.mail);
    service = std::make_unique<http::Service>(*opened.workspace, router, who_is(), service_settings(settings, base_url));
    service->page(http::Page{web::page_files()});
    service->also("/api/v1/openapi.json", [text = openapi_of(router)](const http::Request&) { return http::Reply::ok(text); });
    add_readiness(*service, *opened.workspace);
    edge = std::make_unique<http::Edge>(edge_settings(settings), *service);
    live = std::make_unique<live::Live>(*edge, *service, *hub);
    edge->listen();
    name_ourselves();
    edge->start();
    tail->start();
    sender->start();
    if (settings.place.is_sqlite()) {
        admin = std::make_unique<AdminSocket>(settings.place.data, *opened.workspace);
    }
    for (const auto* feature : features()) {
        if (feature->work != nullptr) {
            beside.emplace_back([this, feature](std::stop_token stop) { feature->work(std::move(stop), *opened.workspace); });
        }
    }
    housekeeping = std::jthread{[this](const std::stop_token& stop) {
        std::mutex guard;
        std::condition_variable_any waiting;
        std::unique_lock held(guard);
        do {
            try {
                service->forget_old_keys();
                Actor house;
                house.kind = Actor::Kind::system;
                (void)opened.workspace->act<Done>(house, [](Tx& tx) -> Result<Done> {
                    members::sweep(tx);
                    return Done{};
                });
            } catch (const store::Broken& error) {
                spdlog::warn("old idempotency keys stay for now: {}", error.what());
            }
        } while (!waiting.wait_for(held, stop, old_keys_every, [&] { return stop.stop_requested(); }));
    }};
}

// Besides the name that people type: this machine's own, for operators and tests.
void Server::Inside::name_ourselves() {
    if (settings.base_url.empty()) {
        opened.workspace->base_url = fmt::format("http://localhost:{}", edge->port());
    }
    for (const auto* name : {"localhost", "127.0.0.1", "[::1]"}) {
        service->come_under(fmt::format("{}:{}", name, edge->port()));
    }
}

void Server::Inside::stop() {
    admin.reset();
    if (edge) {
        edge->stop();
    }
    housekeeping = {};
    beside.clear();
    if (service) {
        service->stop();
    }
    sender.reset();
    tail.reset();
    opened.store->stop();
}

Server::Server(Settings settings, std::function<void(const std::string&)> on_fatal) {
    if (sodium_init() < 0) {
        throw std::runtime_error("This machine gives no random numbers.");
    }
    inside_ = std::make_unique<Inside>(std::move(settings), std::move(on_fatal));
    inside_->start();
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return inside_->edge->port(); }
std::string Server::url() const {
    return inside_->settings.base_url.empty() ? fmt::format("http://localhost:{}", port()) : inside_->base_url;
}
Workspace& Server::workspace() { return *inside_->opened.workspace; }
void Server::stop() { inside_->stop(); }

}  // namespace app
