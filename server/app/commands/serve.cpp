#include <atomic>
#include <csignal>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/commands/commands.h"
#include "app/log.h"
#include "app/server.h"

namespace app {
namespace {

void add_options(CLI::App& command, Settings& settings) {
    CommandLine::add_place(command, settings.place);
    command.add_option("--listen", settings.listen, "Where it listens")->envname("STEWARD_LISTEN")->capture_default_str();
    command.add_option("--base-url", settings.base_url, "The address people type; links begin with it. Default: http://localhost:PORT")->envname("STEWARD_BASE_URL");
    command.add_option("--host", settings.hosts, "One more name (with its port) under which requests may come")->envname("STEWARD_HOSTS")->delimiter(',');
    command.add_option("--trusted-proxy", settings.trusted_proxies, "A proxy whose X-Forwarded-For is believed, 10.0.0.7 or 10.0.0.0/8")
        ->envname("STEWARD_TRUSTED_PROXIES")->delimiter(',');
    command.add_option("--node", settings.place.node, "Which of several servers on one PostgreSQL database this is")
        ->envname("STEWARD_NODE")->check(CLI::Range(0, 511))->capture_default_str();
    command.add_option("--connections", settings.connections_max, "How many connections may be open at once")
        ->envname("STEWARD_CONNECTIONS")->check(CLI::Range(1, 1'000'000))->capture_default_str();
    // Only as a variable: what stands on a command line can be read by every user of the machine.
    if (const char* token = std::getenv("STEWARD_SETTINGS_TOKEN")) {
        settings.settings_token = token;
    }
    command.add_option("--mail-from", settings.mail.mail_from, "The address that letters come from. Default: steward@ and the host of the page")->envname("STEWARD_MAIL_FROM");
    command.add_option("--smtp-url", settings.mail.smtp_url, "The mail server, smtp://user:password@mail.example:587; with a password better as the variable")
        ->envname("STEWARD_SMTP_URL");
    command.add_flag("!--no-access-log", settings.log_requests, "Do not log each request");
}

// Every connection is a file descriptor. The soft limit of most systems is a leftover of select().
void allow_many_files() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

// Signals are waited for by the main thread alone: blocked before any other thread begins.
sigset_t hold_signals() {
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return ending;
}

int serve(const Settings& settings, Terminal& terminal) {
    if (settings.place.data.empty()) {
        terminal.complain("Say where the data shall lie: --data DIR.");
        return leave::misunderstood;
    }
    start_log();
    allow_many_files();
    const auto ending = hold_signals();
    std::atomic<bool> disk_failed{false};
    Server server{settings, [&](const std::string& why) {
                      spdlog::critical("{}", why);
                      disk_failed = true;
                      ::kill(::getpid(), SIGTERM);
                  }};
    terminal.say(server.url() + "\n");
    spdlog::info("steward {} listens on port {}", STEWARD_VERSION, server.port());
    int signal = 0;
    sigwait(&ending, &signal);
    spdlog::info("stopping");
    server.stop();
    flush_log();
    return disk_failed ? leave::broken : leave::well;
}

}  // namespace

void add_serve(CommandLine& line) {
    auto& command = line.command("serve", "Run the server");
    auto settings = std::make_shared<Settings>();
    add_options(command, *settings);
    line.runs_here(command, [settings](Terminal& terminal) { return serve(*settings, terminal); });
}

}  // namespace app
