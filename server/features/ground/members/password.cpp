#include "features/ground/members/password.h"

#include <algorithm>
#include <array>
#include <semaphore>
#include <stdexcept>

#include <fmt/format.h>
#include <sodium.h>

#include "base/text.h"
#include "features/ground/members/member_limits.h"

namespace password {
namespace {

// libsodium's figures for signing in while a person waits; OWASP asks for 19 MiB and two passes at least.
constexpr unsigned long long passes = crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE;
constexpr std::size_t memory = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE;

// One of the few places where passwords are hashed at the same time.
class Place {
public:
    Place() : taken_(places().try_acquire_for(members::hashing_waits_max)) {}
    ~Place() {
        if (taken_) {
            places().release();
        }
    }
    Place(const Place&) = delete;
    bool taken() const { return taken_; }

private:
    static std::counting_semaphore<members::hashing_at_once_max>& places() {
        static std::counting_semaphore<members::hashing_at_once_max> all{members::hashing_at_once_max};
        return all;
    }
    bool taken_;
};

No busy() { return {Refusal::try_later, "Many people are signing in at this moment. Try again in a few seconds."}; }

// A hash that no password fits, with the same parameters: reading it takes as long as any.
const std::string& nobodys() {
    static const std::string made = fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", memory / 1024, passes, std::string(22, 'A'), std::string(43, 'A'));
    return made;
}

}  // namespace

std::string why_bad(std::string_view password) {
    if (auto bad = text::why_not_text(password); !bad.empty()) {
        return bad;
    }
    const auto letters = text::letters(password);
    if (letters < members::password_min) {
        return fmt::format("A password has at least {} letters. A short sentence is easy to remember.", members::password_min);
    }
    if (letters > members::password_max) {
        return fmt::format("A password has at most {} letters.", members::password_max);
    }
    std::string different{password};
    std::sort(different.begin(), different.end());
    different.erase(std::unique(different.begin(), different.end()), different.end());
    if (different.size() < members::password_letters_min) {
        return "This password is too easy to guess. A short sentence is easy to remember.";
    }
    return {};
}

Result<std::string> hash(std::string_view password) {
    const Place place;
    if (!place.taken()) {
        return busy();
    }
    std::array<char, crypto_pwhash_argon2id_STRBYTES> out;
    if (crypto_pwhash_argon2id_str(out.data(), password.data(), password.size(), passes, memory) != 0) {
        throw std::runtime_error("no memory to hash a password");
    }
    return std::string{out.data()};
}

Result<bool> verify(const std::optional<std::string>& hash, std::string_view password) {
    const std::string& against = hash ? *hash : nobodys();
    const Place place;
    if (!place.taken()) {
        return busy();
    }
    const bool fits = crypto_pwhash_argon2id_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return fits && hash.has_value();
}

}  // namespace password
