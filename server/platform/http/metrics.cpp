#include "platform/http/metrics.h"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace http {
namespace {

std::int64_t resident_bytes() {
    long pages = 0;
    if (FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%*d %ld", &pages) != 1) {
            pages = 0;
        }
        std::fclose(file);
    }
    return pages * ::sysconf(_SC_PAGESIZE);
}

void print_counter(std::string& out, std::string_view name, std::string_view help, std::int64_t value) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} counter\n{0} {2}\n", name, help, value);
}

}  // namespace

Metrics::Metrics(const Router& router) {
    lines_.push_back(std::make_unique<Line>());
    lines_.back()->route = "other";
    for (const auto& route : router.all()) {
        lines_.push_back(std::make_unique<Line>());
        lines_.back()->route = fmt::format("{} {}", word(route.method), route.path);
        by_route_[&route] = lines_.back().get();
    }
}

void Metrics::count(const Route* route, int status, std::int64_t us) {
    const auto found = by_route_.find(route);
    Line& line = found == by_route_.end() ? *lines_.front() : *found->second;
    line.by_class[std::min(status / 100, 5)].fetch_add(1, std::memory_order_relaxed);
    std::size_t step = 0;
    while (step < steps_us.size() && us > steps_us[step]) {
        ++step;
    }
    line.by_time[step].fetch_add(1, std::memory_order_relaxed);
    line.total_us.fetch_add(us, std::memory_order_relaxed);
}

std::string Metrics::print() const {
    std::string out = "# HELP steward_requests_total Requests answered, by route and class of status.\n# TYPE steward_requests_total counter\n";
    for (const auto& line : lines_) {
        for (std::size_t i = 1; i < line->by_class.size(); ++i) {
            if (const auto count = line->by_class[i].load()) {
                out += fmt::format("steward_requests_total{{route=\"{}\",status=\"{}xx\"}} {}\n", line->route, i, count);
            }
        }
    }
    out += "# HELP steward_request_seconds How long answers took inside the server.\n# TYPE steward_request_seconds histogram\n";
    for (const auto& line : lines_) {
        std::int64_t sum = 0;
        for (const auto& bucket : line->by_time) sum += bucket.load();
        if (sum == 0) continue;
        std::int64_t below = 0;
        for (std::size_t i = 0; i < steps_us.size(); ++i) {
            below += line->by_time[i].load();
            out += fmt::format("steward_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", line->route, static_cast<double>(steps_us[i]) / 1e6, below);
        }
        out += fmt::format("steward_request_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\nsteward_request_seconds_sum{{route=\"{0}\"}} {2}\n"
                           "steward_request_seconds_count{{route=\"{0}\"}} {1}\n", line->route, sum, static_cast<double>(line->total_us.load()) / 1e6);
    }
    print_gauge(out, "steward_connections", "Open connections.", connections.load());
    print_counter(out, "steward_connections_refused_total", "Connections closed at the door because there were too many.", connections_refused.load());
    print_counter(out, "steward_writes_kept_total", "Writes committed.", writes_kept.load());
    print_counter(out, "steward_writes_taken_back_total", "Writes refused by their verb.", writes_taken_back.load());
    print_counter(out, "steward_writes_lost_total", "Writes that could not be committed.", writes_lost.load());
    print_gauge(out, "steward_resident_bytes", "Memory of the process.", resident_bytes());
    for (const auto& add : also) {
        add(out);
    }
    return out;
}

void print_gauge(std::string& out, std::string_view name, std::string_view help, std::int64_t value) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, help, value);
}

}  // namespace http
