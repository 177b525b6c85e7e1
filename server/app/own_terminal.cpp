#include "app/own_terminal.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

namespace app {

OwnTerminal::~OwnTerminal() {
    if (drew_) {
        std::fputc('\n', stderr);
    }
}

void OwnTerminal::say(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void OwnTerminal::complain(std::string_view text) {
    if (drew_) {
        std::fputc('\n', stderr);
        drew_ = false;
    }
    fmt::print(stderr, "{}\n", text);
}

std::string OwnTerminal::input() { return {std::istreambuf_iterator<char>{std::cin}, std::istreambuf_iterator<char>{}}; }

std::string OwnTerminal::file(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in) {
        throw std::runtime_error("Cannot read " + path + ".");
    }
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

void OwnTerminal::progress(long done, long total, std::string_view what) {
    constexpr int width = 30;
    if (total <= 0 || ::isatty(STDERR_FILENO) == 0) {
        return;
    }
    const int full = static_cast<int>(width * done / total);
    fmt::print(stderr, "\r[{:=<{}}{: <{}}] {} of {} {}", "", full, "", width - full, done, total, what);
    std::fflush(stderr);
    drew_ = true;
}

}  // namespace app
