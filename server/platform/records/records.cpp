#include "platform/records/records.h"

#include <algorithm>

#include <fmt/format.h>
#include <sodium.h>

#include "platform/records/event_store.h"
#include "platform/records/record_store.h"

namespace records {
namespace {

std::optional<No> broken_rule(const Noun& noun, const void* record);
std::vector<const describe::Field*> changed_fields(const Noun& noun, const void* before, const void* after);
std::string print_some(std::span<const describe::Field* const> fields, const void* record);
Parties everyone_about(const Noun& noun, const void* before, const void* after);
void tell_change(Tx& tx, const Record& record, std::string_view event, std::string before, std::string after, Parties parties);
void after_write(Tx& tx, const Record& record, const void* before, const void* after);
std::string event_named(const Noun& noun, std::string_view given, std::string_view usual);
Result<Ask> in_order(const Noun& noun, Ask ask);
const SortBy* sort_named(const Noun& noun, const std::string& sort, bool& descending);
std::string make_cursor(const store_of::Page& page, std::string_view text, std::int64_t number, std::int64_t id);
bool read_cursor(store_of::Page& page, const std::string& cursor);
// Reads one page; gives the cursor of the next, empty at the end.
Result<std::string> each_of_page(Tx& tx, const Noun& noun, const Ask& asked, Ref<void(store::Row&)> each);
void print_stamp(std::string& out, const Stamp& stamp);

}  // namespace

std::int64_t Noun::id_of(const void* record) const { return *static_cast<const std::int64_t*>(shape->fields.front().in(record)); }
void Noun::set_id(void* record, std::int64_t id) const { *static_cast<std::int64_t*>(shape->fields.front().at(record)) = id; }

std::optional<Record> find(Tx& tx, const Noun& noun, std::int64_t id, See see) { return store_of::find(tx, noun, id, see, false); }
std::optional<Record> take(Tx& tx, const Noun& noun, std::int64_t id, See see) { return store_of::find(tx, noun, id, see, true); }

Result<Record> create(Tx& tx, const Noun& noun, describe::Any value, std::string_view event) {
    if (auto no = broken_rule(noun, value.get())) {
        return *no;
    }
    if (noun.id_of(value.get()) == 0) {
        noun.set_id(value.get(), tx.new_id<void>().value);
    }
    Record made{&noun, std::move(value), {.version = 1, .label_set = 0, .created_at = tx.now, .updated_at = tx.now, .removed_at = {}}};
    store_of::insert(tx, made);
    std::string all;
    describe::print(all, *noun.shape, made.it.get());
    tell_change(tx, made, event_named(noun, event, ".made"), {}, std::move(all), everyone_about(noun, nullptr, made.it.get()));
    after_write(tx, made, nullptr, made.it.get());
    return made;
}

Result<Record> save(Tx& tx, Record taken, describe::Any after, std::string_view event) {
    const Noun& noun = *taken.noun;
    if (auto no = broken_rule(noun, after.get())) {
        return *no;
    }
    const auto changed = changed_fields(noun, taken.it.get(), after.get());
    if (changed.empty()) {
        return taken;
    }
    Record saved{&noun, std::move(after), taken.stamp};
    ++saved.stamp.version;
    saved.stamp.updated_at = tx.now;
    store_of::update(tx, saved, changed);
    tell_change(tx, saved, event_named(noun, event, ".changed"), print_some(changed, taken.it.get()), print_some(changed, saved.it.get()),
                everyone_about(noun, taken.it.get(), saved.it.get()));
    after_write(tx, saved, taken.it.get(), saved.it.get());
    return saved;
}

Result<Record> patch(Tx& tx, const Noun& noun, std::int64_t id, std::int64_t version, json::View changes) {
    auto record = take(tx, noun, id);
    if (!record) {
        return not_here(noun);
    }
    if (record->stamp.version != version) {
        return changed_meanwhile(tx, *record);
    }
    describe::Any after{*noun.shape, record->it.get()};
    describe::Reading reading;
    describe::merge(changes, *noun.shape, after.get(), reading, noun.fixed);
    if (!reading.faults.empty()) {
        return describe::refusal(std::move(reading.faults));
    }
    return save(tx, std::move(*record), std::move(after));
}

Result<Record> remove(Tx& tx, const Noun& noun, std::int64_t id, std::optional<std::int64_t> version) {
    auto record = take(tx, noun, id);
    if (!record) {
        return not_here(noun);
    }
    if (!noun.removable) {
        return No{Refusal::not_allowed, fmt::format("A {} cannot be removed.", noun.name)};
    }
    if (version && record->stamp.version != *version) {
        return changed_meanwhile(tx, *record);
    }
    ++record->stamp.version;
    record->stamp.updated_at = tx.now;
    record->stamp.removed_at = tx.now;
    store_of::mark_removed(tx, *record);
    std::string all;
    describe::print(all, *noun.shape, record->it.get());
    tell_change(tx, *record, event_named(noun, {}, ".removed"), std::move(all), {}, everyone_about(noun, record->it.get(), nullptr));
    after_write(tx, *record, record->it.get(), nullptr);
    return std::move(*record);
}

Result<Record> restore(Tx& tx, const Noun& noun, std::int64_t id) {
    auto record = take(tx, noun, id, See::also_removed);
    if (!record) {
        return not_here(noun);
    }
    if (!record->stamp.removed()) {
        return std::move(*record);  // bringing back twice is bringing back once
    }
    ++record->stamp.version;
    record->stamp.updated_at = tx.now;
    record->stamp.removed_at = {};
    store_of::mark_removed(tx, *record);
    std::string all;
    describe::print(all, *noun.shape, record->it.get());
    tell_change(tx, *record, event_named(noun, {}, ".restored"), {}, std::move(all), everyone_about(noun, nullptr, record->it.get()));
    after_write(tx, *record, nullptr, record->it.get());
    return std::move(*record);
}

Result<std::string> list_json(Tx& tx, const Noun& noun, const Ask& ask, const std::function<void(const Record&, std::string&)>& more) {
    std::string out = R"({"items":[)";
    Record record{&noun, describe::Any{*noun.shape}, {}};
    auto next = each_of_page(tx, noun, ask, [&](store::Row& row) {
        out += out.back() == '[' ? "{" : ",{";
        const auto stamp = store_of::print_fields(row, noun, out, record.it.get());
        if (noun.also_prints || more) {
            store_of::load(row, noun, record);
        }
        if (noun.also_prints) {
            noun.also_prints(tx, record.it.get(), out);
        }
        print_stamp(out, stamp);
        if (more) {
            more(record, out);
        }
        out += '}';
    });
    if (!next) {
        return next.no();
    }
    out += ']';
    if (!next->empty()) {
        out += R"(,"next_cursor":")" + *next + '"';
    }
    out += '}';
    return out;
}

