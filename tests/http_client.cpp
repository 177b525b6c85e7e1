#include "tests/http_client.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int patience_ms = 15'000;

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

void read_head(std::string_view head, Answer& answer) {
    answer.status = std::stoi(std::string{head.substr(9, 3)});
    while (true) {
        const auto end = head.find("\r\n");
        if (end == std::string_view::npos) {
            return;
        }
        head.remove_prefix(end + 2);
        const auto line = head.substr(0, head.find("\r\n"));
        if (const auto colon = line.find(": "); colon != std::string_view::npos) {
            answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        }
    }
}

}  // namespace

std::string Answer::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& one) { return same_word(one.first, name); });
    return found == headers.end() ? std::string{} : found->second;
}

std::string Answer::code() const {
    constexpr std::string_view mark = R"("code":")";
    const auto at = body.find(mark);
    return at == std::string::npos ? std::string{} : body.substr(at + mark.size(), body.find('"', at + mark.size()) - at - mark.size());
}

Line::Line(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0) {
        throw std::runtime_error("nobody listens on port " + std::to_string(port));
    }
}

Line::~Line() {
    if (socket_ >= 0) {
        ::close(socket_);
    }
}

void Line::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return;  // the other side closed; what it said before can still be read
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool Line::fill() {
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, patience_ms) != 1) {
        throw std::runtime_error("no answer within fifteen seconds");
    }
    char bytes[16 * 1024];
    const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
    kept_.append(bytes, size > 0 ? static_cast<std::size_t>(size) : 0);
    return size > 0;
}

Answer Line::read(bool head_only) {
    Answer answer;
    std::size_t end = 0;
    while ((end = kept_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) {
            return answer;
        }
    }
    read_head(std::string_view{kept_}.substr(0, end + 2), answer);
    kept_.erase(0, end + 4);
    const auto length = answer.header("Content-Length");
    if (!head_only && !length.empty()) {
        answer.body = read_bytes(std::stoul(length));
    }
    return answer;
}

std::string Line::read_bytes(std::size_t count) {
    while (kept_.size() < count && fill()) {
    }
    const auto bytes = kept_.substr(0, count);
    kept_.erase(0, count);
    return bytes;
}

std::string Line::read_some(int patience_ms) {
    std::string bytes = std::exchange(kept_, {});
    pollfd ready{socket_, POLLIN, 0};
    if (bytes.empty() && ::poll(&ready, 1, patience_ms) == 1) {
        bytes.resize(16 * 1024);
        const auto size = ::recv(socket_, bytes.data(), bytes.size(), 0);
        closed_ = size <= 0;
        bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    }
    return bytes;
}

bool Line::is_closed() {
    pollfd ready{socket_, POLLIN, 0};
    while (::poll(&ready, 1, 5'000) == 1) {
        char bytes[4096];
        if (::recv(socket_, bytes, sizeof bytes, 0) <= 0) {
            return true;
        }
    }
    return false;
}

Answer HttpClient::ask(std::string_view method, std::string_view path, std::optional<std::string> body, const Headers& more) {
    std::string request = std::string{method} + ' ' + std::string{path} + " HTTP/1.1\r\nHost: " + host() + "\r\n";
    for (const Headers* headers : std::initializer_list<const Headers*>{&always, &more}) {
        for (const auto& [name, value] : *headers) {
            request += name + ": " + value + "\r\n";
        }
    }
    const auto named = [](const Headers& headers) {
        return std::any_of(headers.begin(), headers.end(), [](const auto& header) { return same_word(header.first, "Content-Type"); });
    };
    if (body) {
        request += named(more) ? "" : "Content-Type: application/json\r\n";
        request += "Content-Length: " + std::to_string(body->size()) + "\r\n";
    }
    request += "\r\n" + body.value_or("");
    if (!kept_) {
        kept_.emplace(port_);
    }
    kept_->send(request);
    auto answer = kept_->read(method == "HEAD");
    if (answer.status == 0 || answer.header("Connection") == "close") {
        kept_.reset();
    }
    return answer;
}

Answer HttpClient::raw(std::string_view bytes) const {
    Line line{port_};
    line.send(bytes);
    return line.read();
}
