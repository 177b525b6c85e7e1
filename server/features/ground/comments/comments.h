#pragma once
// The front door to comments. Told to the ledger: comments.made, changed, removed, restored.
#include <string>

#include "features/ground/comments/comment.h"
#include "platform/feature.h"
#include "platform/records/records.h"

namespace comments {

Result<records::Of<Comment>> write(Tx&, About, Text<1, 10'000> words);
// Nothing when the comment, or what it is about, is not here for the reader.
std::optional<records::Of<Comment>> find(Tx&, CommentId);
// Only whose words they are changes them; what stood there before stays in the history.
Result<records::Of<Comment>> reword(Tx&, CommentId, std::int64_t version, Text<1, 10'000> words);
Result<records::Of<Comment>> remove(Tx&, CommentId, std::int64_t version);  // its author, or an administrator

// For the noun itself.
void add_parties(Tx&, const Comment&, records::Parties&);  // with whom the record is that it is about
void print_author(Tx&, const Comment&, std::string& out);  // ,"by":{"member":...,"name":...}
void keep_on_timeline(Tx&, CommentId, const Comment* before, const Comment* after, const records::Stamp&);

const Feature& feature();

}  // namespace comments
