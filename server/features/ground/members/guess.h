#pragma once
// Counting guesses. An account has so many places, each taken for a quarter of an hour; a guess without a place is not even
// tried. The count is the account's, so any mix of callers shares it, and an unknown address has one as well. It touches no
// session and no mailed link, so whoever it is done to is not locked out.
#include <optional>
#include <string_view>

#include "base/result.h"
#include "features/ground/members/secret.h"
#include "platform/records/tx.h"

namespace guess {

enum class At { password, own_password, link };

struct Place {
    SecretHash account;
    int number = 0;
    Instant taken_at;
};
std::optional<Place> take(Tx&, At, std::string_view account);
// A right answer was no guess.
void give_back(Tx&, const Place&);
void sweep(Tx&);

No too_many();

}  // namespace guess
