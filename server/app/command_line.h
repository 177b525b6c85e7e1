#pragma once
// The commands of `steward`. A command about a workspace runs where the workspace is: in this process when nobody else has it,
// inside the server when that is running on the folder. It cannot tell the difference.
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/settings.h"
#include "app/terminal.h"
#include "platform/records/tx.h"

namespace app {

class CommandLine {
public:
    using Here = std::function<int(Terminal&)>;
    using OnWorkspace = std::function<int(Workspace&, Terminal&)>;

    CommandLine();

    // "member add": groups are made as they are needed. Options are added to what it gives.
    CLI::App& command(std::string_view name, std::string words);
    void runs_here(CLI::App&, Here);
    void runs_on_workspace(CLI::App&, OnWorkspace);  // adds --data, --database and --schema
    static void add_place(CLI::App&, Place&);

    int run(int argc, const char* const* argv);
    // Inside the server: the same words, on its own workspace. Commands that need no workspace are refused.
    int run_inside(Workspace&, const std::vector<std::string>& words, Terminal&);

private:
    int parse(std::vector<std::string> words, Terminal&);  // 0, and then `chosen_` is set; -1 where help was shown
    int run_where_the_workspace_is(const std::vector<std::string>& words, Terminal&);

    CLI::App root_{"A company's shared memory of its customers"};
    std::map<const CLI::App*, Here> here_;
    std::map<const CLI::App*, OnWorkspace> on_workspace_;
    Place place_;
    const CLI::App* chosen_ = nullptr;
};

// All commands of the house; one line each in command_line.cpp.
void add_all_commands(CommandLine&);

}  // namespace app
