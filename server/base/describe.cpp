#include "base/describe.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace describe {
namespace {

using inside::as;

constexpr std::size_t string_letters_max = 1'000'000;  // a long mail; larger things are files
constexpr std::size_t list_items_max = 1'000;          // participants of the largest meeting, several times over
constexpr std::array<std::string_view, 2> money_columns{"_minor", "_currency"};

void wrong_kind(Reading& reading, json::View view, std::string_view wanted) {
    reading.fault(view.is_null() ? "This is missing." : fmt::format("This must be {}.", wanted));
}

void bind_integer(wire::Binder& to, const void* value) { to.add(as<std::int64_t>(value)); }
int load_integer(wire::Row& row, int column, void* value) {
    as<std::int64_t>(value) = row.integer(column);
    return column + 1;
}
void print_integer(std::string& out, const void* value) { json::print_integer(out, as<std::int64_t>(value)); }
void read_integer(json::View view, void* value, Reading& reading) {
    if (const auto number = view.integer()) {
        as<std::int64_t>(value) = *number;
    } else {
        wrong_kind(reading, view, "a whole number");
    }
}
std::string integer_from_text(std::string_view text, void* value) {
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, as<std::int64_t>(value));
    return read.ec == std::errc{} && read.ptr == end ? "" : "This is not a whole number.";
}

void bind_real(wire::Binder& to, const void* value) { to.add(as<double>(value)); }
int load_real(wire::Row& row, int column, void* value) {
    as<double>(value) = row.real(column);
    return column + 1;
}
void print_real(std::string& out, const void* value) { json::print_real(out, as<double>(value)); }
void read_real(json::View view, void* value, Reading& reading) {
    if (const auto number = view.number()) {
        as<double>(value) = *number;
    } else {
        wrong_kind(reading, view, "a number");
    }
}
std::string real_from_text(std::string_view text, void* value) {
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, as<double>(value));
    return read.ec == std::errc{} && read.ptr == end ? "" : "This is not a number.";
}

void bind_boolean(wire::Binder& to, const void* value) { to.add(std::int64_t{as<bool>(value)}); }
int load_boolean(wire::Row& row, int column, void* value) {
    as<bool>(value) = row.integer(column) != 0;
    return column + 1;
}
void print_boolean(std::string& out, const void* value) { out += as<bool>(value) ? "true" : "false"; }
void read_boolean(json::View view, void* value, Reading& reading) {
    if (const auto truth = view.boolean()) {
        as<bool>(value) = *truth;
    } else {
        wrong_kind(reading, view, "true or false");
    }
}
std::string boolean_from_text(std::string_view text, void* value) {
    as<bool>(value) = text == "true" || text == "1";
    return as<bool>(value) || text == "false" || text == "0" ? "" : "This must be true or false.";
}

void bind_string(wire::Binder& to, const void* value) { to.add(std::string_view{as<std::string>(value)}); }
int load_string(wire::Row& row, int column, void* value) {
    as<std::string>(value) = row.text(column);
    return column + 1;
}
void print_string(std::string& out, const void* value) { json::print_text(out, as<std::string>(value)); }
std::string why_bad_string(std::string_view text) { return text::why_bad_length(text, 0, string_letters_max); }
void read_string(json::View view, void* value, Reading& reading) {
    inside::read_ruled(view, as<std::string>(value), reading, why_bad_string);
}
std::string string_from_text(std::string_view text, void* value) {
    as<std::string>(value) = text;
    return why_bad_string(text);
}

void bind_instant(wire::Binder& to, const void* value) { to.add(as<Instant>(value).us); }
int load_instant(wire::Row& row, int column, void* value) {
    as<Instant>(value).us = row.integer(column);
    return column + 1;
}
void print_instant(std::string& out, const void* value) {
    out += '"';
    append_text(out, as<Instant>(value));
    out += '"';
}
std::string instant_from_text(std::string_view text, void* value) {
    const auto at = ::instant_from_text(text);
    as<Instant>(value) = at.value_or(Instant{});
    return at ? "" : "This is not a time. Write it like 2026-11-27T14:30:00Z.";
}

