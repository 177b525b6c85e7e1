#pragma once
// Opaque secrets: what a cookie, a token or a mailed link carries. Only its hash is kept (BLAKE2b, RFC 7693): a secret of
// 192 random bits needs no slow hash, and whoever reads the database can do nothing with it.
#include <array>
#include <string>
#include <string_view>

#include "base/wire.h"

struct SecretHash {
    std::array<unsigned char, 32> all{};
    wire::Bytes bytes() const { return all; }
};

struct Secret {
    std::string plain;  // shown or sent once, never kept
    SecretHash hash;
};

Secret make_secret(std::string_view prefix = {});
SecretHash hash_of(std::string_view plain);
