#include "features/ground/members/secret.h"

#include <sodium.h>

#include "features/ground/members/member_limits.h"

Secret make_secret(std::string_view prefix) {
    std::array<unsigned char, members::secret_bytes> random;
    randombytes_buf(random.data(), random.size());
    std::array<char, sodium_base64_ENCODED_LEN(members::secret_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text;
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    std::string plain = std::string{prefix} + text.data();
    const auto hash = hash_of(plain);
    return {std::move(plain), hash};
}

SecretHash hash_of(std::string_view plain) {
    SecretHash hash;
    crypto_generichash(hash.all.data(), hash.all.size(), reinterpret_cast<const unsigned char*>(plain.data()), plain.size(), nullptr, 0);
    return hash;
}
