#pragma once
// The websockets of everybody who is here (RFC 6455). One lives on the edge's io thread from its handshake to its end; the hub
// tells them what happened, and each decides by its topics and its member what it says on.
#include <memory>
#include <unordered_map>

#include "platform/http/socket.h"
#include "platform/live/hub.h"

namespace live {

struct SocketSettings {
    std::size_t words_max = 4 * 1024;       // of one message to us
    std::size_t topics_max = 64;
    int messages_per_second_max = 50;
    std::size_t waiting_max = 64;           // messages a slow reader may be behind; beyond: start over
    std::size_t waiting_bytes_max = 256 * 1024;
    std::chrono::milliseconds looks_every{100};       // presence, and what is due
    std::chrono::milliseconds presence_when_many{2'000};
    std::chrono::milliseconds believed_for{60'000};   // then credentials are looked at again, whatever the ledger said
    std::chrono::milliseconds silence_max{60'000};    // pings in between
    std::chrono::milliseconds farewell_max{5'000};    // to take the last words
};

class Session;

class Sockets : public http::Upgrades {
public:
    Sockets(boost::asio::io_context& io, http::Service&, Hub&, SocketSettings = {});
    ~Sockets();

    http::Awaitable<void> take(http::Socket, http::Head, http::CallPtr) override;
    void close_all() override;
    std::int64_t count() const { return count_.load(); }

private:
    friend class Session;
    using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, http::Executor>;
    http::Awaitable<Result<Actor>> caller_of(const http::Call&);
    http::Awaitable<Result<Actor>> actor_of(std::shared_ptr<const http::Request> credentials);
    http::Awaitable<void> refuse(http::Socket, http::Trouble);
    http::Awaitable<void> look_around();
    void tell_presence();
    void heard(const std::shared_ptr<const Batch>&);
    template <class Which>
    void sign_out(Which which);

    boost::asio::io_context& io_;
    http::Service& service_;
    Hub& hub_;
    const SocketSettings settings_;
    Timer timer_;
    std::unordered_map<std::uint64_t, std::shared_ptr<Session>> sessions_;
    std::uint64_t next_ = 0;
    std::atomic<std::int64_t> count_{0};
    std::uint64_t told_version_ = 0;
    std::chrono::steady_clock::time_point told_at_{};
    std::string everyone_;
    bool stopping_ = false;
};

}  // namespace live
