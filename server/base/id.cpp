#include "base/id.h"

#include <algorithm>
#include <array>

namespace ids {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int text_length = 13;
constexpr std::int64_t epoch_ms = 1'704'067'200'000;  // 2024-01-01T00:00:00Z
constexpr int counter_bits = 12;
constexpr int node_bits = 10;

int digit_of(char letter) {
    const auto low = static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
    const auto at = alphabet.find(low);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string to_text(std::int64_t id) {
    std::string text;
    append_text(text, id);
    return text;
}

void append_text(std::string& out, std::int64_t id) {
    char text[text_length];
    auto rest = static_cast<std::uint64_t>(id);
    for (int i = text_length - 1; i >= 0; --i, rest >>= 5) {
        text[i] = alphabet[rest & 31];
    }
    out.append(text, text_length);
}

std::optional<std::int64_t> from_text(std::string_view text) {
    if (text.size() != text_length) {
        return std::nullopt;
    }
    std::uint64_t id = 0;
    for (const char letter : text) {
        const int digit = digit_of(letter);
        if (digit < 0 || id >> 58 != 0) {
            return std::nullopt;
        }
        id = id << 5 | static_cast<std::uint64_t>(digit);
    }
    return id == 0 ? std::nullopt : std::optional{static_cast<std::int64_t>(id)};
}

Maker::Maker(int node) : node_bits_(static_cast<std::int64_t>(node & ((1 << node_bits) - 1)) << counter_bits) {}

std::int64_t Maker::next(std::int64_t now_us) {
    const std::int64_t from_clock = std::max<std::int64_t>(now_us / 1000 - epoch_ms, 1) << counter_bits;
    std::int64_t last = last_.load(std::memory_order_relaxed);
    std::int64_t mine = 0;
    do {
        mine = std::max(from_clock, last + 1);
    } while (!last_.compare_exchange_weak(last, mine, std::memory_order_relaxed));
    const std::int64_t counter = mine & ((1 << counter_bits) - 1);
    return (mine >> counter_bits) << (counter_bits + node_bits) | node_bits_ | counter;
}

void Maker::start_above(std::int64_t id) {
    const std::int64_t stored = (id >> (counter_bits + node_bits)) << counter_bits | ((1 << counter_bits) - 1);
    std::int64_t last = last_.load(std::memory_order_relaxed);
    while (last < stored && !last_.compare_exchange_weak(last, stored, std::memory_order_relaxed)) {
    }
}

}  // namespace ids
