#include "app/commands/commands.h"
#include "features/ground/members/members.h"
#include "features/overview/sample/sample.h"

namespace app {
namespace {

// The sample's promises for today are those of the first administrator, so that their morning is alive.
Actor first_administrator(Workspace& workspace) {
    Actor actor;
    actor.kind = Actor::Kind::system;
    workspace.read([&](Tx& tx) {
        for (const auto& one : members::active(tx)) {
            const auto member = members::find(tx, one.id);
            if (member && member->it.is_admin) {
                actor = members::acting_as(tx, one.id);
                return;
            }
        }
    });
    return actor;
}

int run(Workspace& workspace, Terminal& terminal, Result<Done> (*verb)(Tx&), std::string_view words) {
    const auto done = workspace.act<Done>(first_administrator(workspace), verb);
    terminal.complain(done ? std::string{words} : done.no().words);
    return done ? leave::well : leave::refused;
}

}  // namespace

void add_sample(CommandLine& line) {
    auto& add = line.command("sample add", "Add a few invented customers with a year behind them");
    line.runs_on_workspace(add, [](Workspace& workspace, Terminal& terminal) { return run(workspace, terminal, sample::add, "The sample company is here."); });
    auto& remove = line.command("sample remove", "Take the sample company out again");
    line.runs_on_workspace(remove, [](Workspace& workspace, Terminal& terminal) { return run(workspace, terminal, sample::remove, "The sample company is gone."); });
}

}  // namespace app
