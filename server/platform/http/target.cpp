#include "platform/http/target.h"

#include <utf8proc.h>

namespace http {
namespace {

int hex(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

// False when the text cannot be decoded. '+' is a space in a query only.
bool decode(std::string_view text, bool in_query, std::string& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        char letter = text[i];
        if (letter == '%') {
            if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) {
                return false;
            }
            letter = static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            if (!in_query && letter == '/') {
                return false;
            }
            i += 2;
        } else if (in_query && letter == '+') {
            letter = ' ';
        }
        if (letter == '\0') {
            return false;
        }
        out += letter;
    }
    return is_utf8(out);
}

bool read_query(std::string_view text, Pairs& query) {
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        auto& [name, value] = query.emplace_back();
        if (!decode(pair.substr(0, equals), true, name) ||
            !decode(pair.substr(std::min(equals + 1, pair.size())), true, value)) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool is_utf8(std::string_view text) {
    auto bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        if (*bytes < 0x80) {
            ++bytes;
            --left;
            continue;
        }
        utf8proc_int32_t letter = 0;
        const auto length = utf8proc_iterate(bytes, left, &letter);
        if (length < 1) {
            return false;
        }
        bytes += length;
        left -= length;
    }
    return true;
}

std::optional<Target> read_target(std::string_view target) {
    Target read;
    const auto question = std::min(target.find('?'), target.size());
    const auto path = target.substr(0, question);
    if (!path.starts_with('/') || target.find('#') != std::string_view::npos || !decode(path, false, read.path)) {
        return std::nullopt;
    }
    if (question < target.size() && !read_query(target.substr(question + 1), read.query)) {
        return std::nullopt;
    }
    return read;
}

}  // namespace http
