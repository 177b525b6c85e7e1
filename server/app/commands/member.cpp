#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/refused.h"
#include "features/ground/members/members.h"

namespace app {
namespace {

void add_member_add(CommandLine& line) {
    auto& command = line.command("member add", "Invite a colleague; prints the link they come in by");
    auto who = std::make_shared<members::Newcomer>();
    auto base_url = std::make_shared<std::string>();
    command.add_option("--email", who->email, "Their address")->required();
    command.add_option("--name", who->name, "Their name");
    command.add_flag("--admin", who->admin, "As an administrator");
    command.add_option("--base-url", *base_url, "The address people type; the link begins with it")->envname("STEWARD_BASE_URL");
    line.runs_on_workspace(command, [who, base_url](Workspace& workspace, Terminal& terminal) {
        const auto link = members::invite_by_link(workspace, *who, base_url->empty() ? workspace.base_url : *base_url);
        if (!link) {
            return refused(terminal, link.no());
        }
        terminal.say(*link + "\n");
        return leave::well;
    });
}

void add_member_list(CommandLine& line) {
    auto& command = line.command("member list", "Who works here");
    auto json = std::make_shared<bool>(false);
    command.add_flag("--json", *json, "As JSON, one a line");
    line.runs_on_workspace(command, [json](Workspace& workspace, Terminal& terminal) {
        for (const auto& member : members::everyone(workspace)) {
            terminal.say(*json ? describe::print(member) + "\n"
                               : fmt::format("{:<30} {:<30} {}{}\n", member.name.it, member.email.it, describe::word(member.state), member.is_admin ? ", administrator" : ""));
        }
        return leave::well;
    });
}

}  // namespace

void add_member(CommandLine& line) {
    add_member_add(line);
    add_member_list(line);
}

}  // namespace app
