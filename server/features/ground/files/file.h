#pragma once
// A file as people know it: its name, its type, how large it is. The bytes lie apart, under their own hash, so that the same
// bytes are kept once and can be proven whole.
#include "base/describe.h"
#include "platform/records/noun.h"

using FileId = Id<struct File>;

struct File {
    FileId id;
    Text<1, 255> name;
    std::int64_t size = 0;  // bytes
    Text<1, 100> type;      // as the sender named it: "text/csv"
    Text<64, 64> sha256;
};
BOOST_DESCRIBE_STRUCT(File, (), (id, name, size, type, sha256))

namespace file_rules {

// The last part of a path, without what would harm a file system or a header; never empty.
std::string plain_name(std::string_view sent);
std::string plain_type(std::string_view sent);
// What a browser could run in our name is handed out as plain bytes.
std::string_view type_to_serve(std::string_view type);
// attachment; filename*=UTF-8''... (RFC 6266)
std::string disposition(std::string_view name);

}  // namespace file_rules

namespace records {
template <>
const Noun& noun<File>();
}
