#include "tests/live_client.h"

#include <algorithm>
#include <chrono>

namespace {

constexpr int gone = 1006;

std::string handshake(std::uint16_t port, const Headers& headers, std::string_view path) {
    std::string text = "GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                       "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    for (const auto& [name, value] : headers) {
        text += name + ": " + value + "\r\n";
    }
    return text + "\r\n";
}

}  // namespace

LiveClient::LiveClient(std::uint16_t port, const Headers& headers, std::string_view path) : line_(port) {
    line_.send(handshake(port, headers, path));
    status_ = line_.read().status;
}

void LiveClient::frame(int opcode, std::string_view payload, bool masked) {
    std::string out{static_cast<char>(0x80 | opcode)};
    const char mask_bit = masked ? static_cast<char>(0x80) : 0;
    if (payload.size() < 126) {
        out += static_cast<char>(mask_bit | static_cast<char>(payload.size()));
    } else {
        out += static_cast<char>(mask_bit | 126);
        out += static_cast<char>(payload.size() >> 8);
        out += static_cast<char>(payload.size());
    }
    constexpr std::string_view mask = "\x12\x34\x56\x78";
    if (masked) {
        out += mask;
    }
    for (std::size_t i = 0; i < payload.size(); ++i) {
        out += masked ? static_cast<char>(payload[i] ^ mask[i % 4]) : payload[i];
    }
    line_.send(out);
}

bool LiveClient::need(std::size_t bytes, int patience_ms) {
    while (kept_.size() < bytes) {
        const auto more = line_.read_some(patience_ms);
        if (more.empty()) {
            return false;
        }
        kept_ += more;
    }
    return true;
}

std::optional<LiveClient::Frame> LiveClient::next(int patience_ms) {
    if (!need(2, patience_ms)) {
        return std::nullopt;
    }
    std::size_t head = 2;
    std::size_t size = static_cast<unsigned char>(kept_[1]) & 0x7f;
    if (size >= 126) {
        head = size == 126 ? 4 : 10;
        if (!need(head, patience_ms)) {
            return std::nullopt;
        }
        size = 0;
        for (std::size_t i = 2; i < head; ++i) {
            size = size << 8 | static_cast<unsigned char>(kept_[i]);
        }
    }
    if (!need(head + size, patience_ms)) {
        return std::nullopt;
    }
    Frame frame{kept_[0] & 0x0f, kept_.substr(head, size)};
    kept_.erase(0, head + size);
    return frame;
}

std::optional<std::string> LiveClient::hear(int patience_ms) {
    while (closed_with_ == 0) {
        auto frame = next(patience_ms);
        if (!frame) {
            closed_with_ = line_.was_closed() ? gone : 0;
            return std::nullopt;
        }
        if (frame->opcode == 0x9) {
            this->frame(0xa, frame->payload);
        } else if (frame->opcode == 0x8) {
            closed_with_ = frame->payload.size() < 2 ? 1005 : static_cast<unsigned char>(frame->payload[0]) << 8 | static_cast<unsigned char>(frame->payload[1]);
            this->frame(0x8, frame->payload);
        } else {
            return std::move(frame->payload);
        }
    }
    return std::nullopt;
}

std::optional<std::string> LiveClient::hear_of(std::initializer_list<std::string_view> words, int patience_ms) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{patience_ms};
    while (std::chrono::steady_clock::now() < until) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        auto heard = hear(std::max<int>(1, static_cast<int>(left)));
        if (!heard) {
            return std::nullopt;
        }
        if (std::all_of(words.begin(), words.end(), [&](std::string_view word) { return heard->find(word) != std::string::npos; })) {
            return heard;
        }
    }
    return std::nullopt;
}

int LiveClient::close_code(int patience_ms) {
    while (closed_with_ == 0 && hear(patience_ms)) {
    }
    return closed_with_;
}

std::string word_in(std::string_view json, std::string_view key) {
    const auto mark = '"' + std::string{key} + "\":\"";
    const auto at = json.find(mark);
    return at == std::string_view::npos ? std::string{} : std::string{json.substr(at + mark.size(), json.find('"', at + mark.size()) - at - mark.size())};
}
