#include "platform/http/address.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

namespace http {
namespace {

constexpr std::array<std::uint8_t, 12> v4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<Address> Address::from_text(std::string_view text) {
    const std::string whole{text};
    Address read;
    if (inet_pton(AF_INET6, whole.c_str(), read.bytes.data()) == 1) {
        return read;
    }
    std::copy(v4_prefix.begin(), v4_prefix.end(), read.bytes.begin());
    return inet_pton(AF_INET, whole.c_str(), read.bytes.data() + 12) == 1 ? std::optional{read} : std::nullopt;
}

bool Address::is_v4() const { return std::equal(v4_prefix.begin(), v4_prefix.end(), bytes.begin()); }

bool Address::is_loopback() const {
    constexpr std::array<std::uint8_t, 16> v6_loopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    return is_v4() ? bytes[12] == 127 : bytes == v6_loopback;
}

std::uint64_t Address::neighbourhood() const {
    std::uint64_t part = 0;
    if (is_v4()) {
        std::memcpy(&part, bytes.data() + 12, 4);
        return part | (std::uint64_t{1} << 40);
    }
    std::memcpy(&part, bytes.data(), 8);
    return part;
}

std::optional<Range> Range::from_text(std::string_view text) {
    const auto slash = std::min(text.find('/'), text.size());
    const auto first = Address::from_text(text.substr(0, slash));
    if (!first) {
        return std::nullopt;
    }
    Range range{*first};
    if (slash == text.size()) {
        return range;
    }
    const auto digits = text.substr(slash + 1);
    int bits = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || bits < 0 || bits > (first->is_v4() ? 32 : 128)) {
        return std::nullopt;
    }
    range.bits = first->is_v4() ? 96 + bits : bits;
    return range;
}

bool Range::holds(const Address& address) const {
    const int whole = bits / 8;
    if (!std::equal(first.bytes.begin(), first.bytes.begin() + whole, address.bytes.begin())) {
        return false;
    }
    const int rest = bits % 8;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
    return rest == 0 || ((first.bytes[whole] ^ address.bytes[whole]) & mask) == 0;
}

std::string caller(std::string_view socket_address, std::string_view forwarded, std::span<const Range> trusted) {
    std::string at{socket_address};
    while (true) {
        const auto address = Address::from_text(at);
        const bool is_proxy = address && std::any_of(trusted.begin(), trusted.end(), [&](const Range& range) { return range.holds(*address); });
        if (!is_proxy || forwarded.empty()) {
            return at;
        }
        const auto comma = forwarded.rfind(',');
        const auto last = trimmed(comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1));
        forwarded = comma == std::string_view::npos ? std::string_view{} : forwarded.substr(0, comma);
        if (!Address::from_text(last)) {
            return at;
        }
        at = last;
    }
}

}  // namespace http
