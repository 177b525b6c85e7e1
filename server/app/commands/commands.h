#pragma once
// One line per command; each is a small file beside this one.
#include "app/command_line.h"

namespace app {

void add_serve(CommandLine&);
void add_init(CommandLine&);
void add_member(CommandLine&);
void add_token(CommandLine&);
void add_import(CommandLine&);
void add_sample(CommandLine&);
void add_migrate(CommandLine&);
void add_check(CommandLine&);
void add_backup(CommandLine&);
void add_openapi(CommandLine&);
void add_version(CommandLine&);

}  // namespace app
