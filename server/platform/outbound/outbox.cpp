#include "platform/outbound/outbox.h"

namespace outbound {
namespace {

using store::Sql;

constexpr Sql insert_letter{"outbox.insert", R"sql(
    INSERT INTO outbox (id, to_address, subject, letter, made_at, good_until, tries, next_try_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7)
)sql"};
constexpr Sql select_next{"outbox.select_next", R"sql(
    SELECT id, letter, made_at, tries, next_try_at FROM outbox WHERE next_try_at <= $1 ORDER BY next_try_at, id LIMIT 1
)sql"};
constexpr Sql select_due{"outbox.select_due", "SELECT id FROM outbox WHERE next_try_at <= $1 LIMIT 1"};
constexpr Sql update_try{"outbox.update_try", R"sql(
    UPDATE outbox SET tries = tries + 1, next_try_at = $1 WHERE id = $2 AND next_try_at = $3 RETURNING id
)sql"};
constexpr Sql update_next{"outbox.update_next", "UPDATE outbox SET next_try_at = $1 WHERE id = $2"};
constexpr Sql delete_letter{"outbox.delete", "DELETE FROM outbox WHERE id = $1"};
constexpr Sql count_letters{"outbox.count", "SELECT COUNT(*) FROM outbox"};

}  // namespace

LetterId post(Tx& tx, const Letter& letter) {
    const auto id = tx.new_id<Posted>();
    const auto written = describe::print(letter);
    tx.link.run(insert_letter, {id.value, std::string_view{letter.to}, std::string_view{letter.subject}, std::string_view{written}, tx.now.us,
                                letter.good_until.us, tx.now.us});
    return id;
}

bool is_due(Tx& tx) { return tx.link.rows(select_due, {tx.now.us}, [](store::Row&) {}) > 0; }

std::optional<Posted> take_next(Tx& tx, Instant again_at) {
    std::optional<Posted> next;
    std::string written;
    tx.link.take(select_next, {tx.now.us}, [&](store::Row& row) {
        next = Posted{{row.integer(0)}, {}, {row.integer(2)}, row.integer(3), {row.integer(4)}};
        written = row.text(1);
    });
    // Another node may have been quicker between our look and our turn.
    if (!next || tx.link.rows(update_try, {again_at.us, next->id.value, next->next_try_at.us}, [](store::Row&) {}) == 0) {
        return std::nullopt;
    }
    auto letter = describe::read<Letter>(written);
    if (!letter) {
        throw store::Broken("a letter in the outbox cannot be read");
    }
    next->letter = std::move(*letter);
    return next;
}

void try_again(Tx& tx, LetterId id, Instant at) { tx.link.run(update_next, {at.us, id.value}); }
void strike(Tx& tx, LetterId id) { tx.link.run(delete_letter, {id.value}); }

std::int64_t waiting(Tx& tx) {
    std::int64_t count = 0;
    tx.link.rows(count_letters, {}, [&](store::Row& row) { count = row.integer(0); });
    return count;
}

}  // namespace outbound
