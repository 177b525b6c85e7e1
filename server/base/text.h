#pragma once
// Texts that carry their rules. A value type holds what was written, byte for byte, and says in a sentence why a text is
// none of its kind; describe.h reads and prints any of them.
#include <string>
#include <string_view>

namespace text {

std::size_t letters(std::string_view utf8);  // code points; the text must be UTF-8
bool is_blank(std::string_view utf8);
bool is_utf8(std::string_view bytes);
std::string_view trim(std::string_view utf8);
// The key by which texts are compared, searched and sorted: decomposed, without accents, folded to lower case.
std::string fold(std::string_view utf8);
std::string lower_ascii(std::string_view);
// The first letters of the first and last word, for faces: "Ana Roth" -> "AR".
std::string initials(std::string_view name);
// Why the text cannot be stored at all, or nothing: it holds a zero byte or is no UTF-8.
std::string why_not_text(std::string_view);
// Shortens to at most `letters_max` code points, with an ellipsis where something was left out.
std::string shorten(std::string_view utf8, std::size_t letters_max);

}  // namespace text

// At least Min and at most Max letters; Min of 1 means that blanks alone are not enough.
template <std::size_t Min, std::size_t Max>
struct Text {
    std::string it;

    static constexpr std::size_t min = Min;
    static constexpr std::size_t max = Max;
    static std::string why_bad(std::string_view text);
    operator std::string_view() const { return it; }  // NOLINT: a text is a text
    const std::string& str() const { return it; }
    bool empty() const { return it.empty(); }
    friend auto operator<=>(const Text&, const Text&) = default;
};

// An address as the mail world writes it: one @, a domain with a dot or "localhost", no blanks. Compared in lower case.
struct Email {
    std::string it;
    static constexpr std::size_t min = 3;
    static constexpr std::size_t max = 254;
    static std::string why_bad(std::string_view text);
    std::string key() const { return text::lower_ascii(text::trim(it)); }
    operator std::string_view() const { return it; }  // NOLINT
    friend bool operator==(const Email&, const Email&) = default;
};

// A phone number as people write it: digits with blanks, brackets, dots, dashes, a plus, an extension. Compared by its digits.
struct Phone {
    std::string it;
    static constexpr std::size_t min = 3;
    static constexpr std::size_t max = 40;
    static std::string why_bad(std::string_view text);
    std::string key() const;
    friend bool operator==(const Phone&, const Phone&) = default;
};

// A web address with http or https, or a bare domain.
struct Url {
    std::string it;
    static constexpr std::size_t min = 4;
    static constexpr std::size_t max = 2000;
    static std::string why_bad(std::string_view text);
    std::string key() const;  // without scheme, www. and the last slash, in lower case
    friend bool operator==(const Url&, const Url&) = default;
};

namespace text {
std::string why_bad_length(std::string_view text, std::size_t min, std::size_t max);
}

template <std::size_t Min, std::size_t Max>
std::string Text<Min, Max>::why_bad(std::string_view text) {
    return text::why_bad_length(text, Min, Max);
}
