#include "app/command_line.h"

int main(int argc, char** argv) {
    app::CommandLine line;
    app::add_all_commands(line);
    return line.run(argc, argv);
}