void bind_day(wire::Binder& to, const void* value) { to.add(std::int64_t{as<Day>(value).since_1970}); }
int load_day(wire::Row& row, int column, void* value) {
    as<Day>(value).since_1970 = static_cast<std::int32_t>(row.integer(column));
    return column + 1;
}
void print_day(std::string& out, const void* value) {
    out += '"';
    append_text(out, as<Day>(value));
    out += '"';
}
std::string day_from_text(std::string_view text, void* value) {
    const auto day = ::day_from_text(text);
    as<Day>(value) = day.value_or(Day{});
    return day ? "" : "This is not a day. Write it like 2026-11-27.";
}

// What is one text in JSON: read it by the function that reads it from CSV and filters too.
void read_from_text(json::View view, void* value, Reading& reading, std::string (*from_text)(std::string_view, void*), std::string_view wanted) {
    const auto text = view.text();
    if (!text) {
        wrong_kind(reading, view, wanted);
    } else if (auto bad = from_text(*text, value); !bad.empty()) {
        reading.fault(std::move(bad));
    }
}
void read_instant(json::View view, void* value, Reading& reading) { read_from_text(view, value, reading, instant_from_text, "a time like 2026-11-27T14:30:00Z"); }
void read_day(json::View view, void* value, Reading& reading) { read_from_text(view, value, reading, day_from_text, "a day like 2026-11-27"); }

void bind_currency(wire::Binder& to, const void* value) { to.add(as<Currency>(value).text()); }
std::string currency_from_text(std::string_view text, void* value) {
    const auto currency = Currency::named(text);
    as<Currency>(value) = currency.value_or(Currency{});
    return currency ? "" : "This is not a currency. Write its three letters, like EUR.";
}
int load_currency(wire::Row& row, int column, void* value) {
    currency_from_text(row.text(column), value);
    return column + 1;
}
void print_currency(std::string& out, const void* value) { json::print_text(out, as<Currency>(value).text()); }
void read_currency(json::View view, void* value, Reading& reading) { read_from_text(view, value, reading, currency_from_text, "a currency like EUR"); }

void bind_money(wire::Binder& to, const void* value) {
    to.add(as<Money>(value).minor);
    bind_currency(to, &as<Money>(value).currency);
}
int load_money(wire::Row& row, int column, void* value) {
    as<Money>(value).minor = row.integer(column);
    return load_currency(row, column + 1, &as<Money>(value).currency);
}
void print_money(std::string& out, const void* value) {
    out += "{\"minor\":";
    json::print_integer(out, as<Money>(value).minor);
    out += ",\"currency\":";
    print_currency(out, &as<Money>(value).currency);
    out += '}';
}
void read_money(json::View view, void* value, Reading& reading) {
    const auto minor = view.find("minor");
    const auto currency = view.find("currency");
    if (!minor || !currency || view.size() != 2) {
        wrong_kind(reading, view, "an amount like {\"minor\": 1250, \"currency\": \"EUR\"}, which is 12.50 EUR");
        return;
    }
    read_integer(*minor, &as<Money>(value).minor, reading);
    read_currency(*currency, &as<Money>(value).currency, reading);
}

// Reads one member into its field, with the pointer pointing at it.
void read_field(json::View view, const Field& field, void* record, Reading& reading) {
    const auto whole = reading.pointer.size();
    reading.pointer = json::pointer_step(reading.pointer, field.name);
    if (view.is_null() && field.type->clear != nullptr) {
        field.type->clear(field.at(record));
    } else {
        field.type->read(view, field.at(record), reading);
    }
    reading.pointer.resize(whole);
}

void fault_at(Reading& reading, std::string_view key, std::string words) {
    reading.faults.push_back({json::pointer_step(reading.pointer, key), std::move(words)});
}

void print_list_schema(std::string& out, const Type& list) {
    out += R"({"type":"array","items":)";
    print_schema(out, *list.list_of());
    out += '}';
}

void print_choices_schema(std::string& out, const Type& choice) {
    out += R"({"type":"string","enum":[)";
    for (const auto word : choice.choices) {
        if (out.back() != '[') {
            out += ',';
        }
        json::print_text(out, word);
    }
    out += "]}";
}

void print_text_schema(std::string& out, const Type& text) {
    out += R"({"type":"string")";
    if (text.min > 0) {
        out += fmt::format(",\"minLength\":{}", text.min);
    }
    if (text.max > 0) {
        out += fmt::format(",\"maxLength\":{}", text.max);
    }
    if (!text.format.empty()) {
        out += fmt::format(",\"format\":\"{}\"", text.format);
    }
    out += '}';
}

}  // namespace

