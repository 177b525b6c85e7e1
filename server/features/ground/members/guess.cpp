#include "features/ground/members/guess.h"

#include <string>

#include "features/ground/members/guess_store.h"
#include "features/ground/members/member_limits.h"

namespace guess {
namespace {

std::string kind(At at) {
    switch (at) {
        case At::password: return "password ";
        case At::own_password: return "own ";
        case At::link: return "link ";
    }
    return {};
}

int places(At at) { return at == At::link ? members::links_asked_max : members::guesses_max; }

}  // namespace

std::optional<Place> take(Tx& tx, At at, std::string_view account) {
    // A hash, so that the table holds no list of who tried to sign in with what.
    const auto hash = hash_of(kind(at) + std::string{account});
    for (int place = 0; place < places(at); ++place) {
        if (guess_store::take(tx, hash, place, tx.now - members::guesses_within)) {
            return Place{hash, place, tx.now};
        }
    }
    return std::nullopt;
}

void give_back(Tx& tx, const Place& place) { guess_store::free(tx, place.account, place.number, place.taken_at); }

void sweep(Tx& tx) { guess_store::sweep(tx, tx.now - members::guesses_within); }

No too_many() {
    return {Refusal::too_many, "Too many passwords were tried for this account. Wait a quarter of an hour, or sign in by a mailed link."};
}

}  // namespace guess
