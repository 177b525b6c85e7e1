#include "base/text.h"

#include <algorithm>

#include <fmt/format.h>
#include <utf8proc.h>

namespace text {
namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

// One code point at `at`, which moves behind it; -1 where the bytes are no UTF-8.
utf8proc_int32_t step(std::string_view utf8, std::size_t& at) {
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()) + at,
                                       static_cast<utf8proc_ssize_t>(utf8.size() - at), &point);
    if (used <= 0) {
        ++at;
        return -1;
    }
    at += static_cast<std::size_t>(used);
    return point;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

}  // namespace

std::size_t letters(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        if (step(bytes, at) < 0) {
            return false;
        }
    }
    return true;
}

bool is_blank(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        const auto point = step(utf8, at);
        const auto kind = point < 0 ? UTF8PROC_CATEGORY_CN : utf8proc_category(point);
        const bool unseen = kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL || kind == UTF8PROC_CATEGORY_ZP ||
                            kind == UTF8PROC_CATEGORY_CC || kind == UTF8PROC_CATEGORY_CF;
        if (!unseen) {
            return false;
        }
    }
    return true;
}

std::string_view trim(std::string_view utf8) {
    const auto first = utf8.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return utf8.substr(first, utf8.find_last_not_of(blanks) - first + 1);
}

std::string fold(std::string_view utf8) {
    if (is_ascii(utf8)) {
        return lower_ascii(utf8);
    }
    utf8proc_uint8_t* folded = nullptr;
    constexpr auto how = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                                        UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                   static_cast<utf8proc_ssize_t>(utf8.size()), &folded, how);
    std::string key = size < 0 ? lower_ascii(utf8) : std::string(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(size));
    std::free(folded);
    return key;
}

std::string lower_ascii(std::string_view mixed) {
    std::string low{mixed};
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
    return low;
}

std::string initials(std::string_view name) {
    std::string first;
    std::string last;
    bool at_word = true;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t from = at;
        const auto point = step(name, at);
        const bool blank = point < 0 || point == ' ' || point == '\t' || point == '-' || point == '.' || point == '&';
        if (!blank && at_word) {
            std::string letter(4, '\0');
            letter.resize(static_cast<std::size_t>(
                utf8proc_encode_char(utf8proc_toupper(point), reinterpret_cast<utf8proc_uint8_t*>(letter.data()))));
            (first.empty() ? first : last) = letter;
        }
        at_word = blank;
        (void)from;
    }
    return first + last;
}

std::string why_not_text(std::string_view bytes) {
    if (bytes.find('\0') != std::string_view::npos) {
        return "This holds a zero byte, which no text has. Leave it out.";
    }
    return is_utf8(bytes) ? std::string{} : "This is not readable text (UTF-8).";
}

std::string shorten(std::string_view utf8, std::size_t letters_max) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size(); ++count) {
        if (count == letters_max) {
            return std::string{utf8.substr(0, at)} + "…";
        }
        step(utf8, at);
    }
    return std::string{utf8};
}

std::string why_bad_length(std::string_view text, std::size_t min, std::size_t max) {
    if (auto bad = why_not_text(text); !bad.empty()) {
        return bad;
    }
    const auto count = letters(text);
    if (min > 0 && is_blank(text)) {
        return "This is empty. Write something here.";
    }
    if (count < min) {
        return fmt::format("This is too short: it needs at least {} letters.", min);
    }
    if (count > max) {
        return fmt::format("This is too long: {} letters, at most {} fit.", count, max);
    }
    return {};
}

}  // namespace text

std::string Email::why_bad(std::string_view written) {
    const auto address = text::trim(written);
    const auto at = address.find('@');
    const auto domain = at == std::string_view::npos ? std::string_view{} : address.substr(at + 1);
    const bool sound = at != std::string_view::npos && at > 0 && at <= 64 && !domain.empty() && address.size() <= max &&
                       domain.find('@') == std::string_view::npos && address.find_first_of(" \t\r\n,;<>\"()\\") == std::string_view::npos &&
                       domain.find("..") == std::string_view::npos && !domain.starts_with('.') && !domain.ends_with('.') &&
                       (domain.find('.') != std::string_view::npos || domain == "localhost") && text::why_not_text(address).empty();
    return sound ? std::string{} : "This is not an e-mail address. Write it like ana@example.com.";
}

std::string Phone::why_bad(std::string_view written) {
    const auto number = text::trim(written);
    const auto digits = std::count_if(number.begin(), number.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
    const bool sound = digits >= 3 && number.size() <= max && text::why_not_text(number).empty();
    return sound ? std::string{} : "This is not a phone number. Write it like +49 30 0074321.";
}

std::string Phone::key() const {
    std::string digits;
    for (const char letter : it) {
        if ((letter >= '0' && letter <= '9') || (letter == '+' && digits.empty())) {
            digits += letter;
        }
    }
    return digits.starts_with("00") ? "+" + digits.substr(2) : digits;
}

namespace {

// "mailto:ana" has one; "example.com:8080" has a port.
bool names_a_scheme(std::string_view address) {
    const auto colon = address.find(':');
    const bool port = colon + 1 < address.size() && address[colon + 1] >= '0' && address[colon + 1] <= '9';
    return colon < address.find('/') && !port;
}

}  // namespace

std::string Url::why_bad(std::string_view written) {
    const auto low = text::lower_ascii(text::trim(written));
    std::string_view rest = low;
    if (rest.starts_with("https://")) {
        rest.remove_prefix(8);
    } else if (rest.starts_with("http://")) {
        rest.remove_prefix(7);
    } else if (names_a_scheme(rest)) {
        return "Only web addresses that begin with http or https can stand here.";
    }
    const auto host = rest.substr(0, rest.find_first_of("/?#"));
    const bool sound = host.find('.') != std::string_view::npos && rest.find_first_of(" \t\r\n\"<>") == std::string_view::npos &&
                       low.size() <= max && text::why_not_text(low).empty();
    return sound ? std::string{} : "This is not a web address. Write it like www.example.com.";
}

std::string Url::key() const {
    std::string low = text::lower_ascii(text::trim(it));
    for (const std::string_view start : {"https://", "http://", "www."}) {
        if (low.starts_with(start)) {
            low.erase(0, start.size());
        }
    }
    while (low.ends_with('/')) {
        low.pop_back();
    }
    return low;
}
