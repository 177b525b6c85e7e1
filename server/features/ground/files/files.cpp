#include "features/ground/files/files.h"

#include <sodium.h>

#include "features/ground/files/file_directory.h"
#include "features/ground/files/file_store.h"

namespace files {
namespace {

std::string sha256_of(std::string_view bytes) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::string hex(sizeof hash * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash, sizeof hash);
    hex.pop_back();
    return hex;
}

bool in_a_directory(const Workspace& workspace) { return !workspace.files_directory.empty(); }

}  // namespace

Kept keep(const Workspace& workspace, std::string_view bytes) {
    Kept kept{sha256_of(bytes), static_cast<std::int64_t>(bytes.size()), {}};
    if (in_a_directory(workspace)) {
        file_directory::write(workspace.files_directory, kept.sha256, bytes);
    } else {
        kept.bytes = std::make_shared<const std::string>(bytes);
    }
    return kept;
}

Result<records::Of<File>> put(Tx& tx, const Kept& kept, std::string_view name, std::string_view type) {
    if (kept.bytes) {
        file_store::write_chunks(tx, kept.sha256, *kept.bytes);
    }
    return records::create(tx, File{{}, {file_rules::plain_name(name)}, kept.size, {file_rules::plain_type(type)}, {kept.sha256}});
}

std::optional<records::Of<File>> find(Tx& tx, FileId id) { return records::find<File>(tx, id); }

std::string content(const Workspace& workspace, Tx& tx, const File& file) {
    std::string bytes = in_a_directory(workspace) ? file_directory::read(workspace.files_directory, file.sha256.it)
                                                  : file_store::read_chunks(tx, file.sha256.it);
    if (static_cast<std::int64_t>(bytes.size()) != file.size) {
        throw store::Broken{"file " + file.sha256.it + " is not whole"};
    }
    return bytes;
}

}  // namespace files