Result<std::vector<Record>> list(Tx& tx, const Noun& noun, const Ask& ask, std::string* next_cursor) {
    std::vector<Record> all;
    auto next = each_of_page(tx, noun, ask, [&](store::Row& row) { store_of::load(row, noun, all.emplace_back(Record{&noun, describe::Any{*noun.shape}, {}})); });
    if (!next) {
        return next.no();
    }
    if (next_cursor != nullptr) {
        *next_cursor = *next;
    }
    return all;
}

Result<std::int64_t> count(Tx& tx, const Noun& noun, const Ask& asked) {
    const auto ask = in_order(noun, asked);
    if (!ask) {
        return ask.no();
    }
    return store_of::count(tx, noun, *ask);
}

const Noun* noun_named(const Tx& tx, std::string_view name) {
    const auto found = std::find_if(tx.nouns.begin(), tx.nouns.end(), [&](const Noun* one) { return one->name == name; });
    return found == tx.nouns.end() ? nullptr : *found;
}

std::optional<Record> find_named(Tx& tx, std::string_view name, std::int64_t id, See see) {
    const auto* noun = noun_named(tx, name);
    return noun == nullptr ? std::nullopt : find(tx, *noun, id, see);
}

void print(Tx& tx, const Record& record, std::string& out, std::string_view more) {
    out += '{';
    describe::print_fields(out, *record.noun->shape, record.it.get());
    if (record.noun->also_prints) {
        record.noun->also_prints(tx, record.it.get(), out);
    }
    print_stamp(out, record.stamp);
    out += more;
    out += '}';
}

std::string json(Tx& tx, const Record& record, std::string_view more) {
    std::string out;
    print(tx, record, out, more);
    return out;
}

No not_here(const Noun& noun) {
    return {Refusal::not_found, fmt::format("This {} is not here. It may have been removed.", noun.name)};
}

No changed_meanwhile(Tx& tx, const Record& now) {
    return {Refusal::already_changed, "Someone has changed this in the meantime. Look at what stands there now, then decide.", {}, json(tx, now)};
}

namespace {

void print_stamp(std::string& out, const Stamp& stamp) {
    out += R"(,"version":)";
    json::print_integer(out, stamp.version);
    out += R"(,"created_at":")";
    append_text(out, stamp.created_at);
    out += R"(","updated_at":")";
    append_text(out, stamp.updated_at);
    out += '"';
    if (stamp.removed()) {
        out += R"(,"removed_at":")";
        append_text(out, stamp.removed_at);
        out += '"';
    }
}

std::optional<No> broken_rule(const Noun& noun, const void* record) {
    Faults faults;
    if (noun.rules) {
        noun.rules(record, faults);
    }
    return faults.empty() ? std::nullopt : std::optional{describe::refusal(std::move(faults))};
}

std::vector<const describe::Field*> changed_fields(const Noun& noun, const void* before, const void* after) {
    std::vector<const describe::Field*> changed;
    std::string was;
    std::string is;
    for (const auto& field : noun.shape->fields) {
        was.clear();
        is.clear();
        field.type->print(was, field.in(before));
        field.type->print(is, field.in(after));
        if (was != is) {
            changed.push_back(&field);
        }
    }
    return changed;
}

