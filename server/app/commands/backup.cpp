#include <fmt/format.h>

#include "app/commands/commands.h"

namespace app {

void add_backup(CommandLine& line) {
    auto& command = line.command("backup", "Copy the database to a file, also while the server runs (SQLite)");
    auto to = std::make_shared<std::string>();
    command.add_option("file", *to, "The file to make; a path from the root, for the server may stand elsewhere")->required();
    line.runs_on_workspace(command, [to](Workspace& workspace, Terminal& terminal) {
        workspace.store.backup_to(*to);
        terminal.complain(fmt::format("Copied to {}.", *to));
        return leave::well;
    });
}

}  // namespace app
