#include "platform/http/edge.h"

#include <list>
#include <thread>
#include <unordered_map>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "platform/http/connection.h"

namespace http {

namespace asio = boost::asio;
using asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using ErrorCode = boost::system::error_code;

struct Edge::Inside {
    Inside(EdgeSettings settings, Service& service)
        : shared{std::move(settings), service}, acceptor(io.get_executor()), sweep(io.get_executor()) {
        shared.over_https = service.base_url().starts_with("https://");
    }

    void listen();
    Awaitable<void> accept();
    Awaitable<void> sweep_late();
    Awaitable<void> serve(Socket socket, std::string address, std::uint64_t from);
    bool has_room(const std::string& address, std::uint64_t from);
    void begin_to_stop();

    asio::io_context io{1};
    Shared shared;
    Acceptor acceptor;
    Timer sweep;
    std::list<Connection> connections;
    std::unordered_map<std::uint64_t, int> per_address;
    std::uint16_t port = 0;
    Connection::Clock::time_point stop_by;
    std::thread thread;
};

void Edge::Inside::listen() {
    ErrorCode error;
    const auto address = asio::ip::make_address(shared.settings.address, error);
    if (error) {
        throw std::runtime_error(fmt::format("{} is no address to listen on.", shared.settings.address));
    }
    const tcp::endpoint at{address, shared.settings.port};
    acceptor.open(at.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind(at, error);
    if (!error) {
        acceptor.listen(4096, error);
    }
    if (error) {
        throw std::runtime_error(fmt::format("Cannot listen on {}:{}: {}.", shared.settings.address, shared.settings.port, error.message()));
    }
    port = acceptor.local_endpoint().port();
}

Awaitable<void> Edge::Inside::accept() {
    while (!shared.stopping) {
        auto [error, socket] = co_await acceptor.async_accept(trying);
        if (error == asio::error::operation_aborted || shared.stopping) {
            co_return;
        }
        if (error) {
            // Out of file descriptors, most often. They come back when connections end; turning in a circle helps nobody.
            Timer pause{io.get_executor(), std::chrono::milliseconds{50}};
            co_await pause.async_wait(trying);
            continue;
        }
        const auto peer = socket.remote_endpoint(error);
        if (error) {
            continue;
        }
        auto text = peer.address().to_string();
        const auto address = Address::from_text(text);
        const auto from = address ? address->neighbourhood() : 0;
        if (!has_room(text, from)) {
            shared.service.metrics.connections_refused.fetch_add(1);
            continue;
        }
        socket.set_option(tcp::no_delay(true), error);
        asio::co_spawn(io, serve(std::move(socket), std::move(text), from), asio::detached);
    }
}

bool Edge::Inside::has_room(const std::string& text, std::uint64_t from) {
    if (static_cast<int>(connections.size()) >= shared.settings.connections_max) {
        return false;
    }
    const auto address = Address::from_text(text);
    const auto& trusted = shared.settings.trusted_proxies;
    const bool speaks_for_many =
        address && (address->is_loopback() || std::any_of(trusted.begin(), trusted.end(), [&](const Range& range) { return range.holds(*address); }));
    const auto open = per_address.find(from);
    return speaks_for_many || open == per_address.end() || open->second < shared.settings.connections_per_address_max;
}

Awaitable<void> Edge::Inside::serve(Socket socket, std::string address, std::uint64_t from) {
    const auto mine = connections.emplace(connections.end(), std::move(socket), shared, std::move(address));
    ++per_address[from];
    shared.service.metrics.connections.fetch_add(1);
    try {
        co_await mine->serve();
    } catch (const std::exception& error) {
        spdlog::error("a connection broke: {}", error.what());
    }
    shared.service.metrics.connections.fetch_sub(1);
    if (--per_address[from] == 0) {
        per_address.erase(from);
    }
    connections.erase(mine);
}

// One look at all connections each second costs less than a timer for each read and write of each of them.
Awaitable<void> Edge::Inside::sweep_late() {
    while (true) {
        sweep.expires_after(std::chrono::milliseconds{shared.stopping ? 50 : 500});
        co_await sweep.async_wait(trying);
        const auto now = Connection::Clock::now();
        for (auto& connection : connections) {
            connection.close_if_late(now);
        }
        if (shared.stopping && (connections.empty() || now > stop_by)) {
            io.stop();
            co_return;
        }
    }
}

void Edge::Inside::begin_to_stop() {
    shared.stopping = true;
    stop_by = Connection::Clock::now() + shared.settings.stop_time;
    ErrorCode ignored;
    acceptor.close(ignored);
    for (auto& connection : connections) {
        connection.stop_when_idle();
    }
    if (shared.live != nullptr) {
        shared.live->close_all();
    }
    sweep.cancel();
}

Edge::Edge(EdgeSettings settings, Service& service) : inside_(std::make_unique<Inside>(std::move(settings), service)) {}

Edge::~Edge() { stop(); }

asio::io_context& Edge::io() { return inside_->io; }
void Edge::live(Upgrades* live) { inside_->shared.live = live; }
std::uint16_t Edge::port() const { return inside_->port; }

void Edge::listen() { inside_->listen(); }

void Edge::start() {
    if (port() == 0) {
        listen();
    }
    asio::co_spawn(inside_->io, inside_->accept(), asio::detached);
    asio::co_spawn(inside_->io, inside_->sweep_late(), asio::detached);
    inside_->thread = std::thread([this] { inside_->io.run(); });
}

void Edge::stop() {
    if (!inside_->thread.joinable()) {
        return;
    }
    asio::post(inside_->io, [this] { inside_->begin_to_stop(); });
    inside_->thread.join();
}

}  // namespace http
