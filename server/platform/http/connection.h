#pragma once
// One connection: requests one after the other until it is closed. Only the edge's io thread touches it.
#include <functional>

#include "platform/http/edge.h"
#include "platform/http/head.h"

namespace http {

// What all connections of an edge share.
struct Shared {
    const EdgeSettings settings;
    Service& service;
    Upgrades* live = nullptr;
    bool stopping = false;
    bool over_https = false;
};

class Connection {
public:
    using Clock = std::chrono::steady_clock;
    Connection(Socket socket, Shared& shared, std::string address);

    Awaitable<void> serve();  // returns when the connection is done with
    void close_if_late(Clock::time_point now);
    void stop_when_idle();

private:
    enum class Next { go_on, close, upgrade };
    struct Upgrade {
        Head head;
        CallPtr call;
    };
    Awaitable<bool> read_head();  // into buffer_, up to the empty line
    Awaitable<Next> one_request();
    Awaitable<Next> refuse(Trouble);
    Awaitable<Next> one_call(Parser&, CallPtr);
    Awaitable<bool> read_body(Parser&, Call&);
    Awaitable<std::optional<Reply>> admitted(CallPtr);
    Awaitable<Reply> reply_to(CallPtr);
    Awaitable<bool> write(const Reply&, bool head_only, bool keep_alive);
    Awaitable<void> linger();
    void within(std::chrono::milliseconds span, std::size_t bytes = 0);
    void give_up();
    std::string_view buffered() const;

    Socket socket_;
    Shared& shared_;
    const std::string address_;
    boost::beast::flat_buffer buffer_{2 * header_bytes_max};
    std::size_t head_size_ = 0;
    Clock::time_point late_at_;
    bool idle_ = true;
    std::optional<Upgrade> upgrade_;
};

}  // namespace http
