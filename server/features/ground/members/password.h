#pragma once
// Passwords: Argon2id through libsodium (RFC 9106) with 64 MiB and two passes, which costs about a tenth of a second here and
// makes trying a stolen hash costly on any machine. Slow on purpose, so it runs on a worker thread, never on the writer.
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace password {

// Why a password cannot be one, or nothing.
std::string why_bad(std::string_view password);
// The hash with its salt and parameters in it. Refuses with try_later when too many are being hashed.
Result<std::string> hash(std::string_view password);
// Without a hash it takes just as long and says no, so that nobody learns by the clock who works here.
Result<bool> verify(const std::optional<std::string>& hash, std::string_view password);

}  // namespace password
