#pragma once
// A tiny blocking HTTP client for tests, on loopback. It sends exactly what it is told, also what no browser would send.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct Answer {
    int status = 0;  // 0: the server closed without a word
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string header(std::string_view name) const;  // empty when it is not there; names in any case
    std::string code() const;                         // of a problem document
};

using Headers = std::vector<std::pair<std::string, std::string>>;

// One connection, kept alive over several requests.
class Line {
public:
    explicit Line(std::uint16_t port);
    ~Line();
    Line(Line&& other) noexcept : socket_(std::exchange(other.socket_, -1)), kept_(std::move(other.kept_)) {}
    void send(std::string_view bytes);
    Answer read(bool head_only = false);  // the next answer
    bool is_closed();                     // waits up to five seconds for the other side to close
    std::string read_bytes(std::size_t count);  // fewer when the other side closed
    std::string read_some(int patience_ms);     // whatever comes next; nothing when it is late or the other side closed
    bool was_closed() const { return closed_; }

private:
    bool fill();
    int socket_ = -1;
    bool closed_ = false;
    std::string kept_;
};

class HttpClient {
public:
    explicit HttpClient(std::uint16_t port) : port_(port) {}
    Headers always;  // sent with every request: a token, a cookie

    Answer ask(std::string_view method, std::string_view path, std::optional<std::string> body = std::nullopt, const Headers& more = {});
    Answer get(std::string_view path, const Headers& more = {}) { return ask("GET", path, std::nullopt, more); }
    Answer post(std::string_view path, std::string body, const Headers& more = {}) { return ask("POST", path, std::move(body), more); }
    // The bytes as they are, on a connection of their own, and the first answer to them.
    Answer raw(std::string_view bytes) const;
    Line line() const { return Line{port_}; }
    std::string host() const { return "localhost:" + std::to_string(port_); }
    std::uint16_t port() const { return port_; }

private:
    std::uint16_t port_;
    std::optional<Line> kept_;
};
