#include "platform/live/live_store.h"

namespace live::live_store {
namespace {

using store::Row;
using store::Sql;

constexpr Sql insert_key{"live.insert_key", "INSERT INTO live_key (one, secret) VALUES (1, $1) ON CONFLICT (one) DO NOTHING"};
constexpr Sql select_key{"live.select_key", "SELECT secret FROM live_key WHERE one = 1"};
constexpr Sql select_readers{"live.select_readers", "SELECT member FROM member_label_set WHERE label_set = $1 AND expires_at > $2"};
constexpr Sql select_reader{"live.select_reader", R"sql(
    SELECT 1 FROM member_label_set WHERE member = $1 AND label_set = $2 AND expires_at > $3
)sql"};

}  // namespace

std::string key(Tx& tx, const std::string& fresh) {
    tx.link.run(insert_key, {store::Bytes{reinterpret_cast<const unsigned char*>(fresh.data()), fresh.size()}});
    std::string found;
    tx.link.rows(select_key, {}, [&](Row& row) {
        const auto bytes = row.bytes(0);
        found.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    });
    return found;
}

std::unordered_set<std::int64_t> readers(Tx& tx, std::int64_t label_set) {
    std::unordered_set<std::int64_t> all;
    tx.link.rows(select_readers, {label_set, tx.now.us}, [&](Row& row) { all.insert(row.integer(0)); });
    return all;
}

bool may_read(Tx& tx, MemberId member, std::int64_t label_set) {
    return label_set == 0 || tx.link.rows(select_reader, {member.value, label_set, tx.now.us}, [](Row&) {}) > 0;
}

}  // namespace live::live_store
