#pragma once
// Strict JSON (RFC 8259): read with limits and without duplicate keys; printed by appending to a string. A View is a borrowed
// look at a parsed document, so that nobody else needs to see the parser's own headers.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/ref.h"
#include "base/result.h"

namespace json {

constexpr int depth_max = 32;  // our deepest body has four levels

class View {
public:
    explicit View(const void* value) : value_(value) {}
    bool is_null() const;
    bool is_object() const;
    bool is_array() const;
    std::optional<bool> boolean() const;
    std::optional<std::int64_t> integer() const;  // also 3.0 and 3e0, never 3.5
    std::optional<double> number() const;
    std::optional<std::string_view> text() const;
    std::size_t size() const;                     // of an array or object
    View at(std::size_t index) const;             // of an array
    std::optional<View> find(std::string_view key) const;  // of an object; nothing elsewhere
    void each_member(Ref<void(std::string_view key, View)> each) const;
    std::string print() const;

private:
    const void* value_;
};

class Document {
public:
    View view() const;
    struct Inside;
    explicit Document(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}

private:
    std::shared_ptr<const Inside> inside_;
};

// Refuses with not_valid and a sentence that says where; `text` may be any bytes.
Result<Document> parse(std::string_view text);

void print_text(std::string& out, std::string_view text);  // quoted and escaped; text must be UTF-8
void print_integer(std::string& out, std::int64_t number);
void print_real(std::string& out, double number);           // null when it is not finite
std::string pointer_step(std::string_view pointer, std::string_view key);  // RFC 6901, escaped

}  // namespace json
