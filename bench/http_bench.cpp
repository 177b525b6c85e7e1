// What does a request cost the server, with everything that comes with one: HTTP, sign-in by token, the rate limit, the log line,
// the predicate, JSON? CPU of the whole process less that of the threads that ask; wall times on shared machines lie.
#include <atomic>
#include <ctime>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/log.h"
#include "app/server.h"

namespace {

constexpr int callers = 16;
constexpr int customers = 200;

double cpu_us(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

class Caller {
public:
    explicit Caller(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(port);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0) throw std::runtime_error("no server");
    }
    ~Caller() { ::close(socket_); }
    std::string ask(const std::string& request) {  // the body
        if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) throw std::runtime_error("the server is gone");
        std::string got;
        char bytes[64 * 1024];
        while (true) {
            const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
            if (size <= 0) throw std::runtime_error("the server is gone");
            got.append(bytes, static_cast<std::size_t>(size));
            const auto end = got.find("\r\n\r\n");
            const auto length = got.find("Content-Length: ");
            if (end != std::string::npos && length < end && got.size() >= end + 4 + std::stoul(got.substr(length + 16))) {
                return got.substr(end + 4);
            }
        }
    }

private:
    int socket_;
};

std::string text_in(const std::string& json, const std::string& key) {
    const auto mark = '"' + key + "\":\"";
    const auto at = json.find(mark) + mark.size();
    return json.substr(at, json.find('"', at) - at);
}

// A server with a company, a token and some customers; made once.
struct House {
    House() {
        const int nowhere = ::open("/dev/null", O_WRONLY);  // the log is written, and nobody reads it
        ::dup2(nowhere, STDERR_FILENO);
        app::start_log();
        folder = (std::filesystem::temp_directory_path() / "steward-bench-XXXXXX").string();
        if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no folder");
        app::Settings settings;
        settings.place.data = folder;
        settings.listen = "127.0.0.1:0";
        server = std::make_unique<app::Server>(settings);
        Caller caller{server->port()};
        const auto begun = caller.ask(post("/setup", R"({"company":"Helios","name":"Bea","email":"bea@helios.example","password":"a long enough password","time_zone":"UTC"})"));
        const auto cookie = sign_in();
        token = text_in(caller.ask(post("/tokens", R"({"name":"bench","scope":"write"})", "Sec-Fetch-Site: same-origin\r\nCookie: " + cookie + "\r\n")), "token");
        for (int i = 0; i < customers; ++i) {
            one = text_in(caller.ask(create(i)), "id");
        }
    }
    ~House() {
        server.reset();
        std::filesystem::remove_all(folder);
    }
    std::string host() const { return "Host: localhost:" + std::to_string(server->port()) + "\r\n"; }
    std::string post(const std::string& path, const std::string& body, const std::string& more = {}) const {
        return "POST /api/v1" + path + " HTTP/1.1\r\n" + host() + more + "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    std::string get(const std::string& path) const { return "GET /api/v1" + path + " HTTP/1.1\r\n" + host() + "Authorization: Bearer " + token + "\r\n\r\n"; }
    std::string create(int i) const {
        return post("/parties", R"({"kind":"organisation","name":"Customer )" + std::to_string(i) + R"(","roles":["customer"]})", "Authorization: Bearer " + token + "\r\n");
    }
    std::string sign_in() const {
        // The cookie is in the head, which ask() drops; so it is read here.
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(server->port());
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::connect(socket, reinterpret_cast<sockaddr*>(&at), sizeof at);
        const auto request = post("/sessions", R"({"email":"bea@helios.example","password":"a long enough password"})", "Connection: close\r\n");
        ::send(socket, request.data(), request.size(), 0);
        std::string got;
        char bytes[4096];
        for (auto size = ::recv(socket, bytes, sizeof bytes, 0); size > 0; size = ::recv(socket, bytes, sizeof bytes, 0)) got.append(bytes, static_cast<std::size_t>(size));
        ::close(socket);
        const auto begin = got.find("Set-Cookie: ") + 12;
        return got.substr(begin, got.find(';', begin) - begin);
    }

    std::string folder, token, one;
    std::unique_ptr<app::Server> server;
};

House& house() {
    static House made;
    return made;
}

void measure(benchmark::State& state, const std::string& request) {
    constexpr int each = 500;
    double server_us = 0;
    std::int64_t requests = 0;
    for (auto _ : state) {
        std::atomic<double> asking_us{0};
        const double begun = cpu_us(CLOCK_PROCESS_CPUTIME_ID);
        std::vector<std::thread> threads;
        for (int i = 0; i < callers; ++i) {
            threads.emplace_back([&] {
                Caller caller{house().server->port()};
                for (int n = 0; n < each; ++n) benchmark::DoNotOptimize(caller.ask(request));
                asking_us.fetch_add(cpu_us(CLOCK_THREAD_CPUTIME_ID));
            });
        }
        for (auto& thread : threads) thread.join();
        server_us += cpu_us(CLOCK_PROCESS_CPUTIME_ID) - begun - asking_us;
        requests += callers * each;
    }
    state.SetItemsProcessed(requests);
    state.counters["server_cpu_us"] = server_us / static_cast<double>(requests);
}

void OneRecordOverHttp(benchmark::State& state) { measure(state, house().get("/parties/" + house().one)); }
void ListOf50OverHttp(benchmark::State& state) { measure(state, house().get("/parties?limit=50")); }
void HealthOverHttp(benchmark::State& state) { measure(state, "GET /healthz HTTP/1.1\r\n" + house().host() + "\r\n"); }
void CreateOverHttp(benchmark::State& state) { measure(state, house().create(1)); }

BENCHMARK(HealthOverHttp)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(OneRecordOverHttp)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(ListOf50OverHttp)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(CreateOverHttp)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
