#include <fmt/format.h>

#include "app/check_store.h"
#include "app/commands/commands.h"
#include "base/json.h"

namespace app {
namespace {

std::string as_json(const std::vector<std::string>& faults, std::int64_t events) {
    std::string out = fmt::format(R"({{"whole":{},"events":{},"faults":[)", faults.empty(), events);
    for (const auto& fault : faults) {
        out += out.back() == '[' ? "" : ",";
        json::print_text(out, fault);
    }
    return out + "]}\n";
}

}  // namespace

void add_check(CommandLine& line) {
    auto& command = line.command("check", "Say whether the database and the ledger are whole");
    auto json = std::make_shared<bool>(false);
    command.add_flag("--json", *json, "As JSON");
    line.runs_on_workspace(command, [json](Workspace& workspace, Terminal& terminal) {
        std::vector<std::string> faults;
        std::int64_t events = 0;
        workspace.read([&](Tx& tx) {
            faults = check_store::faults(tx, workspace.store.engine());
            events = check_store::events(tx);
        });
        if (*json) {
            terminal.say(as_json(faults, events));
        } else {
            for (const auto& fault : faults) terminal.complain(fault);
            terminal.say(faults.empty() ? fmt::format("Everything is whole: {} events.\n", events) : std::string{});
        }
        return faults.empty() ? leave::well : leave::refused;
    });
}

}  // namespace app
