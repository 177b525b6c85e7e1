#include "features/ground/parties/party_store.h"

#include <unordered_map>

namespace party_store {
namespace {

using store::Sql;

constexpr Sql delete_handles{"parties.delete_handles", "DELETE FROM party_handle WHERE party = $1"};
constexpr Sql insert_handle{"parties.insert_handle",
                            "INSERT INTO party_handle (kind, handle_key, party) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
constexpr Sql delete_roles{"parties.delete_roles", "DELETE FROM party_role WHERE party = $1"};
constexpr Sql insert_role{"parties.insert_role", "INSERT INTO party_role (role, party) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
constexpr Sql select_with_handle{"parties.select_with_handle", R"sql(
    SELECT t.id FROM party_handle h JOIN party t ON t.id = h.party
    WHERE h.kind = $1 AND h.handle_key = $2 AND t.id <> $3 AND t.removed_at = 0
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $4 AND m.label_set = t.label_set
           AND m.expires_at > $5))
    ORDER BY t.id LIMIT $6
)sql"};
constexpr Sql update_touch{"parties.update_touch", "UPDATE party SET last_touch_at = $1 WHERE id = $2 AND last_touch_at < $3"};
constexpr Sql update_last_touch{"parties.update_last_touch", "UPDATE party SET last_touch_at = $1 WHERE id = $2 AND last_touch_at <> $3"};
constexpr Sql select_to_hold{"parties.select_to_hold", "SELECT id FROM party WHERE id = $1"};
// Sixteen at a time, so that a page with fifty names asks four times and not fifty; 0 fills up.
constexpr std::size_t names_at_once = 16;
constexpr Sql select_names{"parties.select_names", R"sql(
    SELECT t.id, t.kind, t.name FROM party t
    WHERE t.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
      AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = $17 AND m.label_set = t.label_set
           AND m.expires_at > $18))
)sql"};

bool same_handles(const Party& a, const Party& b) {
    if (a.handles.size() != b.handles.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.handles.size(); ++i) {
        if (a.handles[i].kind != b.handles[i].kind || a.handles[i].value != b.handles[i].value) {
            return false;
        }
    }
    return true;
}

}  // namespace

void keep_beside(Tx& tx, PartyId id, const Party* before, const Party* after) {
    if (before == nullptr || after == nullptr || !same_handles(*before, *after)) {
        if (before != nullptr) {
            tx.link.run(delete_handles, {id.value});
        }
        for (const auto& handle : after == nullptr ? std::vector<Handle>{} : after->handles) {
            const auto key = handle.key();
            tx.link.run(insert_handle, {describe::word(handle.kind), std::string_view{key}, id.value});
        }
    }
    if (before == nullptr || after == nullptr || before->roles != after->roles) {
        if (before != nullptr) {
            tx.link.run(delete_roles, {id.value});
        }
        for (const auto role : after == nullptr ? std::vector<PartyRole>{} : after->roles) {
            tx.link.run(insert_role, {describe::word(role), id.value});
        }
    }
}

std::vector<PartyId> with_handle(Tx& tx, HandleKind kind, const std::string& key, PartyId except, int limit) {
    std::vector<PartyId> found;
    tx.link.rows(select_with_handle,
                 {describe::word(kind), std::string_view{key}, except.value, tx.me().value, tx.now.us, std::int64_t{limit}},
                 [&](store::Row& row) { found.push_back({row.integer(0)}); });
    return found;
}

void touched(Tx& tx, PartyId id, Instant at) { tx.link.run(update_touch, {at.us, id.value, at.us}); }

void last_touched(Tx& tx, PartyId id, Instant at) { tx.link.run(update_last_touch, {at.us, id.value, at.us}); }

void hold(Tx& tx, PartyId id) {
    tx.link.take(select_to_hold, {id.value}, [](store::Row&) {});
}

std::vector<Name> names(Tx& tx, std::span<const PartyId> parties) {
    std::unordered_map<PartyId, Name> found;
    for (std::size_t begin = 0; begin < parties.size(); begin += names_at_once) {
        wire::Binder args;
        for (std::size_t i = begin; i < begin + names_at_once; ++i) {
            args.add(i < parties.size() ? parties[i].value : std::int64_t{0});
        }
        args.add(tx.me().value);
        args.add(tx.now.us);
        tx.link.rows(select_names, args.all(), [&](store::Row& row) {
            Name name{{row.integer(0)}, PartyKind::person, std::string{row.text(2)}};
            describe::type<PartyKind>().from_text(row.text(1), &name.kind);
            found.emplace(name.id, std::move(name));
        });
    }
    std::vector<Name> all;
    for (const auto id : parties) {  // in the order they were asked for
        if (const auto name = found.find(id); name != found.end()) {
            all.push_back(name->second);
        }
    }
    return all;
}

}  // namespace party_store