// Every field by name, also one that holds nothing: an undo must be able to put "nothing" back.
std::string print_some(std::span<const describe::Field* const> fields, const void* record) {
    std::string out = "{";
    for (const auto* field : fields) {
        if (out.size() > 1) {
            out += ',';
        }
        out += field->key;
        field->type->print(out, field->in(record));
    }
    return out + '}';
}

Parties everyone_about(const Noun& noun, const void* before, const void* after) {
    Parties all = after == nullptr ? Parties{} : noun.parties(after);
    if (before != nullptr) {
        const Parties former = noun.parties(before);
        all.insert(all.end(), former.begin(), former.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

void tell_change(Tx& tx, const Record& record, std::string_view event, std::string before, std::string after, Parties parties) {
    if (record.noun->also_about) {
        record.noun->also_about(tx, record.it.get(), parties);
    }
    tell(tx, {event, record.stamp.version, record.noun->name, record.id(), record.stamp.label_set, std::move(before), std::move(after), std::move(parties)});
}

void after_write(Tx& tx, const Record& record, const void* before, const void* after) {
    if (record.noun->after_write) {
        record.noun->after_write(tx, record.id(), before, after, record.stamp);
    }
}

std::string event_named(const Noun& noun, std::string_view given, std::string_view usual) {
    return given.empty() ? noun.plural + std::string{usual} : std::string{given};
}

// The same filters in another order are the same question; one filter twice is none.
Result<Ask> in_order(const Noun& noun, Ask ask) {
    std::sort(ask.filters.begin(), ask.filters.end());
    const auto twice = std::adjacent_find(ask.filters.begin(), ask.filters.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
    if (twice != ask.filters.end()) {
        return No::about("/filter/" + twice->first, "The same filter stands twice. Say it once.");
    }
    if (auto no = store_of::check_filters(noun, ask)) {
        return *no;
    }
    return ask;
}

const SortBy* sort_named(const Noun& noun, const std::string& sort, bool& descending) {
    if (sort.empty()) {
        descending = false;
        return &noun.sorts.front();
    }
    descending = sort.front() == '-';
    const std::string_view name = std::string_view{sort}.substr(descending ? 1 : 0);
    const auto found = std::find_if(noun.sorts.begin(), noun.sorts.end(), [&](const SortBy& one) { return one.name == name; });
    return found == noun.sorts.end() ? nullptr : &*found;
}

// A cursor says for which order it was made and after which row to go on. It is a place to read from, not a right to read.
std::string make_cursor(const store_of::Page& page, std::string_view text, std::int64_t number, std::int64_t id) {
    const std::string plain = fmt::format("{}{}\n{}\n{}", page.descending ? "-" : "", page.sort.name, id,
                                          page.sort.is_text ? std::string{text} : std::to_string(number));
    std::string out(sodium_base64_encoded_len(plain.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(plain.data()), plain.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    out.resize(out.find('\0'));
    return out;
}

bool read_cursor(store_of::Page& page, const std::string& cursor) {
    std::string plain(cursor.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(plain.data()), plain.size(), cursor.data(), cursor.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
        return false;
    }
    plain.resize(size);
    const auto first = plain.find('\n');
    const auto second = first == std::string::npos ? first : plain.find('\n', first + 1);
    if (second == std::string::npos || plain.substr(0, first) != (page.descending ? "-" : "") + page.sort.name) {
        return false;
    }
    const std::string value = plain.substr(second + 1);
    page.after_text = value;
    const bool number = page.sort.is_text || describe::integer_type.from_text(value, &page.after_number).empty();
    return number && text::is_utf8(value) && describe::integer_type.from_text(plain.substr(first + 1, second - first - 1), &page.after_id).empty() && page.after_id != 0;
}

Result<std::string> each_of_page(Tx& tx, const Noun& noun, const Ask& asked, Ref<void(store::Row&)> each) {
    const auto ask = in_order(noun, asked);
    if (!ask) {
        return ask.no();
    }
    bool descending = false;
    const auto* sort = sort_named(noun, ask->sort, descending);
    if (sort == nullptr) {
        return No::about("/sort", fmt::format("A list of {} cannot be sorted by \"{}\".", noun.plural, text::shorten(ask->sort, 60)));
    }
    if (ask->limit < 1 || ask->limit > limit_max) {
        return No::about("/limit", fmt::format("A page holds 1 to {} rows.", limit_max));
    }
    store_of::Page page{noun, *ask, *sort, descending, {}};
    if (!ask->cursor.empty() && !read_cursor(page, ask->cursor)) {
        return No::about("/cursor", "This is no place in this list. Begin again without a cursor.");
    }
    int seen = 0;
    std::string last;
    std::string next;
    store_of::page(tx, page, ask->limit + 1, [&](store::Row& row) {
        if (++seen > ask->limit) {
            next = last;
            return;
        }
        each(row);
        if (seen == ask->limit) {
            const auto value = store_of::sort_value(row, *sort);
            last = make_cursor(page, value.text, value.number, row.integer(1));
        }
    });
    return next;
}

}  // namespace
}  // namespace records
