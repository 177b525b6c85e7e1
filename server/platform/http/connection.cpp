#include "platform/http/connection.h"

#include <array>

#include <boost/asio/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using ErrorCode = boost::system::error_code;

constexpr std::string_view live_path = "/api/v1/live";
constexpr std::size_t slowest_bytes_per_second = 64 * 1024;
constexpr std::size_t lingered_bytes_max = 256 * 1024;

// The caller sent nonsense, in contrast to: it is gone.
bool is_fault_of_framing(const ErrorCode& error) {
    static const auto& of_http = beast_http::make_error_code(beast_http::error::body_limit).category();
    return error.category() == of_http && error != beast_http::error::partial_message && error != beast_http::error::end_of_stream;
}

}  // namespace

Connection::Connection(Socket socket, Shared& shared, std::string address)
    : socket_(std::move(socket)), shared_(shared), address_(std::move(address)) {
    within(shared_.settings.header_time);
}

Awaitable<void> Connection::serve() {
    Next next = Next::go_on;
    while (next == Next::go_on) {
        next = co_await one_request();
    }
    if (next == Next::upgrade) {
        late_at_ = Clock::time_point::max();  // from here the websocket keeps its own time
        buffer_ = {};
        Upgrade upgrade = std::move(*upgrade_);
        upgrade_.reset();
        co_await shared_.live->take(std::move(socket_), std::move(upgrade.head), std::move(upgrade.call));
        co_return;
    }
    give_up();
}

void Connection::close_if_late(Clock::time_point now) {
    if (now > late_at_) {
        give_up();
    }
}

void Connection::stop_when_idle() {
    if (idle_) {
        give_up();
    }
}

void Connection::give_up() {
    ErrorCode ignored;
    socket_.close(ignored);
}

void Connection::within(std::chrono::milliseconds span, std::size_t bytes) {
    late_at_ = Clock::now() + span + std::chrono::seconds{bytes / slowest_bytes_per_second};
}

std::string_view Connection::buffered() const {
    const auto data = buffer_.cdata();
    return {static_cast<const char*>(data.data()), data.size()};
}

// False when the connection is over, or the head is larger than it may be: then head_size_ is 0 and the buffer is not empty.
Awaitable<bool> Connection::read_head() {
    head_size_ = 0;
    std::size_t searched = 0;
    if (buffer_.size() == 0) {
        idle_ = true;
        within(shared_.settings.idle_time);
    }
    while (true) {
        const auto end = buffered().find("\r\n\r\n", searched);
        if (end != std::string_view::npos) {
            head_size_ = end + 4;
            co_return head_size_ <= header_bytes_max;
        }
        if (buffer_.size() > header_bytes_max) {
            co_return false;
        }
        searched = buffer_.size() < 3 ? 0 : buffer_.size() - 3;
        const auto [error, size] = co_await socket_.async_read_some(buffer_.prepare(4096), trying);
        if (error) {
            buffer_.clear();
            co_return false;
        }
        if (idle_) {
            idle_ = false;
            within(shared_.settings.header_time);
        }
        buffer_.commit(size);
    }
}

Awaitable<Connection::Next> Connection::one_request() {
    const bool whole = co_await read_head();
    if (!whole) {
        if (buffer_.size() == 0) {
            co_return Next::close;
        }
        co_return co_await refuse(trouble::headers_too_large);
    }
    idle_ = false;
    if (!is_strict(buffered().substr(0, head_size_))) {
        co_return co_await refuse(trouble::bad_request);
    }
    Parser parser;
    parser.header_limit(header_bytes_max + 4);
    parser.body_limit(boost::none);
    ErrorCode error;
    const auto used = parser.put(asio::buffer(buffer_.data(), head_size_), error);
    if (error || !parser.is_header_done() || !has_one_reading(parser)) {
        co_return co_await refuse(trouble::bad_request);
    }
    buffer_.consume(used);
    auto call = std::make_shared<Call>();
    call->begun = Clock::now();
    if (!read_call(parser, *call)) {
        co_return co_await refuse(trouble::bad_address);
    }
    call->socket_address = address_;
    call->request.peer = caller(address_, call->request.header("x-forwarded-for").value_or(""), shared_.settings.trusted_proxies);
    co_return co_await one_call(parser, call);
}

