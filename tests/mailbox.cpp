#include "tests/mailbox.h"

#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

void say(int socket, const std::string& line) {
    const std::string all = line + "\r\n";
    (void)!::write(socket, all.data(), all.size());
}

// Reads up to and with `end`; empty when the other side is gone.
std::string read_to(int socket, std::string& waiting, const std::string& end) {
    char bytes[4096];
    while (waiting.find(end) == std::string::npos) {
        const auto size = ::read(socket, bytes, sizeof bytes);
        if (size <= 0) {
            return {};
        }
        waiting.append(bytes, static_cast<std::size_t>(size));
    }
    const auto stop = waiting.find(end) + end.size();
    std::string taken = waiting.substr(0, stop);
    waiting.erase(0, stop);
    return taken;
}

std::string between_angles(const std::string& line) {
    const auto open = line.find('<');
    return line.substr(open + 1, line.find('>') - open - 1);
}

}  // namespace

std::string Mailbox::Mail::header(const std::string& name) const {
    const auto head = raw.substr(0, raw.find("\r\n\r\n"));
    const auto start = head.find(name + ": ");
    if (start == std::string::npos) {
        return {};
    }
    auto end = head.find("\r\n", start);
    while (end != std::string::npos && end + 2 < head.size() && head[end + 2] == ' ') {
        end = head.find("\r\n", end + 2);
    }
    return head.substr(start + name.size() + 2, end - start - name.size() - 2);
}

std::string Mailbox::Mail::body() const {
    std::string out;
    for (std::size_t i = raw.find("\r\n\r\n"); i < raw.size(); ++i) {
        if (raw.compare(i, 3, "=\r\n") == 0) {
            i += 2;
        } else if (raw[i] == '=' && i + 2 < raw.size() && isxdigit(raw[i + 1]) != 0 && isxdigit(raw[i + 2]) != 0) {
            out += static_cast<char>(std::stoi(raw.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            out += raw[i];
        }
    }
    return out;
}

Mailbox::Mailbox() {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&here), size) != 0 || ::listen(socket_, 8) != 0) {
        throw std::runtime_error("no port for the test's mail server");
    }
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&here), &size);
    port_ = ntohs(here.sin_port);
    thread_ = std::jthread{[this] { listen(); }};
}

Mailbox::~Mailbox() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
}

std::string Mailbox::url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }

void Mailbox::answers(std::string to_recipients) {
    const std::lock_guard held{lock_};
    answer_ = std::move(to_recipients);
}

std::vector<Mailbox::Mail> Mailbox::mails() const {
    const std::lock_guard held{lock_};
    return mails_;
}

void Mailbox::listen() {
    for (int peer = ::accept(socket_, nullptr, nullptr); peer >= 0; peer = ::accept(socket_, nullptr, nullptr)) {
        talk(peer);
        ::close(peer);
    }
}

void Mailbox::talk(int socket) {
    std::string waiting;
    Mail mail;
    say(socket, "220 mailbox");
    for (auto line = read_to(socket, waiting, "\r\n"); !line.empty(); line = read_to(socket, waiting, "\r\n")) {
        if (line.starts_with("MAIL")) {
            mail = {.from = between_angles(line), .to = {}, .raw = {}};
        } else if (line.starts_with("RCPT")) {
            const std::lock_guard held{lock_};
            if (!answer_.empty()) {
                say(socket, answer_);
                continue;
            }
            mail.to = between_angles(line);
        } else if (line.starts_with("DATA")) {
            say(socket, "354 go on");
            mail.raw = read_to(socket, waiting, "\r\n.\r\n");
            const std::lock_guard held{lock_};
            mails_.push_back(mail);
        } else if (line.starts_with("QUIT")) {
            say(socket, "221 bye");
            return;
        }
        say(socket, "250 good");
    }
}
