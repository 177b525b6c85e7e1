#pragma once
// The edge of the house: sockets, timeouts and limits, HTTP/1.1 in and out. No Beast in sight. One thread reads and writes all
// connections; what takes longer than a copy is done elsewhere.
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/service.h"

namespace boost::asio {
class io_context;
}

namespace http {

class Upgrades;

struct EdgeSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one
    std::vector<Range> trusted_proxies = {};
    int connections_max = 12'000;
    int connections_per_address_max = 512;  // not for this machine and trusted proxies, who speak for many
    std::chrono::milliseconds header_time{10'000};  // from the first byte of a request to the end of its headers
    std::chrono::milliseconds body_time{30'000};    // and a second more for each 64 KiB of body
    std::chrono::milliseconds answer_time{60'000};  // to take an answer, likewise
    std::chrono::milliseconds idle_time{75'000};    // between two requests of a connection
    std::chrono::milliseconds stop_time{10'000};    // for requests that run when the server stops
};

class Edge {
public:
    Edge(EdgeSettings, Service&);
    ~Edge();

    boost::asio::io_context& io();
    void live(Upgrades*);       // before start()
    void listen();              // takes the port, answers nothing yet; throws std::runtime_error with a sentence when it is taken
    void start();               // listens, if nobody did, and answers
    std::uint16_t port() const;
    void stop();                // no new connections, running requests end, sockets close with 1001; waits

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

constexpr std::size_t header_bytes_max = 16 * 1024;

}  // namespace http
