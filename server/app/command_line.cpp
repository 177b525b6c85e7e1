#include "app/command_line.h"

#include <random>

#include "app/admin_socket.h"
#include "app/commands/commands.h"
#include "app/own_terminal.h"
#include "app/workspace_at.h"

namespace app {
namespace {

// Two processes may make ids on one PostgreSQL database at the same time; servers count their nodes from 0.
int a_node_of_our_own() { return 512 + static_cast<int>(std::random_device{}() % 512); }

int guarded(Terminal& terminal, const std::function<int()>& run) {
    try {
        return run();
    } catch (const store::Broken& error) {
        terminal.complain(error.what());
        return leave::no_place;
    } catch (const std::exception& error) {
        terminal.complain(error.what());
        return leave::broken;
    }
}

}  // namespace

void add_all_commands(CommandLine& line) {
    add_serve(line);
    add_init(line);
    add_member(line);
    add_token(line);
    add_import(line);
    add_sample(line);
    add_migrate(line);
    add_check(line);
    add_backup(line);
    add_openapi(line);
    add_version(line);
}

CommandLine::CommandLine() {
    root_.name("steward");
    root_.require_subcommand(1);
}

CLI::App& CommandLine::command(std::string_view name, std::string words) {
    CLI::App* at = &root_;
    while (true) {
        const auto end = name.find(' ');
        const std::string word{name.substr(0, end)};
        if (end == std::string_view::npos) {
            return *at->add_subcommand(word, std::move(words));
        }
        const auto known = at->get_subcommands([&](const CLI::App* one) { return one->get_name() == word; });
        CLI::App* group = known.empty() ? nullptr : known.front();
        at = group != nullptr ? group : at->add_subcommand(word, "Commands about a " + word)->require_subcommand(1);
        name.remove_prefix(end + 1);
    }
}

void CommandLine::runs_here(CLI::App& command, Here run) { here_[&command] = std::move(run); }

void CommandLine::runs_on_workspace(CLI::App& command, OnWorkspace run) {
    add_place(command, place_);
    on_workspace_[&command] = std::move(run);
}

void CommandLine::add_place(CLI::App& command, Place& place) {
    command.add_option("--data", place.data, "The folder of the workspace: database, files, keys")->envname("STEWARD_DATA");
    command.add_option("--database", place.database, "A PostgreSQL database, postgresql://..., instead of SQLite in the folder")->envname("STEWARD_DATABASE");
    command.add_option("--schema", place.schema, "The PostgreSQL schema of this workspace")->envname("STEWARD_SCHEMA")->capture_default_str();
}

int CommandLine::run(int argc, const char* const* argv) {
    OwnTerminal terminal;
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (const int problem = parse(words, terminal); problem != 0) {
        return std::max(problem, 0);
    }
    return guarded(terminal, [&] {
        const auto here = here_.find(chosen_);
        return here != here_.end() ? here->second(terminal) : run_where_the_workspace_is(words, terminal);
    });
}

int CommandLine::run_where_the_workspace_is(const std::vector<std::string>& words, Terminal& terminal) {
    if (place_.data.empty() && place_.database.empty()) {
        terminal.complain("Say where the workspace is: --data DIR, or --database postgresql://...");
        return leave::misunderstood;
    }
    if (place_.is_sqlite()) {
        if (const auto code = ask_running_server(place_.data, words, terminal)) {
            return *code;
        }
    }
    place_.node = a_node_of_our_own();
    auto opened = open_workspace(place_);
    const int code = on_workspace_.at(chosen_)(*opened.workspace, terminal);
    opened.store->stop();
    return code;
}

int CommandLine::run_inside(Workspace& workspace, const std::vector<std::string>& words, Terminal& terminal) {
    if (const int problem = parse(words, terminal); problem != 0) {
        return std::max(problem, 0);
    }
    const auto found = on_workspace_.find(chosen_);
    if (found == on_workspace_.end()) {
        terminal.complain("This command does not work on a running server.");
        return leave::misunderstood;
    }
    return guarded(terminal, [&] { return found->second(workspace, terminal); });
}

int CommandLine::parse(std::vector<std::string> words, Terminal& terminal) {
    std::reverse(words.begin(), words.end());  // as CLI11 wants them
    try {
        root_.parse(std::move(words));
    } catch (const CLI::CallForHelp&) {
        const CLI::App* asked = &root_;
        while (!asked->get_subcommands().empty()) {
            asked = asked->get_subcommands().front();
        }
        terminal.say(asked->help());
        return -1;
    } catch (const CLI::ParseError& error) {
        terminal.complain(std::string{error.what()} + "\nRun it with --help to see what it takes.");
        return leave::misunderstood;
    }
    chosen_ = &root_;
    while (!chosen_->get_subcommands().empty()) {
        chosen_ = chosen_->get_subcommands().front();
    }
    return 0;
}

}  // namespace app
