#include "platform/live/sockets.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include "platform/http/head.h"
#include "platform/live/session.h"

namespace live {
namespace {

namespace asio = boost::asio;
namespace close_code = boost::beast::websocket;
using Clock = std::chrono::steady_clock;

constexpr std::size_t everyone_max = 500;    // faces; nobody looks at more
constexpr std::size_t many_sockets = 1'000;  // then presence is told less often

// What is kept of the request to look at its credentials again.
std::shared_ptr<const http::Request> credentials_of(const http::Request& request) {
    auto kept = std::make_shared<http::Request>();
    kept->workspace = request.workspace;
    kept->peer = request.peer;
    kept->path = request.path;
    for (const auto* name : {"cookie", "authorization", "user-agent"}) {
        if (const auto value = request.header(name)) {
            kept->headers.emplace_back(name, *value);
        }
    }
    return kept;
}

}  // namespace

Sockets::Sockets(asio::io_context& io, http::Service& service, Hub& hub, SocketSettings settings)
    : io_(io), service_(service), hub_(hub), settings_(settings), timer_(io.get_executor()) {
    hub.tell({.changed = [this](auto batch) { asio::post(io_, [this, batch = std::move(batch)] { heard(batch); }); },
              .session_ended = [this](SessionId session) {
                  asio::post(io_, [this, session] { sign_out([&](const Session& one) { return one.actor().session == session; }); });
              },
              .member_left = [this](MemberId member) {
                  asio::post(io_, [this, member] { sign_out([&](const Session& one) { return one.actor().member == member; }); });
              },
              .programs_ended = [this] { asio::post(io_, [this] { sign_out([&](const Session& one) { return one.is_program(); }); }); }});
    service.metrics.also.push_back([this](std::string& out) { http::print_gauge(out, "steward_sockets", "Open websockets.", count()); });
    asio::co_spawn(io, look_around(), asio::detached);
}

Sockets::~Sockets() = default;

http::Awaitable<void> Sockets::take(http::Socket socket, http::Head head, http::CallPtr call) {
    call->request.workspace = &hub_.workspace;
    if (!service_.may_come_under(call->request.header("host").value_or(""))) {
        co_await refuse(std::move(socket), http::trouble::other_host);
        co_return;
    }
    const auto actor = co_await caller_of(*call);
    if (!actor) {
        const bool other_site = actor.no().why == Refusal::not_valid;
        co_await refuse(std::move(socket), other_site ? http::trouble::other_site : http::trouble::not_signed_in);
        co_return;
    }
    const auto number = ++next_;
    auto credentials = call->request.asked("ticket") ? nullptr : credentials_of(call->request);
    auto session = std::make_shared<Session>(std::move(socket), *this, number, *actor, std::move(credentials));
    call.reset();
    sessions_[number] = session;
    count_.store(static_cast<std::int64_t>(sessions_.size()));
    hub_.arrive(number, session->actor().member);
    if (stopping_) {
        session->close(close_code::going_away, "");
    }
    co_await session->run(std::move(head));
    hub_.leave(number);
    sessions_.erase(number);
    count_.store(static_cast<std::int64_t>(sessions_.size()));
}

// A browser sends its cookie wherever it is told to; that it came from our own page, its Origin says. A program has a ticket
// or a token, which no other site can make a browser send.
http::Awaitable<Result<Actor>> Sockets::caller_of(const http::Call& call) {
    const auto& request = call.request;
    if (const auto ticket = request.asked("ticket")) {
        const auto actor = hub_.redeem(*ticket);
        co_return actor ? Result<Actor>{*actor} : No{Refusal::not_allowed, "This ticket was used or is too old."};
    }
    if (!request.header("authorization") && !service_.is_own_origin(request.header("origin").value_or(""))) {
        co_return No{Refusal::not_valid, "This request came from another site."};
    }
    const auto credentials = credentials_of(request);
    auto actor = co_await actor_of(credentials);
    if (actor && actor->kind != Actor::Kind::member) {
        co_return No{Refusal::not_allowed, "Sign in first."};
    }
    co_return actor;
}

http::Awaitable<Result<Actor>> Sockets::actor_of(std::shared_ptr<const http::Request> credentials) {
    return http::answer_of<Result<Actor>>(io_.get_executor(), [this, credentials](auto done) { service_.who(credentials, std::move(done)); });
}

http::Awaitable<void> Sockets::refuse(http::Socket socket, http::Trouble why) {
    const auto reply = http::problem(why);
    service_.metrics.count(nullptr, why.status, 0);
    const auto words = http::print_head(reply, false, service_.base_url().starts_with("https://")) + reply.body;
    co_await asio::async_write(socket, asio::buffer(words), http::trying);
    boost::system::error_code ignored;
    socket.shutdown(asio::socket_base::shutdown_both, ignored);
}

void Sockets::close_all() {
    stopping_ = true;
    const auto all = sessions_;
    for (const auto& [number, session] : all) {
        session->close(close_code::going_away, "");
    }
}

void Sockets::heard(const std::shared_ptr<const Batch>& batch) {
    for (const auto& [number, session] : sessions_) {
        session->hear(batch);
    }
}

template <class Which>
void Sockets::sign_out(Which which) {
    for (const auto& [number, session] : sessions_) {
        if (which(*session)) {
            session->sign_out();
        }
    }
}

http::Awaitable<void> Sockets::look_around() {
    while (!stopping_ || !sessions_.empty()) {
        timer_.expires_after(settings_.looks_every);
        co_await timer_.async_wait(http::trying);
        const auto now = Clock::now();
        for (const auto& [number, session] : sessions_) {
            session->look_at_the_clock(now);
        }
        hub_.forget_old_writing();
        const bool due = sessions_.size() < many_sockets || now - told_at_ > settings_.presence_when_many;
        if (due && hub_.presence_version() != told_version_) {
            told_at_ = now;
            tell_presence();
        }
    }
}

void Sockets::tell_presence() {
    told_version_ = hub_.presence_version();
    const auto presence = hub_.presence();
    everyone_ = "[";
    std::size_t shown = 0;
    for (const auto member : presence.everyone) {
        if (++shown > everyone_max) {
            break;
        }
        everyone_ += fmt::format("{}\"{}\"", shown == 1 ? "" : ",", ids::to_text(member));
    }
    everyone_ += ']';
    for (const auto& [number, session] : sessions_) {
        session->hear_presence(presence, everyone_);
    }
}

}  // namespace live