const Type integer_type{.kind = Kind::integer, .columns = one_column, .bind = bind_integer, .load = load_integer, .print = print_integer,
                        .read = read_integer, .from_text = integer_from_text};
const Type real_type{.kind = Kind::real, .columns = one_column, .bind = bind_real, .load = load_real, .print = print_real, .read = read_real,
                     .from_text = real_from_text};
const Type boolean_type{.kind = Kind::boolean, .columns = one_column, .bind = bind_boolean, .load = load_boolean, .print = print_boolean,
                        .read = read_boolean, .from_text = boolean_from_text};
const Type string_type{.kind = Kind::text, .max = string_letters_max, .columns = one_column, .bind = bind_string, .load = load_string,
                       .print = print_string, .read = read_string, .from_text = string_from_text};
const Type instant_type{.kind = Kind::instant, .format = "date-time", .columns = one_column, .bind = bind_instant, .load = load_instant,
                        .print = print_instant, .read = read_instant, .from_text = instant_from_text};
const Type day_type{.kind = Kind::day, .format = "date", .columns = one_column, .bind = bind_day, .load = load_day, .print = print_day,
                    .read = read_day, .from_text = day_from_text};
const Type money_type{.kind = Kind::money, .columns = money_columns, .bind = bind_money, .load = load_money, .print = print_money,
                      .read = read_money, .from_text = inside::no_text_for_this};
const Type currency_type{.kind = Kind::text, .min = 3, .max = 3, .columns = one_column, .bind = bind_currency, .load = load_currency,
                         .print = print_currency, .read = read_currency, .from_text = currency_from_text};

namespace inside {

void bind_id(wire::Binder& to, const void* value) { to.add(as<std::int64_t>(value)); }
int load_id(wire::Row& row, int column, void* value) { return load_integer(row, column, value); }
void print_id(std::string& out, const void* value) {
    out += '"';
    ids::append_text(out, as<std::int64_t>(value));
    out += '"';
}
std::string id_from_text(std::string_view text, void* value) {
    const auto id = ids::from_text(text);
    as<std::int64_t>(value) = id.value_or(0);
    return id ? "" : "This is not an id.";
}
void read_id(json::View view, void* value, Reading& reading) { read_from_text(view, value, reading, id_from_text, "an id"); }

void read_ruled(json::View view, std::string& value, Reading& reading, std::string (*why_bad)(std::string_view)) {
    const auto text = view.text();
    if (!text) {
        wrong_kind(reading, view, "a text");
        return;
    }
    if (auto bad = why_bad(*text); !bad.empty()) {
        reading.fault(std::move(bad));
    }
    value = *text;
}

std::string not_one_of(std::span<const std::string_view> choices) {
    return fmt::format("This must be one of: {}.", fmt::join(choices, ", "));
}

void read_choice(json::View view, void* value, Reading& reading, std::string (*from_text)(std::string_view, void*),
                 std::span<const std::string_view> choices) {
    const auto text = view.text();
    if (auto bad = text ? from_text(*text, value) : not_one_of(choices); !bad.empty()) {
        reading.fault(std::move(bad));
    }
}

void read_list(json::View view, Reading& reading, Ref<void(json::View)> each) {
    if (!view.is_array()) {
        wrong_kind(reading, view, "a list");
        return;
    }
    if (view.size() > list_items_max) {
        reading.fault(fmt::format("This list is too long: {} entries, at most {} fit.", view.size(), list_items_max));
        return;
    }
    const auto whole = reading.pointer.size();
    for (std::size_t i = 0; i < view.size(); ++i) {
        reading.pointer += '/' + std::to_string(i);
        each(view.at(i));
        reading.pointer.resize(whole);
    }
}

std::string no_text_for_this(std::string_view, void*) { return "This cannot be written as one text."; }

void load_from_json(wire::Row& row, int column, Ref<void(json::View)> read) {
    if (const auto document = json::parse(row.text(column))) {
        read(document->view());
    }
}

}  // namespace inside

const Field* Shape::field(std::string_view wanted) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& one) { return one.name == wanted; });
    return found == fields.end() ? nullptr : &*found;
}

void print_fields(std::string& out, const Shape& shape, const void* value) {
    bool first = true;
    for (const auto& field : shape.fields) {
        const void* in = field.in(value);
        if (field.type->absent != nullptr && field.type->absent(in)) {
            continue;
        }
        if (!first) {
            out += ',';
        }
        first = false;
        out += field.key;
        field.type->print(out, in);
    }
}

