#include "app/readiness.h"

#include <fmt/format.h>

#include "base/json.h"

namespace app {
namespace {

using Mode = store::Health::Mode;

std::string_view word(Mode mode) {
    switch (mode) {
        case Mode::full_service: return "ready";
        case Mode::read_only_disk_full: return "read_only_disk_full";
        case Mode::read_only_io_error: return "read_only_io_error";
        case Mode::unreachable: return "unreachable";
        case Mode::closed: return "closed";
    }
    return "closed";
}

// With a full disk reading goes on, so it still deserves requests; after a failed disk or while stopping it does not.
int status_of(Mode mode) { return mode == Mode::full_service || mode == Mode::read_only_disk_full ? 200 : 503; }

http::Reply readiness(Workspace& workspace) {
    const auto health = workspace.store.health();
    std::string out = fmt::format(R"({{"status":"{}","why":)", word(health.mode));
    json::print_text(out, health.why);
    out += R"(,"store":)";
    json::print_text(out, workspace.store.version());
    out += fmt::format(R"(,"wal_bytes":{},"disk_used_percent":{},"horizon_age_us":{},"queue":{},"version":"{}"}})", health.wal_bytes,
                       health.disk_used_percent, health.horizon_age_us, health.queue, STEWARD_VERSION);
    return {status_of(health.mode), out};
}

void print_store(std::string& out, Workspace& workspace) {
    const auto health = workspace.store.health();
    http::print_gauge(out, "steward_writes_waiting", "Verbs waiting for the writer.", health.queue);
    http::print_gauge(out, "steward_wal_bytes", "Size of SQLite's write-ahead log.", health.wal_bytes);
    http::print_gauge(out, "steward_disk_used_percent", "Of the file system that holds the data.", health.disk_used_percent);
    http::print_gauge(out, "steward_horizon_age_microseconds", "Age of the oldest write transaction of the PostgreSQL cluster.", health.horizon_age_us);
    http::print_gauge(out, "steward_store_mode", "0 is full service; the words are in /readyz.", static_cast<int>(health.mode));
}

}  // namespace

void add_readiness(http::Service& service, Workspace& workspace) {
    service.also("/readyz", [&workspace](const http::Request&) { return readiness(workspace); }, true);
    service.metrics.also.push_back([&workspace](std::string& out) { print_store(out, workspace); });
}

}  // namespace app
