#pragma once
// Who calls: the address of the socket, or, behind proxies that we trust, the one they forwarded. Any thread.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace http {

// An IPv4 address is kept as an IPv6 one (::ffff:a.b.c.d), so that there is one kind.
struct Address {
    std::array<std::uint8_t, 16> bytes{};
    static std::optional<Address> from_text(std::string_view text);
    bool is_v4() const;
    bool is_loopback() const;
    // What one caller is for the rate limits: an IPv4 address, or the /64 that an IPv6 household is given.
    std::uint64_t neighbourhood() const;
};

struct Range {
    Address first;
    int bits = 128;
    static std::optional<Range> from_text(std::string_view text);  // "10.0.0.0/8", "::1", "192.0.2.7"
    bool holds(const Address&) const;
};

// The forwarded list is read from the right, as long as proxies that we trust wrote it; what stands further left is hearsay.
std::string caller(std::string_view socket_address, std::string_view x_forwarded_for, std::span<const Range> trusted);

}  // namespace http
