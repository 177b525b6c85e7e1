#include "features/ground/members/sign_in_store.h"

namespace sign_in_store {
namespace {

using store::Sql;

constexpr Sql select_with_address{"credentials.select_with_address", R"sql(
    SELECT c.member, c.password, c.changed_at FROM member_address a
    JOIN member m ON m.id = a.member JOIN credential c ON c.member = a.member
    WHERE a.address = $1 AND m.state = 'active' LIMIT 1
)sql"};
constexpr Sql select_of{"credentials.select_of", "SELECT member, password, changed_at FROM credential WHERE member = $1"};
constexpr Sql upsert{"credentials.upsert", R"sql(
    INSERT INTO credential (member, password, changed_at) VALUES ($1, $2, $3)
    ON CONFLICT (member) DO UPDATE SET password = excluded.password, changed_at = excluded.changed_at
)sql"};
constexpr Sql insert_one_link{"sign_in_links.insert", "INSERT INTO sign_in_link (secret, member, ends_at) VALUES ($1, $2, $3)"};
constexpr Sql delete_one_link{"sign_in_links.take", "DELETE FROM sign_in_link WHERE secret = $1 AND ends_at > $2 RETURNING member"};
constexpr Sql delete_links{"sign_in_links.delete_of", "DELETE FROM sign_in_link WHERE member = $1"};
constexpr Sql delete_ended{"sign_in_links.delete_ended", "DELETE FROM sign_in_link WHERE ends_at < $1"};

Credential read(store::Row& row) {
    return {{row.integer(0)}, row.null(1) ? std::nullopt : std::optional{std::string{row.text(1)}}, {row.integer(2)}};
}

}  // namespace

std::optional<Credential> with_address(Tx& tx, const std::string& address) {
    std::optional<Credential> found;
    tx.link.rows(select_with_address, {std::string_view{address}}, [&](store::Row& row) { found = read(row); });
    return found;
}

std::optional<Credential> of(Tx& tx, MemberId member) {
    std::optional<Credential> found;
    tx.link.rows(select_of, {member.value}, [&](store::Row& row) { found = read(row); });
    return found;
}

void keep(Tx& tx, MemberId member, const std::optional<std::string>& password) {
    const auto hash = password ? store::Arg{std::string_view{*password}} : store::Arg{store::Null{}};
    tx.link.run(upsert, {member.value, hash, tx.now.us});
}

void insert_link(Tx& tx, MemberId member, const SecretHash& secret, Instant ends_at) {
    tx.link.run(insert_one_link, {secret.bytes(), member.value, ends_at.us});
}

std::optional<MemberId> take_link(Tx& tx, const SecretHash& secret) {
    std::optional<MemberId> member;
    tx.link.rows(delete_one_link, {secret.bytes(), tx.now.us}, [&](store::Row& row) { member = MemberId{row.integer(0)}; });
    return member;
}

void remove_links(Tx& tx, MemberId member) { tx.link.run(delete_links, {member.value}); }

void sweep_links(Tx& tx, Instant ended_before) { tx.link.run(delete_ended, {ended_before.us}); }

}  // namespace sign_in_store
