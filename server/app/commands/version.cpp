#include "app/commands/commands.h"

namespace app {

void add_version(CommandLine& line) {
    auto& command = line.command("version", "Print the version");
    auto as_json = std::make_shared<bool>(false);
    command.add_flag("--json", *as_json, "As JSON");
    line.runs_here(command, [as_json](Terminal& terminal) {
        terminal.say(*as_json ? R"({"version":")" STEWARD_VERSION "\"}\n" : STEWARD_VERSION "\n");
        return leave::well;
    });
}

}  // namespace app
