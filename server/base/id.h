#pragma once
// Ids: 64 bits, ordered by time, made by the node that needs one, so that nobody asks a sequence.
//   bits 62..22  milliseconds since 2024-01-01 UTC      bits 21..12  node      bits 11..0  counter
// In JSON and URLs an id is 13 characters of Crockford's base32, lower case (https://www.crockford.com/base32.html).
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

template <class Of>
struct Id {
    std::int64_t value = 0;
    explicit operator bool() const { return value != 0; }
    friend auto operator<=>(Id, Id) = default;
};

template <class Of>
struct std::hash<Id<Of>> {
    std::size_t operator()(Id<Of> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};

namespace ids {

std::string to_text(std::int64_t id);
void append_text(std::string& out, std::int64_t id);
// Nothing when the text is no id: wrong length, a letter outside the alphabet, or more than 63 bits.
std::optional<std::int64_t> from_text(std::string_view text);

template <class Of>
std::string to_text(Id<Of> id) {
    return to_text(id.value);
}

// Makes ids. Any thread. Strictly rising on one node, also when the clock is set back or 4,096 ids are made in a
// millisecond: it then borrows from the next millisecond, so the node bits are never touched.
class Maker {
public:
    explicit Maker(int node);  // 0..1023
    std::int64_t next(std::int64_t now_us);
    void start_above(std::int64_t id);  // after a restart: never at or below what is stored

private:
    std::int64_t node_bits_;
    std::atomic<std::int64_t> last_{0};  // milliseconds << 12 | counter
};

}  // namespace ids
