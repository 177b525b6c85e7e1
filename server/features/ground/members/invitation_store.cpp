#include "features/ground/members/invitation_store.h"

namespace invitation_store {
namespace {

using store::Sql;

constexpr Sql insert_one{"invitations.insert", "INSERT INTO invitation (secret, member, invited_by, ends_at) VALUES ($1, $2, $3, $4)"};
constexpr Sql select_whose{"invitations.select_whose", "SELECT member FROM invitation WHERE secret = $1 AND ends_at > $2"};
constexpr Sql delete_of{"invitations.delete_of", "DELETE FROM invitation WHERE member = $1"};
constexpr Sql delete_ended{"invitations.delete_ended", "DELETE FROM invitation WHERE ends_at < $1"};

}  // namespace

void insert(Tx& tx, MemberId member, const SecretHash& secret, Instant ends_at) {
    tx.link.run(insert_one, {secret.bytes(), member.value, tx.me().value, ends_at.us});
}

std::optional<MemberId> whose(Tx& tx, const SecretHash& secret) {
    std::optional<MemberId> member;
    tx.link.rows(select_whose, {secret.bytes(), tx.now.us}, [&](store::Row& row) { member = MemberId{row.integer(0)}; });
    return member;
}

void remove_of(Tx& tx, MemberId member) { tx.link.run(delete_of, {member.value}); }

void sweep(Tx& tx, Instant ended_before) { tx.link.run(delete_ended, {ended_before.us}); }

}  // namespace invitation_store
