#include "app/own_terminal.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

namespace app {
namespace {

constexpr int first_byte_within_ms = 2'000;

}  // namespace

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

// A script that pipes nothing often leaves standard input open all the same: waiting for its end would be waiting for ever.
std::string OwnTerminal::input() {
    pollfd piped{STDIN_FILENO, POLLIN, 0};
    if (::isatty(STDIN_FILENO) != 0 || ::poll(&piped, 1, first_byte_within_ms) <= 0) {
        return {};
    }
    return {std::istreambuf_iterator<char>{std::cin}, std::istreambuf_iterator<char>{}};
}

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
