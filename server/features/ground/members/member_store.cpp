#include "features/ground/members/member_store.h"

#include "features/ground/members/member_limits.h"

namespace member_store {
namespace {

using store::Sql;

constexpr Sql insert_setting_up{"members.insert_setting_up",
                                "INSERT INTO setting_up (one, at) VALUES (1, $1) ON CONFLICT DO NOTHING RETURNING one"};
constexpr Sql select_setting_up{"members.select_setting_up", "SELECT one FROM setting_up WHERE one = 1"};
constexpr Sql insert_address{"members.insert_address",
                             "INSERT INTO member_address (address, member) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING member"};
constexpr Sql select_address{"members.select_address", "SELECT member FROM member_address WHERE address = $1"};
constexpr Sql select_active{"members.select_active", R"sql(
    SELECT id, name FROM member WHERE state = 'active' AND removed_at = 0 ORDER BY name_key, id LIMIT $1
)sql"};
constexpr Sql select_name{"members.select_name", "SELECT name FROM member WHERE id = $1"};
constexpr Sql select_admins{"members.select_admins", R"sql(
    SELECT id FROM member WHERE state = 'active' AND is_admin = 1 AND removed_at = 0 ORDER BY id LIMIT $1
)sql"};

std::optional<MemberId> one_id(Tx& tx, const Sql& sql, store::Args args) {
    std::optional<MemberId> found;
    tx.link.rows(sql, args, [&](store::Row& row) { found = MemberId{row.integer(0)}; });
    return found;
}

}  // namespace

bool claim_setting_up(Tx& tx) {
    bool claimed = false;
    tx.link.rows(insert_setting_up, {tx.now.us}, [&](store::Row&) { claimed = true; });
    return claimed;
}

bool is_set_up(Tx& tx) {
    bool found = false;
    tx.link.rows(select_setting_up, {}, [&](store::Row&) { found = true; });
    return found;
}

bool claim_address(Tx& tx, const std::string& address, MemberId member) {
    const std::array<store::Arg, 2> args{std::string_view{address}, member.value};
    return one_id(tx, insert_address, args).has_value();
}

std::optional<MemberId> with_address(Tx& tx, const std::string& address) {
    const std::array<store::Arg, 1> args{std::string_view{address}};
    return one_id(tx, select_address, args);
}

std::vector<Name> active(Tx& tx) {
    std::vector<Name> all;
    tx.link.rows(select_active, {std::int64_t{members::members_known_max}},
                 [&](store::Row& row) { all.push_back({{row.integer(0)}, std::string{row.text(1)}}); });
    return all;
}

std::optional<std::string> name_of(Tx& tx, MemberId member) {
    std::optional<std::string> name;
    tx.link.rows(select_name, {member.value}, [&](store::Row& row) { name = row.text(0); });
    return name;
}

std::vector<MemberId> take_admins(Tx& tx) {
    std::vector<MemberId> all;
    tx.link.take(select_admins, {std::int64_t{members::members_known_max}}, [&](store::Row& row) { all.push_back({row.integer(0)}); });
    return all;
}

}  // namespace member_store
