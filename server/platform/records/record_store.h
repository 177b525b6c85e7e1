#pragma once
// The SQL of records: composed once per noun from its description, never from what a user wrote, and kept for ever.
#include "platform/records/records.h"

namespace records::store_of {

std::optional<Record> find(Tx&, const Noun&, std::int64_t id, See, bool take);
void insert(Tx&, const Record&);
void update(Tx&, const Record& after, std::span<const describe::Field* const> changed);
void mark_removed(Tx&, const Record&);  // writes version, updated_at and removed_at of the stamp

struct Page {
    const Noun& noun;
    const Ask& ask;
    const SortBy& sort;
    bool descending;
    std::string after_text;           // the cursor's sort value, when the sort is a text
    std::int64_t after_number = 0;    // ... or a number
    std::int64_t after_id = 0;        // 0: from the start
};
// Calls `each` per row; what stands in it is read by the three below.
void page(Tx&, const Page&, int limit, Ref<void(store::Row&)> each);
void load(store::Row&, const Noun&, Record& into);                              // a whole record
Stamp print_fields(store::Row&, const Noun&, std::string& out, void* scratch);  // its fields, printed straight from the columns
struct SortValue {
    std::string_view text;
    std::int64_t number = 0;
};
SortValue sort_value(store::Row&, const SortBy&);
std::int64_t count(Tx&, const Noun&, const Ask&);
// Why the filters cannot be used: unknown, or a value of another kind.
std::optional<No> check_filters(const Noun&, const Ask&);

}  // namespace records::store_of
