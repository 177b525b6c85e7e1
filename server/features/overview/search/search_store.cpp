#include "features/overview/search/search_store.h"

namespace search_store {
namespace {

using store::Engine;
using store::Sql;

constexpr Sql upsert_entry{"search.upsert_entry", R"sql(
    INSERT INTO search_entry (id, noun, title, about) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE SET noun = excluded.noun, title = excluded.title, about = excluded.about
)sql"};
constexpr Sql delete_entry{"search.delete_entry", "DELETE FROM search_entry WHERE id = $1"};
constexpr Sql select_entry{"search.select_entry", "SELECT noun, title, about FROM search_entry WHERE id = $1 LIMIT 1"};

// FTS5 walks its rows by their ids, newest first, without looking at the rest: `ORDER BY rank` would score every match.
constexpr Sql fts_delete{"search.fts_delete", "DELETE FROM search_index WHERE rowid = $1"};
constexpr Sql fts_insert{"search.fts_insert", "INSERT INTO search_index (rowid, kinds, title, words) VALUES ($1, $2, $3, $4)"};
constexpr Sql fts_select{"search.fts_select", "SELECT rowid FROM search_index WHERE search_index MATCH $1 ORDER BY rowid DESC LIMIT $2"};

constexpr Sql ts_delete{"search.ts_delete", "DELETE FROM search_index WHERE id = $1"};
constexpr Sql ts_insert{"search.ts_insert", R"sql(
    INSERT INTO search_index (id, kinds, title, words)
    VALUES ($1, string_to_array($2, ' '), array_to_tsvector(string_to_array($3, ' ')), array_to_tsvector(string_to_array($4, ' ')))
)sql"};
constexpr Sql ts_select_title{"search.ts_select_title",
                              "SELECT id FROM search_index WHERE title @@ CAST($1 AS tsquery) ORDER BY id DESC LIMIT $2"};
constexpr Sql ts_select_words{"search.ts_select_words",
                              "SELECT id FROM search_index WHERE words @@ CAST($1 AS tsquery) ORDER BY id DESC LIMIT $2"};
constexpr Sql ts_select_title_of{"search.ts_select_title_of", R"sql(
    SELECT id FROM search_index WHERE title @@ CAST($1 AS tsquery) AND kinds && string_to_array($2, ' ') ORDER BY id DESC LIMIT $3
)sql"};
constexpr Sql ts_select_words_of{"search.ts_select_words_of", R"sql(
    SELECT id FROM search_index WHERE words @@ CAST($1 AS tsquery) AND kinds && string_to_array($2, ' ') ORDER BY id DESC LIMIT $3
)sql"};

std::string any_kind(const std::vector<std::string>& kinds) {
    std::string out;
    for (const auto& kind : kinds) {
        out += (out.empty() ? "kinds : (" : " OR ") + ("\"" + kind + "\"");
    }
    return out.empty() ? out : out + ")";
}

}  // namespace

void put(Tx& tx, Engine engine, const Entry& entry) {
    drop(tx, engine, entry.id);
    tx.link.run(upsert_entry, {entry.id, std::string_view{entry.noun}, std::string_view{entry.title}, std::string_view{entry.about}});
    const auto kinds = search_words::joined(entry.kinds);
    const auto title = search_words::joined(entry.title_words);
    const auto words = search_words::joined(entry.words);
    tx.link.run(engine == Engine::sqlite ? fts_insert : ts_insert,
                {entry.id, std::string_view{kinds}, std::string_view{title}, std::string_view{words}});
}

void drop(Tx& tx, Engine engine, std::int64_t id) {
    tx.link.run(engine == Engine::sqlite ? fts_delete : ts_delete, {id});
    tx.link.run(delete_entry, {id});
}

std::vector<std::int64_t> matches(Tx& tx, Engine engine, In in, const std::vector<std::string>& typed, const std::vector<std::string>& kinds, int limit) {
    std::vector<std::int64_t> ids;
    const auto add = [&](store::Row& row) { ids.push_back(row.integer(0)); };
    if (engine == Engine::sqlite) {
        const auto question = search_words::for_fts5(typed, in == In::title ? "title" : "words", any_kind(kinds));
        tx.link.rows(fts_select, {std::string_view{question}, std::int64_t{limit}}, add);
        return ids;
    }
    const auto question = search_words::for_tsquery(typed);
    if (kinds.empty()) {
        tx.link.rows(in == In::title ? ts_select_title : ts_select_words, {std::string_view{question}, std::int64_t{limit}}, add);
    } else {
        const auto any = search_words::joined(kinds);
        tx.link.rows(in == In::title ? ts_select_title_of : ts_select_words_of, {std::string_view{question}, std::string_view{any}, std::int64_t{limit}}, add);
    }
    return ids;
}

std::vector<Entry> entries(Tx& tx, const std::vector<std::int64_t>& ids) {
    std::vector<Entry> all;
    for (const auto id : ids) {
        tx.link.rows(select_entry, {id}, [&](store::Row& row) {
            all.push_back({id, std::string{row.text(0)}, std::string{row.text(1)}, std::string{row.text(2)}, {}, {}, {}});
        });
    }
    return all;
}

}  // namespace search_store
