#include "platform/http/idempotency_store.h"

#include <algorithm>

#include <sodium.h>

namespace http::idempotency_store {
namespace {

using store::Bytes;
using store::Row;

constexpr store::Sql insert_key{"idempotency.insert_key", R"sql(
    INSERT INTO idempotency_key (actor, key, body_hash, status, headers, body, at) VALUES ($1, $2, $3, 0, '', '', $4)
    ON CONFLICT (actor, key) DO NOTHING RETURNING actor
)sql"};
constexpr store::Sql select_answer{"idempotency.select_answer", R"sql(
    SELECT body_hash, status, headers, body FROM idempotency_key WHERE actor = $1 AND key = $2
)sql"};
constexpr store::Sql update_answer{"idempotency.update_answer", R"sql(
    UPDATE idempotency_key SET status = $1, headers = $2, body = $3 WHERE actor = $4 AND key = $5
)sql"};
constexpr store::Sql delete_old{"idempotency.delete_old", R"sql(
    DELETE FROM idempotency_key WHERE (actor, key) IN (SELECT actor, key FROM idempotency_key WHERE at < $1 ORDER BY at LIMIT 5000)
)sql"};

std::string headers_text(const Reply& reply) {
    std::string text = "Content-Type: " + reply.type + "\n";
    for (const auto& [name, value] : reply.headers) {
        text += name + ": " + value + "\n";
    }
    return text;
}

void read_headers(std::string_view text, Reply& reply) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 1);
        const auto colon = line.find(": ");
        if (line.substr(0, colon) == "Content-Type") {
            reply.type = line.substr(colon + 2);
        } else {
            reply.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        }
    }
}

}  // namespace

Hash hash_of(const Request& request) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, Hash{}.size());
    const auto add = [&](std::string_view text) {
        const std::uint64_t size = text.size();  // so that no part can reach into the next
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    };
    add(word(request.method));
    add(request.path);
    for (const auto& [name, value] : request.query) {
        add(name);
        add(value);
    }
    add(request.body);
    Hash hash{};
    crypto_generichash_final(&state, hash.data(), hash.size());
    return hash;
}

bool claim(Tx& tx, std::string_view key, const Hash& hash) {
    return tx.link.rows(insert_key, {tx.me().value, key, Bytes{hash}, tx.now.us}, [](Row&) {}) == 1;
}

std::optional<Kept> find(Tx& tx, std::string_view key, const Hash& hash) {
    std::optional<Kept> kept;
    tx.link.rows(select_answer, {tx.me().value, key}, [&](Row& row) {
        Reply reply{static_cast<int>(row.integer(1)), std::string{row.text(3)}};
        read_headers(row.text(2), reply);
        const auto same = std::ranges::equal(row.bytes(0), hash);
        kept = Kept{same, std::move(reply)};
    });
    return kept;
}

void keep(Tx& tx, std::string_view key, const Reply& reply) {
    const auto headers = headers_text(reply);
    tx.link.run(update_answer, {std::int64_t{reply.status}, std::string_view{headers}, std::string_view{reply.body}, tx.me().value, key});
}

int forget_before(Tx& tx, Instant before) {
    return tx.link.rows(delete_old, {before.us}, [](Row&) {});
}

}  // namespace http::idempotency_store
