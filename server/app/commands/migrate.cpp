#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/features.h"
#include "app/workspace_at.h"
#include "platform/store/migrations.h"

namespace app {

void add_migrate(CommandLine& line) {
    auto& command = line.command("migrate", "Bring the database to this version; with PostgreSQL by a role that owns the tables");
    auto place = std::make_shared<Place>();
    CommandLine::add_place(command, *place);
    line.runs_here(command, [place](Terminal& terminal) {
        if (place->data.empty() && place->is_sqlite()) {
            terminal.complain("Say where the workspace is: --data DIR, or --database postgresql://...");
            return leave::misunderstood;
        }
        const auto store = open_store(*place);
        const int count = store::migrate(*store, migration_order());
        store->stop();
        terminal.say(count == 0 ? "Nothing to do: it is at this version.\n" : fmt::format("{} step{} done.\n", count, count == 1 ? "" : "s"));
        return leave::well;
    });
}

}  // namespace app