Awaitable<Connection::Next> Connection::refuse(Trouble why) {
    shared_.service.metrics.count(nullptr, why.status, 0);
    const auto reply = problem(why);
    const bool written = co_await write(reply, false, false);
    if (written) {
        co_await linger();
    }
    co_return Next::close;
}

Awaitable<Connection::Next> Connection::one_call(Parser& parser, CallPtr call) {
    if (shared_.live != nullptr && call->request.path == live_path && boost::beast::websocket::is_upgrade(parser.get())) {
        upgrade_ = Upgrade{Head{parser.get().base()}, std::move(call)};
        co_return Next::upgrade;
    }
    const bool head_only = call->head;
    bool keep_alive = parser.get().keep_alive() && !shared_.stopping;
    auto reply = shared_.service.arrive(*call);
    if (!reply && Service::needs_admission(*call)) {
        reply = co_await admitted(call);
    }
    if (!reply && !parser.is_done()) {
        parser.body_limit(call->body_max);
        const bool read = co_await read_body(parser, *call);
        if (!read) {
            co_return Next::close;
        }
    }
    if (reply) {
        keep_alive = keep_alive && parser.is_done();
        shared_.service.refused(*call, *reply);
    } else {
        reply = co_await reply_to(std::move(call));
    }
    keep_alive = keep_alive && !shared_.stopping;
    const bool written = co_await write(*reply, head_only, keep_alive);
    if (written && !keep_alive) {
        co_await linger();
    }
    co_return written && keep_alive ? Next::go_on : Next::close;
}

// False when there is nothing more to say: it was refused, or the connection is gone.
Awaitable<bool> Connection::read_body(Parser& parser, Call& call) {
    within(shared_.settings.body_time, call.body_size);
    if (boost::beast::iequals(parser.get()[beast_http::field::expect], "100-continue")) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(socket_, asio::buffer(go_on), trying);
    }
    const auto [error, size] = co_await beast_http::async_read(socket_, buffer_, parser, trying);
    if (error) {
        if (is_fault_of_framing(error)) {
            co_await refuse(error == beast_http::error::body_limit ? trouble::too_large : trouble::bad_request);
        }
        co_return false;
    }
    call.request.body = std::move(parser.get().body());
    co_return true;
}

Awaitable<std::optional<Reply>> Connection::admitted(CallPtr call) {
    within(shared_.settings.answer_time);
    return answer_of<std::optional<Reply>>(socket_.get_executor(), [this, call](auto decided) { shared_.service.admit(call, std::move(decided)); });
}

Awaitable<Reply> Connection::reply_to(CallPtr call) {
    late_at_ = Clock::time_point::max();  // how long a verb takes is not the caller's fault
    return answer_of<Reply>(socket_.get_executor(), [this, call](auto done) {
        call->done = std::move(done);
        shared_.service.answer(call);
    });
}

Awaitable<bool> Connection::write(const Reply& reply, bool head_only, bool keep_alive) {
    within(shared_.settings.answer_time, reply.body.size());
    const auto head = print_head(reply, keep_alive, shared_.over_https);
    const bool has_body = !head_only && reply.status != 204 && reply.status != 304;
    const std::array<asio::const_buffer, 2> parts{asio::buffer(head), has_body ? asio::buffer(reply.body) : asio::const_buffer{}};
    const auto [error, size] = co_await asio::async_write(socket_, parts, trying);
    co_return !error;
}

// Closing at once while bytes are still arriving would reset the connection and lose our answer on its way.
Awaitable<void> Connection::linger() {
    ErrorCode ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
    within(std::chrono::milliseconds{2'000});
    std::array<char, 4096> dropped;
    std::size_t total = 0;
    while (total < lingered_bytes_max) {
        const auto [error, size] = co_await socket_.async_read_some(asio::buffer(dropped), trying);
        if (error) {
            co_return;
        }
        total += size;
    }
}

}  // namespace http
