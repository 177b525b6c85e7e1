#pragma once
// A tiny websocket client for tests (RFC 6455). It says what it is told to, also what no browser would.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/http_client.h"

class LiveClient {
public:
    // Asks for the handshake; status() is 101 when it was given.
    LiveClient(std::uint16_t port, const Headers& headers, std::string_view path = "/api/v1/live");
    int status() const { return status_; }

    void say(std::string_view words) { frame(0x1, words); }
    void frame(int opcode, std::string_view payload, bool masked = true);

    // The next message, answering pings on the way; nothing when none came in time or the line was closed.
    std::optional<std::string> hear(int patience_ms = 5'000);
    // The next message that holds all these words.
    std::optional<std::string> hear_of(std::initializer_list<std::string_view> words, int patience_ms = 5'000);
    // Reads on until the other side closes; 0 when it does not, 1006 when it goes without a word.
    int close_code(int patience_ms = 5'000);

private:
    struct Frame {
        int opcode;
        std::string payload;
    };
    std::optional<Frame> next(int patience_ms);
    bool need(std::size_t bytes, int patience_ms);

    Line line_;
    int status_ = 0;
    std::string kept_;
    int closed_with_ = 0;
};

std::string word_in(std::string_view json, std::string_view key);  // the text after "key":" in what was heard
