#include "app/commands/commands.h"
#include "app/refused.h"
#include "features/ground/members/members.h"

namespace app {

void add_token(CommandLine& line) {
    auto& command = line.command("token create", "Make a token for a program; prints the token and nothing else");
    auto wanted = std::make_shared<members::WantedToken>();
    wanted->name = "command line";
    wanted->scope = "write";
    command.add_option("--member", wanted->member, "The address of whose token it is")->required();
    command.add_option("--name", wanted->name, "What it is for")->capture_default_str();
    command.add_option("--scope", wanted->scope, "read or write")->capture_default_str();
    line.runs_on_workspace(command, [wanted](Workspace& workspace, Terminal& terminal) {
        const auto token = members::make_token(workspace, *wanted);
        if (!token) {
            return refused(terminal, token.no());
        }
        terminal.say(*token + "\n");
        return leave::well;
    });
}

}  // namespace app
