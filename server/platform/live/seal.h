#pragma once
// What leaves the house and comes back, and must tell nothing on the way: authenticated encryption (libsodium's secretbox,
// XSalsa20-Poly1305) under the workspace's key, with a fresh nonce each time, so that even the same thing never looks the same.
#include <optional>
#include <string>
#include <string_view>

namespace live {

class Seal {
public:
    explicit Seal(std::string key) : key_(std::move(key)) {}
    static std::string fresh_key();

    std::string close(std::string_view words) const;               // for URLs and JSON: base64url
    std::optional<std::string> open(std::string_view text) const;  // nothing when we did not make it

private:
    std::string key_;
};

}  // namespace live
