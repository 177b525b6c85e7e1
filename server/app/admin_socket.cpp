#include "app/admin_socket.h"

#include <array>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <spdlog/spdlog.h>

#include "app/command_line.h"

namespace app {
namespace {

constexpr std::uint32_t frame_bytes_max = 1u << 30;  // a file for an import

struct Gone : std::runtime_error {
    Gone() : std::runtime_error("The other side of the command is gone.") {}
};

struct Frame {
    char kind = 0;
    std::string text;
};

// One end of the conversation. Owns its socket.
class Talk {
public:
    explicit Talk(int socket) : socket_(socket) {}
    ~Talk() { ::close(socket_); }
    Talk(const Talk&) = delete;

    void send(char kind, std::string_view text) {
        std::array<char, 5> head{kind, static_cast<char>(text.size() >> 24), static_cast<char>(text.size() >> 16),
                                 static_cast<char>(text.size() >> 8), static_cast<char>(text.size())};
        send_all({head.data(), head.size()});
        send_all(text);
    }
    Frame receive() {
        const auto head = receive_all(5);
        std::uint32_t size = 0;
        for (int i = 1; i < 5; ++i) {
            size = size << 8 | static_cast<unsigned char>(head[i]);
        }
        if (size > frame_bytes_max) {
            throw Gone{};
        }
        return {head[0], receive_all(size)};
    }

private:
    void send_all(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) throw Gone{};
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    std::string receive_all(std::size_t size) {
        std::string bytes(size, '\0');
        std::size_t have = 0;
        while (have < size) {
            const auto got = ::recv(socket_, bytes.data() + have, size - have, 0);
            if (got <= 0) throw Gone{};
            have += static_cast<std::size_t>(got);
        }
        return bytes;
    }
    int socket_;
};

class FarTerminal : public Terminal {
public:
    explicit FarTerminal(Talk& talk) : talk_(talk) {}
    void say(std::string_view text) override { talk_.send('o', text); }
    void complain(std::string_view text) override { talk_.send('e', text); }
    std::string input() override { return ask('i', ""); }
    std::string file(const std::string& path) override { return ask('f', path); }
    void progress(long done, long total, std::string_view what) override {
        talk_.send('p', std::to_string(done) + ' ' + std::to_string(total) + ' ' + std::string{what});
    }

private:
    std::string ask(char kind, std::string_view text) {
        talk_.send(kind, text);
        auto answer = talk_.receive();
        if (answer.kind != 'd') {
            throw std::runtime_error(answer.text);
        }
        return std::move(answer.text);
    }
    Talk& talk_;
};

sockaddr_un address_of(const std::string& path) {
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    if (path.size() >= sizeof at.sun_path) {
        throw std::runtime_error("The path of the data folder is too long for a socket in it: " + path);
    }
    std::memcpy(at.sun_path, path.c_str(), path.size() + 1);
    return at;
}

std::string path_in(const std::string& data) { return (std::filesystem::path{data} / "admin.sock").string(); }

void give(Talk& talk, const std::function<std::string()>& read) {
    try {
        talk.send('d', read());
    } catch (const Gone&) {
        throw;
    } catch (const std::exception& error) {
        talk.send('n', error.what());
    }
}

void show_progress(Terminal& terminal, const std::string& text) {
    char* rest = nullptr;
    const long done = std::strtol(text.c_str(), &rest, 10);
    const long total = std::strtol(rest, &rest, 10);
    terminal.progress(done, total, *rest == ' ' ? rest + 1 : rest);
}

}  // namespace

struct AdminSocket::Inside {
    Inside(std::string path_, Workspace& workspace_) : path(std::move(path_)), workspace(workspace_) {}

    void listen();
    void accept();
    void serve(int socket);

    const std::string path;
    Workspace& workspace;
    int socket = -1;
    std::atomic<bool> stopping{false};
    std::atomic<int> running{0};
    std::mutex one_at_a_time;
    std::thread thread;
};

AdminSocket::AdminSocket(const std::string& data, Workspace& workspace) : inside_(std::make_unique<Inside>(path_in(data), workspace)) {
    inside_->listen();
    inside_->thread = std::thread([this] { inside_->accept(); });
}

AdminSocket::~AdminSocket() {
    inside_->stopping = true;
    inside_->thread.join();
    ::close(inside_->socket);
    ::unlink(inside_->path.c_str());
    const std::lock_guard wait_for_the_last(inside_->one_at_a_time);
}

void AdminSocket::Inside::listen() {
    ::unlink(path.c_str());  // left over from a crash: the folder's lock says that we are alone
    socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto at = address_of(path);
    const auto mask = ::umask(0177);
    const bool bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0 && ::listen(socket, 8) == 0;
    ::umask(mask);
    if (!bound) {
        throw std::runtime_error("Cannot open " + path + ": " + std::strerror(errno));
    }
}

// One command after the other; each waits its turn in the socket's queue.
void AdminSocket::Inside::accept() {
    while (!stopping) {
        pollfd ready{socket, POLLIN, 0};
        if (::poll(&ready, 1, 100) != 1) {
            continue;
        }
        const int caller = ::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC);
        if (caller >= 0) {
            serve(caller);
        }
    }
}

void AdminSocket::Inside::serve(int caller) {
    const std::lock_guard held(one_at_a_time);
    Talk talk{caller};
    try {
        std::vector<std::string> words;
        for (auto frame = talk.receive(); frame.kind == 'w'; frame = talk.receive()) {
            words.push_back(std::move(frame.text));
        }
        FarTerminal terminal{talk};
        CommandLine line;
        add_all_commands(line);
        const int code = line.run_inside(workspace, words, terminal);
        talk.send('x', std::to_string(code));
    } catch (const Gone&) {
        // The caller stopped waiting. What was committed stays.
    } catch (const std::exception& error) {
        spdlog::error("a command broke: {}", error.what());
    }
}

std::optional<int> ask_running_server(const std::string& data, const std::vector<std::string>& words, Terminal& terminal) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    Talk talk{socket};
    const auto at = address_of(path_in(data));
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0) {
        return std::nullopt;
    }
    for (const auto& word : words) {
        talk.send('w', word);
    }
    talk.send('g', "");
    while (true) {
        const auto frame = talk.receive();
        switch (frame.kind) {
            case 'o': terminal.say(frame.text); break;
            case 'e': terminal.complain(frame.text); break;
            case 'i': give(talk, [&] { return terminal.input(); }); break;
            case 'f': give(talk, [&] { return terminal.file(frame.text); }); break;
            case 'p': show_progress(terminal, frame.text); break;
            case 'x': return std::stoi(frame.text);
            default: throw Gone{};
        }
    }
}

}  // namespace app
