#pragma once
// A comment is what one of us says about any record: among colleagues, never to the customer.
#include "base/describe.h"
#include "platform/records/noun.h"

using CommentId = Id<struct Comment>;
using AnyId = Id<struct AnyRecord>;

// Any record of any noun; who may see it may comment on it.
struct About {
    Text<1, 60> noun;
    AnyId id;

    std::string as_kept() const { return describe::print(*this); }  // how the column holds it, to be filtered by
};
BOOST_DESCRIBE_STRUCT(About, (), (noun, id))

struct Comment {
    CommentId id;
    About about;
    Text<1, 10'000> words;
    MemberId by_member;
};
BOOST_DESCRIBE_STRUCT(Comment, (), (id, about, words, by_member))

namespace records {
template <>
const Noun& noun<Comment>();
}