int print_column(std::string& out, const Field& field, wire::Row& row, int column, void* scratch) {
    const bool nothing = field.type->optional && row.null(column);
    const auto columns = static_cast<int>(field.type->columns.size());
    if (nothing) {
        return column + columns;
    }
    if (out.back() != '{') {
        out += ',';
    }
    out += field.key;
    if (field.type->kind == Kind::list || field.type->kind == Kind::shape) {
        out += row.text(column);  // it was printed by us when it was stored
    } else {
        field.type->load(row, column, field.at(scratch));
        field.type->print(out, field.in(scratch));
    }
    return column + columns;
}

void print(std::string& out, const Shape& shape, const void* value) {
    out += '{';
    print_fields(out, shape, value);
    out += '}';
}

void read(json::View view, const Shape& shape, void* value, Reading& reading) {
    if (!view.is_object()) {
        wrong_kind(reading, view, "an object with named fields");
        return;
    }
    view.each_member([&](std::string_view key, json::View member) {
        const auto* field = shape.field(key);
        if (field == nullptr) {
            fault_at(reading, key, fmt::format("\"{}\" is not known here.", text::shorten(key, 60)));
        } else {
            read_field(member, *field, value, reading);
        }
    });
    for (const auto& field : shape.fields) {
        if (!field.may_be_left_out() && !view.find(field.name)) {
            fault_at(reading, field.name, "This is missing.");
        }
    }
}

void merge(json::View view, const Shape& shape, void* value, Reading& reading, std::span<const std::string_view> fixed) {
    if (!view.is_object()) {
        wrong_kind(reading, view, "an object with the fields to change");
        return;
    }
    view.each_member([&](std::string_view key, json::View member) {
        const auto* field = shape.field(key);
        if (field == nullptr) {
            fault_at(reading, key, fmt::format("\"{}\" is not known here.", text::shorten(key, 60)));
        } else if (std::find(fixed.begin(), fixed.end(), key) != fixed.end()) {
            fault_at(reading, key, "This cannot be changed here.");
        } else {
            read_field(member, *field, value, reading);
        }
    });
}

void print_schema(std::string& out, const Type& type) {
    switch (type.kind) {
        case Kind::id: out += R"({"type":"string","pattern":"^[0-9a-hjkmnp-tv-z]{13}$"})"; return;
        case Kind::text:
        case Kind::instant:
        case Kind::day: print_text_schema(out, type); return;
        case Kind::integer: out += R"({"type":"integer","format":"int64"})"; return;
        case Kind::real: out += R"({"type":"number"})"; return;
        case Kind::boolean: out += R"({"type":"boolean"})"; return;
        case Kind::money: out += R"({"$ref":"#/components/schemas/Money"})"; return;
        case Kind::choice: print_choices_schema(out, type); return;
        case Kind::list: print_list_schema(out, type); return;
        case Kind::shape: out += fmt::format("{{\"$ref\":\"#/components/schemas/{}\"}}", type.shape()->name); return;
    }
}

void print_schema(std::string& out, const Shape& shape) {
    std::string required;
    out += R"({"type":"object","additionalProperties":false,"properties":{)";
    for (const auto& field : shape.fields) {
        out += field.key;
        print_schema(out, *field.type);
        out += ',';
        if (!field.may_be_left_out()) {
            required += required.empty() ? "\"" : ",\"";
            required += std::string{field.name} + '"';
        }
    }
    if (out.back() == ',') {
        out.pop_back();
    }
    out += "}";
    out += required.empty() ? "}" : ",\"required\":[" + required + "]}";
}

No refusal(Faults faults) {
    const auto& first = faults.front();
    const auto name = first.pointer.empty() ? std::string{} : first.pointer.substr(1) + ": ";
    std::string words = name + first.words;
    if (faults.size() > 1) {
        words += faults.size() == 2 ? " One more thing is not right." : fmt::format(" {} more things are not right.", faults.size() - 1);
    }
    return {Refusal::not_valid, std::move(words), std::move(faults)};
}

Result<json::Document> parse_object(std::string_view body) {
    if (body.empty()) {
        return No{Refusal::not_valid, "Nothing was sent. Send a JSON object."};
    }
    auto document = json::parse(body);
    if (document && !document->view().is_object()) {
        return No{Refusal::not_valid, "What was sent is no JSON object: it must begin with { and name its fields."};
    }
    return document;
}

}  // namespace describe
