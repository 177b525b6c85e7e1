#include "features/ground/members/guess_store.h"

namespace guess_store {
namespace {

using store::Sql;

constexpr Sql take_place{"guesses.take_place", R"sql(
    INSERT INTO guess (account, place, at) VALUES ($1, $2, $3)
    ON CONFLICT (account, place) DO UPDATE SET at = excluded.at WHERE guess.at <= $4 RETURNING place
)sql"};
constexpr Sql free_place{"guesses.free_place", "DELETE FROM guess WHERE account = $1 AND place = $2 AND at = $3"};
constexpr Sql delete_old{"guesses.delete_old", "DELETE FROM guess WHERE at < $1"};

}  // namespace

bool take(Tx& tx, const SecretHash& account, int place, Instant taken_before) {
    bool taken = false;
    tx.link.rows(take_place, {account.bytes(), std::int64_t{place}, tx.now.us, taken_before.us}, [&](store::Row&) { taken = true; });
    return taken;
}

void free(Tx& tx, const SecretHash& account, int place, Instant taken_at) {
    tx.link.run(free_place, {account.bytes(), std::int64_t{place}, taken_at.us});
}

void sweep(Tx& tx, Instant taken_before) { tx.link.run(delete_old, {taken_before.us}); }

}  // namespace guess_store
