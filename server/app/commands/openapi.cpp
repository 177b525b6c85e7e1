#include "app/commands/commands.h"
#include "app/features.h"

namespace app {

void add_openapi(CommandLine& line) {
    auto& command = line.command("openapi", "Print the API's description, OpenAPI 3.1");
    line.runs_here(command, [](Terminal& terminal) {
        http::Router router;
        add_routes(router);
        terminal.say(openapi_of(router) + "\n");
        return leave::well;
    });
}

}  // namespace app
