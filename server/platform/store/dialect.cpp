#include "platform/store/dialect.h"

#include <fmt/format.h>

namespace store {
namespace {

std::string_view first_line(std::string_view text);
std::string_view trimmed(std::string_view line);
void append_filled(std::string& out, std::string_view line, Engine engine);
std::string_view meaning_of(std::string_view marker, Engine engine);

}  // namespace

std::string in_dialect(std::string_view sql, Engine engine) {
    std::string out;
    bool in_block = false;
    bool ours = true;
    for (std::string_view rest = sql; !rest.empty();) {
        const auto line = first_line(rest);
        rest.remove_prefix(line.size());
        const auto said = trimmed(line);
        if (said == "-- only sqlite" || said == "-- only postgres") {
            if (in_block) {
                throw Broken("A schema file opens a block for one engine inside another.");
            }
            in_block = true;
            ours = (said == "-- only sqlite") == (engine == Engine::sqlite);
        } else if (said == "-- end") {
            in_block = false;
            ours = true;
        } else if (ours) {
            append_filled(out, line, engine);
        }
    }
    if (in_block) {
        throw Broken("A schema file opens a block for one engine and does not end it.");
    }
    return out;
}

namespace {

std::string_view first_line(std::string_view text) {
    const auto end = text.find('\n');
    return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

std::string_view trimmed(std::string_view line) {
    const auto from = line.find_first_not_of(" \t");
    const auto to = line.find_last_not_of(" \t\r\n");
    return from == std::string_view::npos ? std::string_view{} : line.substr(from, to - from + 1);
}

void append_filled(std::string& out, std::string_view line, Engine engine) {
    for (;;) {
        const auto open = line.find("{{");
        const auto close = line.find("}}", open == std::string_view::npos ? 0 : open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            out += line;
            return;
        }
        out += line.substr(0, open);
        out += meaning_of(line.substr(open + 2, close - open - 2), engine);
        line.remove_prefix(close + 2);
    }
}

std::string_view meaning_of(std::string_view marker, Engine engine) {
    const bool sqlite = engine == Engine::sqlite;
    if (marker == "bytes") {
        return sqlite ? "BLOB" : "BYTEA";
    }
    if (marker == "key") {
        return sqlite ? "TEXT" : "TEXT COLLATE \"C\"";
    }
    throw Broken(fmt::format("A schema file has a marker {{{{{}}}}} that nobody knows.", marker));
}

}  // namespace
}  // namespace store
