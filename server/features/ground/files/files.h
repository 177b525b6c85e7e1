#pragma once
// The front door to files: bytes are kept first, outside any transaction, and become a file when a verb says so. With SQLite
// they lie in a directory beside the database (written, flushed, renamed, flushed again, and only then named by a row); with
// PostgreSQL in chunks in a table.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "features/ground/files/file.h"
#include "platform/feature.h"
#include "platform/records/records.h"

namespace files {

// Bytes that are safe, and not yet a file.
struct Kept {
    std::string sha256;
    std::int64_t size = 0;
    std::shared_ptr<const std::string> bytes;  // only where they travel in the transaction
};
// Throws store::Full when the disk has no room for them.
Kept keep(const Workspace&, std::string_view bytes);
Result<records::Of<File>> put(Tx&, const Kept&, std::string_view name, std::string_view type);
std::optional<records::Of<File>> find(Tx&, FileId);
// Whole bytes of a file that the reader may see. Throws store::Broken when they are gone, because then something else is wrong.
std::string content(const Workspace&, Tx&, const File&);

const Feature& feature();

}  // namespace files
