#include "features/ground/files/file_store.h"

#include "features/ground/files/file_limits.h"

namespace file_store {
namespace {

using store::Sql;

constexpr Sql select_first{"files.select_first", "SELECT 1 FROM file_chunk WHERE sha256 = $1 AND place = 0 LIMIT 1"};
constexpr Sql insert_chunk{"files.insert_chunk", "INSERT INTO file_chunk (sha256, place, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
constexpr Sql select_chunk{"files.select_chunk", "SELECT bytes FROM file_chunk WHERE sha256 = $1 AND place = $2 LIMIT 1"};

}  // namespace

void write_chunks(Tx& tx, const std::string& sha256, std::string_view bytes) {
    if (tx.link.rows(select_first, {std::string_view{sha256}}, [](store::Row&) {}) > 0) {
        return;
    }
    std::int64_t place = 0;
    do {
        const auto chunk = bytes.substr(0, chunk_bytes);
        const store::Bytes raw{reinterpret_cast<const unsigned char*>(chunk.data()), chunk.size()};
        tx.link.run(insert_chunk, {std::string_view{sha256}, place++, raw});
        bytes.remove_prefix(chunk.size());
    } while (!bytes.empty());
}

std::string read_chunks(Tx& tx, const std::string& sha256) {
    std::string bytes;
    const auto add = [&](store::Row& row) {
        const auto chunk = row.bytes(0);
        bytes.append(reinterpret_cast<const char*>(chunk.data()), chunk.size());
    };
    for (std::int64_t place = 0; tx.link.rows(select_chunk, {std::string_view{sha256}, place}, add) > 0; ++place) {
    }
    return bytes;
}

}  // namespace file_store
