#include "platform/outbound/letter.h"

#include <algorithm>
#include <cctype>

#include <sodium.h>

namespace outbound {
namespace {

std::string escaped(std::string_view words);
std::string encoded(std::string_view words);
std::string encoded_word(std::string_view words);
std::string_view first_letters(std::string_view words, std::size_t bytes_max);

constexpr std::size_t encoded_bytes_max = 45;  // RFC 2047 allows 75 characters for an encoded word: 60 of base64 and its frame

}  // namespace

std::string as_text(const Letter& letter) {
    std::string out;
    for (const auto& paragraph : letter.paragraphs) {
        out += paragraph + "\n\n";
    }
    if (!letter.link.empty()) {
        out += letter.link_words + ": " + letter.link + "\n\n";
    }
    return out + letter.closing + "\n";
}

std::string as_html(const Letter& letter) {
    std::string out = R"(<!doctype html><html><body style="font:16px/1.5 sans-serif;color:#222;max-width:36em;margin:1em">)";
    for (const auto& paragraph : letter.paragraphs) {
        out += "<p>" + escaped(paragraph) + "</p>";
    }
    if (!letter.link.empty()) {
        out += R"(<p><a href=")" + escaped(letter.link) +
               R"(" style="display:inline-block;padding:.6em 1.2em;border-radius:.4em;background:#1f5f4a;color:#fff;text-decoration:none">)" +
               escaped(letter.link_words) + "</a></p>";
    }
    return out + R"(<p style="color:#666">)" + escaped(letter.closing) + "</p></body></html>\n";
}

std::string as_header(std::string_view words) {
    const bool plain = std::all_of(words.begin(), words.end(), [](char letter) { return letter >= ' ' && letter < 0x7f; });
    if (plain && words.size() <= encoded_bytes_max + 20 && words.find("=?") == std::string_view::npos) {
        return std::string{words};
    }
    return encoded(words);
}

std::string as_phrase(std::string_view name) {
    const bool plain = name.size() <= encoded_bytes_max && std::all_of(name.begin(), name.end(), [](unsigned char letter) { return std::isalnum(letter) != 0 || letter == ' '; });
    return plain ? std::string{name} : encoded(name);
}

namespace {

std::string encoded(std::string_view words) {
    std::string out;
    while (!words.empty()) {
        const auto part = first_letters(words, encoded_bytes_max);
        words.remove_prefix(part.size());
        out += (out.empty() ? "" : "\r\n ") + encoded_word(part);
    }
    return out;
}

std::string escaped(std::string_view words) {
    std::string out;
    for (const char letter : words) {
        switch (letter) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += letter;
        }
    }
    return out;
}

std::string encoded_word(std::string_view words) {
    std::string out(sodium_base64_encoded_len(words.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(words.data()), words.size(), sodium_base64_VARIANT_ORIGINAL);
    out.resize(out.find('\0'));
    return "=?UTF-8?B?" + out + "?=";
}

// At most so many bytes, never half of a letter.
std::string_view first_letters(std::string_view words, std::size_t bytes_max) {
    auto end = std::min(words.size(), bytes_max);
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xc0) == 0x80) {
        --end;
    }
    return words.substr(0, end);
}

}  // namespace
}  // namespace outbound
