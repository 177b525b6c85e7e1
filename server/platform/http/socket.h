#pragma once
// The one kind of socket and coroutine of the house, and how the edge hands a connection over to the live hub. This header
// sees Beast: only platform/http and platform/live include it.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "platform/http/service.h"

namespace http {

// Concrete executors, so that no operation pays for a virtual call.
using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
template <class T>
using Awaitable = boost::asio::awaitable<T, Executor>;
inline constexpr boost::asio::use_awaitable_t<Executor> awaiting{};
inline constexpr auto trying = boost::asio::as_tuple(awaiting);  // errors as values

// Waits for what is called back on any thread, and goes on on the io thread: start(done) begins it, done(answer) ends it.
template <class Answer, class Start>
Awaitable<Answer> answer_of(Executor executor, Start start) {
    return boost::asio::async_initiate<const boost::asio::use_awaitable_t<Executor>, void(Answer)>(
        [executor, start = std::move(start)](auto handler) mutable {
            auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
            start([executor, waiting](Answer answer) {
                boost::asio::post(executor, [waiting, answer = std::move(answer)]() mutable { (*waiting)(std::move(answer)); });
            });
        },
        awaiting);
}

using Head = boost::beast::http::request<boost::beast::http::empty_body>;

// Takes the connection over after a websocket handshake was asked for. Runs on the edge's io thread; returns when it is closed.
class Upgrades {
public:
    virtual Awaitable<void> take(Socket, Head, CallPtr) = 0;
    virtual void close_all() = 0;  // the server stops: 1001 to everybody

protected:
    ~Upgrades() = default;
};

}  // namespace http
