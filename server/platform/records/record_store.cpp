#include "platform/records/record_store.h"

#include <algorithm>
#include <shared_mutex>
#include <unordered_map>

#include <fmt/format.h>

namespace records::store_of {
namespace {

using store::Sql;

constexpr std::string_view stamp_columns = "version, label_set, created_at, updated_at, removed_at";
constexpr int fields_in_small_update_max = 2;  // more fields at once update every column: the number of texts stays bounded

// One statement, with numbered parameters as they first appear.
struct Composed {
    std::string text;
    int parameters = 0;
    std::string next() { return "$" + std::to_string(++parameters); }
};

std::string field_columns(const describe::Field& field, std::string_view between, Composed* values);
std::string all_columns(const Noun& noun);
// What the reader may see, as DESIGN settles it: open, or a label set that the member holds now. The one predicate.
std::string visible(Composed& sql);
void bind_reader(wire::Binder& to, const Tx& tx);
void load(store::Row& row, const Noun& noun, Record& into, int column);
Stamp load_stamp(store::Row& row, int column);
void bind_stamp(wire::Binder& to, const Stamp& stamp);
void bind_folded(wire::Binder& to, const Noun& noun, const void* record);
const Sql& cached(const Noun& noun, const std::string& what, Ref<std::string()> compose);
std::string find_text(const Noun& noun, See see);
std::string insert_text(const Noun& noun);
std::string update_text(const Noun& noun, std::span<const describe::Field* const> changed);
std::string removal_text(const Noun& noun);
std::string where_text(const Noun& noun, const Ask& ask, Composed& sql);
std::string page_text(const Page& page);
const FilterBy* filter_named(const Noun& noun, std::string_view name);
void bind_filters(wire::Binder& to, const Noun& noun, const Ask& ask, std::vector<describe::Any>& scratch);
std::string ask_key(const Ask& ask);

}  // namespace

std::optional<Record> find(Tx& tx, const Noun& noun, std::int64_t id, See see, bool take) {
    const auto& sql = cached(noun, see == See::here ? "find" : "find_removed", [&] { return find_text(noun, see); });
    wire::Binder args;
    args.add(id);
    bind_reader(args, tx);
    std::optional<Record> found;
    const auto each = [&](store::Row& row) {
        found.emplace(Record{&noun, describe::Any{*noun.shape}, {}});
        load(row, noun, *found, 0);
    };
    take ? tx.link.take(sql, args.all(), each) : tx.link.rows(sql, args.all(), each);
    return found;
}

void insert(Tx& tx, const Record& record) {
    const Noun& noun = *record.noun;
    wire::Binder args;
    for (const auto& field : noun.shape->fields) {
        field.type->bind(args, field.in(record.it.get()));
    }
    bind_folded(args, noun, record.it.get());
    bind_stamp(args, record.stamp);
    tx.link.run(cached(noun, "insert", [&] { return insert_text(noun); }), args.all());
}

void update(Tx& tx, const Record& after, std::span<const describe::Field* const> changed) {
    const Noun& noun = *after.noun;
    std::vector<const describe::Field*> fields{changed.begin(), changed.end()};
    if (static_cast<int>(fields.size()) > fields_in_small_update_max) {
        fields.clear();
        for (const auto& field : noun.shape->fields) {
            if (field.name != "id") {
                fields.push_back(&field);
            }
        }
    }
    std::string what = "update";
    for (const auto* field : fields) {
        what += ' ' + std::string{field->name};
    }
    wire::Binder args;
    for (const auto* field : fields) {
        field->type->bind(args, field->in(after.it.get()));
        if (std::find(noun.folded.begin(), noun.folded.end(), field) != noun.folded.end()) {
            wire::Binder written;
            field->type->bind(written, field->in(after.it.get()));
            args.add_made(text::fold(std::get<std::string_view>(written.all()[0])));
        }
    }
    args.add(after.stamp.version);
    args.add(after.stamp.updated_at.us);
    args.add(after.id());
    tx.link.run(cached(noun, what, [&] { return update_text(noun, fields); }), args.all());
}

void mark_removed(Tx& tx, const Record& record) {
    tx.link.run(cached(*record.noun, "remove", [&] { return removal_text(*record.noun); }),
                {record.stamp.version, record.stamp.updated_at.us, record.stamp.removed_at.us, record.id()});
}

void page(Tx& tx, const Page& page, int limit, Ref<void(store::Row&)> each) {
    const Noun& noun = page.noun;
    const std::string what = fmt::format("list {} {} {} {}", page.sort.column, page.descending, page.after_id != 0, ask_key(page.ask));
    const auto& sql = cached(noun, what, [&] { return page_text(page); });
    std::vector<describe::Any> scratch;
    wire::Binder args;
    bind_filters(args, noun, page.ask, scratch);
    if (page.after_id != 0) {
        page.sort.is_text ? args.add(std::string_view{page.after_text}) : args.add(page.after_number);
        args.add(page.after_id);
    }
    bind_reader(args, tx);
    args.add(std::int64_t{limit});
    tx.link.rows(sql, args.all(), each);
}

void load(store::Row& row, const Noun& noun, Record& into) { load(row, noun, into, 1); }

Stamp print_fields(store::Row& row, const Noun& noun, std::string& out, void* scratch) {
    int column = 1;
    for (const auto& field : noun.shape->fields) {
        column = describe::print_column(out, field, row, column, scratch);
    }
    return load_stamp(row, column);
}

SortValue sort_value(store::Row& row, const SortBy& sort) {
    return sort.is_text ? SortValue{row.text(0), 0} : SortValue{{}, row.integer(0)};
}

std::int64_t count(Tx& tx, const Noun& noun, const Ask& ask) {
    const auto& sql = cached(noun, "count " + ask_key(ask), [&] {
        Composed composed;
        composed.text = fmt::format("SELECT COUNT(*) FROM {} t WHERE ", noun.name);
        composed.text += where_text(noun, ask, composed);
        composed.text += visible(composed);
        return composed.text;
    });
    std::vector<describe::Any> scratch;
    wire::Binder args;
    bind_filters(args, noun, ask, scratch);
    bind_reader(args, tx);
    std::int64_t number = 0;
    tx.link.rows(sql, args.all(), [&](store::Row& row) { number = row.integer(0); });
    return number;
}

std::optional<No> check_filters(const Noun& noun, const Ask& ask) {
    for (const auto& [name, value] : ask.filters) {
        const auto* filter = filter_named(noun, name);
        if (filter == nullptr) {
            return No::about("/filter/" + name, fmt::format("A list of {} cannot be narrowed by \"{}\".", noun.plural, text::shorten(name, 60)));
        }
        if (filter->field != nullptr) {
            describe::Any scratch{*noun.shape};
            if (auto bad = filter->type->from_text(value, filter->field->at(scratch.get())); !bad.empty()) {
                return No::about("/filter/" + name, bad);
            }
        } else if (filter->type->kind == describe::Kind::id && !ids::from_text(value)) {
            return No::about("/filter/" + name, "This is not an id.");
        }
    }
    return std::nullopt;
}

namespace {

std::string field_columns(const describe::Field& field, std::string_view between, Composed* values) {
    std::string columns;
    for (const auto suffix : field.type->columns) {
        if (!columns.empty()) {
            columns += between;
        }
        columns += std::string{field.name} + std::string{suffix};
        if (values != nullptr) {
            columns += " = " + values->next();
        }
    }
    return columns;
}

std::string all_columns(const Noun& noun) {
    std::string columns;
    for (const auto& field : noun.shape->fields) {
        columns += field_columns(field, ", ", nullptr) + ", ";
    }
    return columns + std::string{stamp_columns};
}

std::string visible(Composed& sql) {
    const auto member = sql.next();
    const auto now = sql.next();
    return fmt::format(
        " AND (t.label_set = 0 OR EXISTS (SELECT 1 FROM member_label_set m WHERE m.member = {} AND m.label_set = t.label_set AND "
        "m.expires_at > {}))",
        member, now);
}

void bind_reader(wire::Binder& to, const Tx& tx) {
    to.add(tx.me().value);
    to.add(tx.now.us);
}

void load(store::Row& row, const Noun& noun, Record& into, int column) {
    for (const auto& field : noun.shape->fields) {
        column = field.type->load(row, column, field.at(into.it.get()));
    }
    into.stamp = load_stamp(row, column);
}

Stamp load_stamp(store::Row& row, int column) {
    return {row.integer(column), row.integer(column + 1), {row.integer(column + 2)}, {row.integer(column + 3)}, {row.integer(column + 4)}};
}

void bind_stamp(wire::Binder& to, const Stamp& stamp) {
    to.add(stamp.version);
    to.add(stamp.label_set);
    to.add(stamp.created_at.us);
    to.add(stamp.updated_at.us);
    to.add(stamp.removed_at.us);
}

void bind_folded(wire::Binder& to, const Noun& noun, const void* record) {
    for (const auto* field : noun.folded) {
        wire::Binder written;
        field->type->bind(written, field->in(record));
        to.add_made(text::fold(std::get<std::string_view>(written.all()[0])));
    }
}

// The texts of one noun by what they do. Composing takes microseconds, looking up some tens of nanoseconds.
const Sql& cached(const Noun& noun, const std::string& what, Ref<std::string()> compose) {
    static std::shared_mutex lock;
    static std::unordered_map<std::string, const Sql*> texts;
    const std::string key = noun.name + '.' + what;
    {
        const std::shared_lock reading{lock};
        if (const auto found = texts.find(key); found != texts.end()) {
            return *found->second;
        }
    }
    const Sql& made = store::intern(compose());
    const std::unique_lock writing{lock};
    return *texts.emplace(key, &made).first->second;
}

std::string find_text(const Noun& noun, See see) {
    Composed sql;
    const auto id = sql.next();
    sql.text = fmt::format("SELECT {} FROM {} t WHERE id = {}", all_columns(noun), noun.name, id);
    if (see == See::here) {
        sql.text += " AND removed_at = 0";
    }
    return sql.text + visible(sql);
}

std::string insert_text(const Noun& noun) {
    std::string columns;
    for (const auto& field : noun.shape->fields) {
        columns += field_columns(field, ", ", nullptr) + ", ";
    }
    for (const auto* field : noun.folded) {
        columns += std::string{field->name} + "_key, ";
    }
    columns += stamp_columns;
    Composed sql;
    std::string values = sql.next();
    for (auto more = std::count(columns.begin(), columns.end(), ','); more > 0; --more) {
        values += ", " + sql.next();
    }
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", noun.name, columns, values);
}

std::string update_text(const Noun& noun, std::span<const describe::Field* const> changed) {
    Composed sql;
    std::string sets;
    for (const auto* field : changed) {
        sets += field_columns(*field, ", ", &sql) + ", ";
        if (std::find(noun.folded.begin(), noun.folded.end(), field) != noun.folded.end()) {
            sets += std::string{field->name} + "_key = " + sql.next() + ", ";
        }
    }
    const auto version = sql.next();
    const auto updated = sql.next();
    return fmt::format("UPDATE {} SET {}version = {}, updated_at = {} WHERE id = {}", noun.name, sets, version, updated, sql.next());
}

std::string removal_text(const Noun& noun) {
    return fmt::format("UPDATE {} SET version = $1, updated_at = $2, removed_at = $3 WHERE id = $4", noun.name);
}

std::string where_text(const Noun& noun, const Ask& ask, Composed& sql) {
    std::string where = "removed_at = 0";
    for (const auto& [name, value] : ask.filters) {
        const auto& filter = *filter_named(noun, name);
        if (filter.field != nullptr) {
            where += " AND " + field_columns(*filter.field, " AND ", &sql);
        } else {
            std::string condition = filter.sql;
            condition.replace(condition.find('?'), 1, sql.next());
            where += " AND " + condition;
        }
    }
    return where;
}

std::string page_text(const Page& page) {
    Composed sql;
    const std::string_view way = page.descending ? "DESC" : "ASC";
    const std::string where = where_text(page.noun, page.ask, sql);
    sql.text = fmt::format("SELECT t.{}, {} FROM {} t WHERE {}", page.sort.column, all_columns(page.noun), page.noun.name, where);
    if (page.after_id != 0) {
        const auto value = sql.next();
        sql.text += fmt::format(" AND (t.{}, t.id) {} ({}, {})", page.sort.column, page.descending ? '<' : '>', value, sql.next());
    }
    sql.text += visible(sql);
    return fmt::format("{} ORDER BY t.{} {}, t.id {} LIMIT {}", sql.text, page.sort.column, way, way, sql.next());
}

const FilterBy* filter_named(const Noun& noun, std::string_view name) {
    const auto found = std::find_if(noun.filters.begin(), noun.filters.end(), [&](const FilterBy& one) { return one.name == name; });
    return found == noun.filters.end() ? nullptr : &*found;
}

void bind_filters(wire::Binder& to, const Noun& noun, const Ask& ask, std::vector<describe::Any>& scratch) {
    for (const auto& [name, value] : ask.filters) {
        const auto& filter = *filter_named(noun, name);
        if (filter.field != nullptr) {
            auto& record = scratch.emplace_back(*noun.shape);
            filter.type->from_text(value, filter.field->at(record.get()));
            wire::Binder one;
            filter.type->bind(one, filter.field->at(record.get()));
            for (const auto& arg : one.all()) {
                const auto* text = std::get_if<std::string_view>(&arg);
                text == nullptr ? to.add(arg) : to.add_made(std::string{*text});
            }
        } else if (filter.type->kind == describe::Kind::id) {
            to.add(ids::from_text(value).value_or(0));
        } else {
            to.add(std::string_view{value});
        }
    }
}

std::string ask_key(const Ask& ask) {
    std::string key;
    for (const auto& filter : ask.filters) {
        key += filter.first + ' ';
    }
    return key;
}

}  // namespace
}  // namespace records::store_of
