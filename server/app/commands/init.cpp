#include "app/commands/commands.h"
#include "app/refused.h"
#include "features/ground/members/members.h"

namespace app {
namespace {

// A password on a command line could be read by every user of the machine, so it comes by standard input, its first line.
std::string first_line(const std::string& text) { return text.substr(0, text.find_first_of("\r\n")); }

}  // namespace

void add_init(CommandLine& line) {
    auto& command = line.command("init", "Make a company and its first administrator; reads a password from standard input, or prints a link to sign in");
    auto begin = std::make_shared<members::Beginning>();
    auto base_url = std::make_shared<std::string>();
    begin->time_zone = "UTC";
    command.add_option("--company", begin->company, "Its name")->required();
    command.add_option("--member", begin->email, "The address of the first administrator")->required();
    command.add_option("--name", begin->name, "Their name; otherwise made from the address");
    command.add_option("--time-zone", begin->time_zone, "Where the company's day begins, like Europe/Berlin")->capture_default_str();
    command.add_option("--base-url", *base_url, "The address people type; the link begins with it")->envname("STEWARD_BASE_URL");
    line.runs_on_workspace(command, [begin, base_url](Workspace& workspace, Terminal& terminal) {
        begin->password = first_line(terminal.input());
        const auto link = members::begin_company(workspace, *begin, base_url->empty() ? workspace.base_url : *base_url);
        if (!link) {
            return refused(terminal, link.no());
        }
        terminal.say(link->empty() ? std::string{} : *link + "\n");
        return leave::well;
    });
}

}  // namespace app
