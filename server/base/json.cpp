#include "base/json.h"

#include <charconv>
#include <cmath>
#include <set>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <fmt/format.h>

namespace json {
namespace {

namespace bj = boost::json;

// Builds the document while the parser walks it, and notices what Boost.JSON's own value would swallow: a key said twice.
struct Handler {
    static constexpr std::size_t max_object_size = 100'000;
    static constexpr std::size_t max_array_size = 100'000;
    static constexpr std::size_t max_key_size = 1 << 16;
    static constexpr std::size_t max_string_size = std::size_t{1} << 30;

    bj::value_stack stack;
    std::vector<std::set<std::string, std::less<>>> keys;
    std::string key;
    std::optional<std::string> doubled;

    bool on_document_begin(bj::error_code&) { stack.reset(); return true; }
    bool on_document_end(bj::error_code&) { return true; }
    bool on_object_begin(bj::error_code&) { keys.emplace_back(); return true; }
    bool on_object_end(std::size_t size, bj::error_code&) {
        keys.pop_back();
        stack.push_object(size);
        return true;
    }
    bool on_array_begin(bj::error_code&) { return true; }
    bool on_array_end(std::size_t size, bj::error_code&) { stack.push_array(size); return true; }
    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) {
        key.append(part.data(), part.size());
        stack.push_chars(part);
        return true;
    }
    bool on_key(bj::string_view part, std::size_t, bj::error_code& error) {
        key.append(part.data(), part.size());
        if (!keys.back().insert(key).second) {
            doubled = key;
            error = bj::error::syntax;
            return false;
        }
        key.clear();
        stack.push_key(part);
        return true;
    }
    bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { stack.push_chars(part); return true; }
    bool on_string(bj::string_view part, std::size_t, bj::error_code&) { stack.push_string(part); return true; }
    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t number, bj::string_view, bj::error_code&) { stack.push_int64(number); return true; }
    bool on_uint64(std::uint64_t number, bj::string_view, bj::error_code&) { stack.push_uint64(number); return true; }
    bool on_double(double number, bj::string_view, bj::error_code& error) {
        if (!std::isfinite(number)) {  // 1e9999 has no way back to JSON
            error = bj::error::exponent_overflow;
            return false;
        }
        stack.push_double(number);
        return true;
    }
    bool on_bool(bool truth, bj::error_code&) { stack.push_bool(truth); return true; }
    bool on_null(bj::error_code&) { stack.push_null(); return true; }
    bool on_comment_part(bj::string_view, bj::error_code&) { return false; }
    bool on_comment(bj::string_view, bj::error_code&) { return false; }
};

const bj::value& value_of(const void* value) { return *static_cast<const bj::value*>(value); }

No not_json(std::size_t at) {
    return {Refusal::not_valid, fmt::format("This is not JSON: it cannot be read from character {} on.", at + 1)};
}

}  // namespace

struct Document::Inside {
    bj::value value;
};

Result<Document> parse(std::string_view text) {
    bj::parse_options options;
    options.max_depth = depth_max;
    bj::basic_parser<Handler> parser{options};
    bj::error_code error;
    const auto used = parser.write_some(false, text.data(), text.size(), error);
    auto& handler = parser.handler();
    if (handler.doubled) {
        return No{Refusal::not_valid, fmt::format("\"{}\" is said twice in the same object. Say it once.", *handler.doubled)};
    }
    if (error == bj::error::too_deep) {
        return No{Refusal::not_valid, fmt::format("This is nested deeper than {} levels.", depth_max)};
    }
    if (error || used < text.size()) {
        return not_json(used);
    }
    auto inside = std::make_shared<Document::Inside>();
    inside->value = handler.stack.release();
    return Document{std::move(inside)};
}

View Document::view() const { return View{&inside_->value}; }

bool View::is_null() const { return value_of(value_).is_null(); }
bool View::is_object() const { return value_of(value_).is_object(); }
bool View::is_array() const { return value_of(value_).is_array(); }

std::optional<bool> View::boolean() const {
    const auto* truth = value_of(value_).if_bool();
    return truth == nullptr ? std::nullopt : std::optional{*truth};
}

std::optional<std::int64_t> View::integer() const {
    const auto& value = value_of(value_);
    if (const auto* number = value.if_int64()) {
        return *number;
    }
    if (const auto* number = value.if_double(); number != nullptr && std::nearbyint(*number) == *number && std::abs(*number) < 9e15) {
        return static_cast<std::int64_t>(*number);
    }
    return std::nullopt;
}

std::optional<double> View::number() const {
    const auto& value = value_of(value_);
    if (const auto* number = value.if_double()) {
        return *number;
    }
    if (const auto* number = value.if_int64()) {
        return static_cast<double>(*number);
    }
    const auto* number = value.if_uint64();
    return number == nullptr ? std::nullopt : std::optional{static_cast<double>(*number)};
}

std::optional<std::string_view> View::text() const {
    const auto* text = value_of(value_).if_string();
    return text == nullptr ? std::nullopt : std::optional{std::string_view{text->data(), text->size()}};
}

std::size_t View::size() const {
    const auto& value = value_of(value_);
    return value.is_array() ? value.get_array().size() : value.is_object() ? value.get_object().size() : 0;
}

View View::at(std::size_t index) const { return View{&value_of(value_).get_array()[index]}; }

std::optional<View> View::find(std::string_view key) const {
    const auto* object = value_of(value_).if_object();
    const auto* found = object == nullptr ? nullptr : object->if_contains({key.data(), key.size()});
    return found == nullptr ? std::nullopt : std::optional{View{found}};
}

void View::each_member(Ref<void(std::string_view key, View)> each) const {
    for (const auto& member : value_of(value_).get_object()) {
        const auto key = member.key();
        each({key.data(), key.size()}, View{&member.value()});
    }
}

std::string View::print() const { return bj::serialize(value_of(value_)); }

void print_text(std::string& out, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto letter = static_cast<unsigned char>(text[i]);
        if (letter >= 0x20 && letter != '"' && letter != '\\') {
            continue;
        }
        out.append(text, plain, i - plain);
        plain = i + 1;
        switch (letter) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                out += "\\u00";
                out += hex[letter >> 4];
                out += hex[letter & 15];
        }
    }
    out.append(text, plain, text.size() - plain);
    out += '"';
}

void print_integer(std::string& out, std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

void print_real(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    char digits[40];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

std::string pointer_step(std::string_view pointer, std::string_view key) {
    std::string longer{pointer};
    longer += '/';
    for (const char letter : key) {
        if (letter == '~') {
            longer += "~0";
        } else if (letter == '/') {
            longer += "~1";
        } else {
            longer += letter;
        }
    }
    return longer;
}

}  // namespace json
