#pragma once
// A saved view is a way to look at a list that someone named, so that all find it again: these filters, in this order.
#include <optional>

#include "features/ground/parties/parties.h"

using SavedViewId = Id<struct SavedView>;

// What the list of customers may be narrowed by.
struct ViewFilter {
    std::optional<PartyKind> kind;
    std::optional<PartyRole> role;
    std::optional<MemberId> care;
};
BOOST_DESCRIBE_STRUCT(ViewFilter, (), (kind, role, care))

struct ViewQuery {
    std::optional<ViewFilter> filter;
    std::optional<Text<1, 40>> sort;
};
BOOST_DESCRIBE_STRUCT(ViewQuery, (), (filter, sort))

struct SavedView {
    SavedViewId id;
    Text<1, 60> name;
    Text<1, 40> screen;  // "customers"
    ViewQuery query;
    std::optional<MemberId> made_by;
};
BOOST_DESCRIBE_STRUCT(SavedView, (), (id, name, screen, query, made_by))

namespace records {
template <>
const Noun& noun<SavedView>();
}
