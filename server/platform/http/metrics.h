#pragma once
// What the server counts about itself, printed as Prometheus text. Counting takes no lock. Any thread.
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/http/route.h"

namespace http {

class Metrics {
public:
    explicit Metrics(const Router&);
    // A route of its own, or null for everything else: the page, unknown addresses, requests that could not be read.
    void count(const Route*, int status, std::int64_t microseconds);

    std::atomic<std::int64_t> connections{0};
    std::atomic<std::int64_t> connections_refused{0};
    std::atomic<std::int64_t> writes_kept{0};
    std::atomic<std::int64_t> writes_taken_back{0};
    std::atomic<std::int64_t> writes_lost{0};

    // Others add lines of their own: the live hub, the store, the tail.
    std::vector<std::function<void(std::string&)>> also;
    std::string print() const;

private:
    static constexpr std::array<std::int64_t, 10> steps_us{100, 250, 500, 1'000, 2'500, 5'000, 10'000, 50'000, 250'000, 1'000'000};
    struct Line {
        std::string route;
        std::array<std::atomic<std::int64_t>, 6> by_class{};  // of hundred: 2xx, ...
        std::array<std::atomic<std::int64_t>, steps_us.size() + 1> by_time{};
        std::atomic<std::int64_t> total_us{0};
    };
    std::vector<std::unique_ptr<Line>> lines_;
    std::unordered_map<const Route*, Line*> by_route_;
};

// "# TYPE name gauge" and its one value.
void print_gauge(std::string& out, std::string_view name, std::string_view help, std::int64_t value);

}  // namespace http
