#include "platform/live/seal.h"

#include <sodium.h>

namespace live {
namespace {

constexpr std::size_t nonce_bytes = crypto_secretbox_NONCEBYTES;
constexpr std::size_t text_max = 1024;  // ours are shorter; what is longer is not ours

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

std::string Seal::fresh_key() {
    std::string key(crypto_secretbox_KEYBYTES, '\0');
    randombytes_buf(key.data(), key.size());
    return key;
}

std::string Seal::close(std::string_view words) const {
    std::string sealed(nonce_bytes + crypto_secretbox_MACBYTES + words.size(), '\0');
    randombytes_buf(sealed.data(), nonce_bytes);
    crypto_secretbox_easy(bytes(sealed) + nonce_bytes, bytes(words), words.size(), bytes(sealed), bytes(std::string_view{key_}));
    std::string text(sodium_base64_encoded_len(sealed.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes(sealed), sealed.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();
    return text;
}

std::optional<std::string> Seal::open(std::string_view text) const {
    std::string sealed(text.size(), '\0');
    std::size_t size = 0;
    if (text.size() > text_max || sodium_base642bin(bytes(sealed), sealed.size(), text.data(), text.size(), nullptr, &size, nullptr,
                                                   sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        size < nonce_bytes + crypto_secretbox_MACBYTES) {
        return std::nullopt;
    }
    std::string words(size - nonce_bytes - crypto_secretbox_MACBYTES, '\0');
    const bool ours = crypto_secretbox_open_easy(bytes(words), bytes(sealed) + nonce_bytes, size - nonce_bytes, bytes(sealed),
                                                 bytes(std::string_view{key_})) == 0;
    return ours ? std::optional{std::move(words)} : std::nullopt;
}

}  // namespace live
