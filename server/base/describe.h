#pragma once
// Described once: from BOOST_DESCRIBE_STRUCT and the value types come JSON in and out, the OpenAPI schema, the columns of a
// row, filters, and CSV. Only this header is templates; everything that uses a Type or Shape is ordinary code.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/id.h"
#include "base/json.h"
#include "base/money.h"
#include "base/result.h"
#include "base/text.h"
#include "base/time.h"
#include "base/wire.h"

namespace describe {

enum class Kind { id, text, integer, real, boolean, instant, day, money, choice, list, shape };

struct Shape;

// While reading: where we stand in what was sent, and every fault found so far.
struct Reading {
    Faults faults;
    std::string pointer;
    void fault(std::string words) { faults.push_back({pointer, std::move(words)}); }
};

// How one C++ type travels. One per type, for ever.
struct Type {
    Kind kind;
    bool optional = false;                        // std::optional: absent in JSON, NULL in SQL
    const Type* inner = nullptr;                  // of an optional
    const Type* (*list_of)() = nullptr;           // of a list
    const Shape* (*shape)() = nullptr;            // of a described struct
    std::span<const std::string_view> choices = {};
    std::size_t min = 0, max = 0;                 // letters of a text
    std::string_view format = {};                 // OpenAPI's word for it
    std::span<const std::string_view> columns;    // suffixes of its SQL columns: "" for most

    void (*bind)(wire::Binder&, const void*);
    int (*load)(wire::Row&, int column, void*);   // gives the next column
    void (*print)(std::string&, const void*);
    void (*read)(json::View, void*, Reading&);
    std::string (*from_text)(std::string_view, void*);  // why it cannot be, or nothing; for filters and CSV
    bool (*absent)(const void*) = nullptr;        // optional only
    void (*clear)(void*) = nullptr;               // optional and list only
};

struct Field {
    std::string_view name;
    std::string key;  // "name": as it stands in JSON
    const Type* type;
    void* (*at)(void*);
    const void* in(const void* record) const { return at(const_cast<void*>(record)); }
    bool may_be_left_out() const { return type->optional || type->kind == Kind::list || type->kind == Kind::boolean; }
};

struct Shape {
    std::string_view name;  // "Promise"
    std::vector<Field> fields;
    void* (*make)();
    void (*drop)(void*);
    void (*copy)(void* to, const void* from);
    const Field* field(std::string_view name) const;
};

// One value of a shape, owned, with its type erased.
class Any {
public:
    explicit Any(const Shape& shape) : shape_(&shape), it_(shape.make()) {}
    Any(const Shape& shape, const void* from) : Any(shape) { shape.copy(it_, from); }
    Any(Any&& other) noexcept : shape_(other.shape_), it_(std::exchange(other.it_, nullptr)) {}
    Any& operator=(Any&& other) noexcept { std::swap(shape_, other.shape_); std::swap(it_, other.it_); return *this; }
    Any(const Any& other) : Any(*other.shape_, other.it_) {}
    Any& operator=(const Any&) = delete;
    ~Any() { if (it_ != nullptr) shape_->drop(it_); }
    void* get() { return it_; }
    const void* get() const { return it_; }

private:
    const Shape* shape_;
    void* it_;
};

template <class T>
const Type& type();
template <class T>
const Shape& shape();

// Ordinary code over shapes (describe.cpp).
void print(std::string& out, const Shape&, const void*);          // {"a":1,...}
void print_fields(std::string& out, const Shape&, const void*);   // "a":1,... without the braces
// Prints one field straight from its column, where lists stand as JSON already; gives the next column. `scratch` is overwritten.
int print_column(std::string& out, const Field&, wire::Row&, int column, void* scratch);
void read(json::View, const Shape&, void*, Reading&);             // strict: unknown and missing fields are faults
// A merge patch (RFC 7396): only what is said is changed, null clears; fields of `fixed` may not be said.
void merge(json::View, const Shape&, void*, Reading&, std::span<const std::string_view> fixed);
void print_schema(std::string& out, const Type&);                 // JSON Schema 2020-12, shapes by $ref
void print_schema(std::string& out, const Shape&);
No refusal(Faults);                                               // not_valid, with a sentence that names the first fault
Result<json::Document> parse_object(std::string_view body);

template <class T>
Result<T> read(std::string_view body) {
    auto document = parse_object(body);
    if (!document) {
        return document.no();
    }
    T value{};
    Reading reading;
    read(document->view(), shape<T>(), &value, reading);
    if (!reading.faults.empty()) {
        return refusal(std::move(reading.faults));
    }
    return value;
}

template <class T>
std::string print(const T& value) {
    std::string out;
    print(out, shape<T>(), &value);
    return out;
}

// ---- how the types travel -----------------------------------------------------------------------------------------

extern const Type integer_type, real_type, boolean_type, string_type, instant_type, day_type, money_type, currency_type;
inline constexpr std::array<std::string_view, 1> one_column{""};

namespace inside {

template <class T>
T& as(void* value) { return *static_cast<T*>(value); }
template <class T>
const T& as(const void* value) { return *static_cast<const T*>(value); }

void bind_id(wire::Binder&, const void*);
int load_id(wire::Row&, int, void*);
void print_id(std::string&, const void*);
void read_id(json::View, void*, Reading&);
std::string id_from_text(std::string_view, void*);

// An Id holds one int64 and nothing else, whatever it is the id of, so one set of functions serves them all.
template <class T>
struct Travel;
template <class Of>
struct Travel<Id<Of>> {
    static_assert(sizeof(Id<Of>) == sizeof(std::int64_t));
    inline static const Type type{.kind = Kind::id, .format = "id", .columns = one_column, .bind = bind_id, .load = load_id,
                                  .print = print_id, .read = read_id, .from_text = id_from_text};
};

template <> struct Travel<std::int64_t> { inline static const Type& type = integer_type; };
template <> struct Travel<double> { inline static const Type& type = real_type; };
template <> struct Travel<bool> { inline static const Type& type = boolean_type; };
template <> struct Travel<std::string> { inline static const Type& type = string_type; };
template <> struct Travel<Instant> { inline static const Type& type = instant_type; };
template <> struct Travel<Day> { inline static const Type& type = day_type; };
template <> struct Travel<Money> { inline static const Type& type = money_type; };
template <> struct Travel<Currency> { inline static const Type& type = currency_type; };

// A text with a rule: holds `it`, says why_bad.
template <class T>
concept Ruled = requires(T value) {
    value.it;
    { T::why_bad(std::string_view{}) } -> std::same_as<std::string>;
};

template <class T>
constexpr std::string_view format_of() {
    return std::is_same_v<T, Email> ? "email" : std::is_same_v<T, Url> ? "uri" : std::string_view{};
}

void read_ruled(json::View, std::string&, Reading&, std::string (*why_bad)(std::string_view));

template <Ruled T>
struct Travel<T> {
    inline static const Type type{
        .kind = Kind::text, .min = T::min, .max = T::max, .format = format_of<T>(), .columns = one_column,
        .bind = [](wire::Binder& to, const void* value) { to.add(std::string_view{as<T>(value).it}); },
        .load = [](wire::Row& row, int column, void* value) { as<T>(value).it = row.text(column); return column + 1; },
        .print = [](std::string& out, const void* value) { json::print_text(out, as<T>(value).it); },
        .read = [](json::View view, void* value, Reading& reading) { read_ruled(view, as<T>(value).it, reading, T::why_bad); },
        .from_text = [](std::string_view text, void* value) {
            as<T>(value).it = text;
            return T::why_bad(text);
        }};
};

// Choices: BOOST_DESCRIBE_ENUM. A trailing underscore keeps a word out of C++'s way and is not printed.
constexpr std::string_view plain_name(const char* name) {
    std::string_view plain{name};
    if (plain.ends_with('_')) {
        plain.remove_suffix(1);
    }
    return plain;
}
template <class E>
struct Choices {
    using Described = boost::describe::describe_enumerators<E>;
    static constexpr std::size_t count = boost::mp11::mp_size<Described>::value;
    static constexpr auto names = [] {
        std::array<std::string_view, count> all{};
        std::size_t i = 0;
        boost::mp11::mp_for_each<Described>([&](auto one) { all[i++] = plain_name(one.name); });
        return all;
    }();
    static constexpr auto values = [] {
        std::array<E, count> all{};
        std::size_t i = 0;
        boost::mp11::mp_for_each<Described>([&](auto one) { all[i++] = one.value; });
        return all;
    }();
    static std::string_view name_of(E value) {
        for (std::size_t i = 0; i < count; ++i) {
            if (values[i] == value) return names[i];
        }
        return names[0];
    }
    static std::string from_text(std::string_view text, void* value);
};
std::string not_one_of(std::span<const std::string_view> choices);
template <class E>
std::string Choices<E>::from_text(std::string_view text, void* value) {
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == text) {
            as<E>(value) = values[i];
            return {};
        }
    }
    return not_one_of(names);
}
void read_choice(json::View, void*, Reading&, std::string (*from_text)(std::string_view, void*), std::span<const std::string_view>);

template <class E>
    requires std::is_enum_v<E>
struct Travel<E> {
    inline static const Type type{
        .kind = Kind::choice, .choices = Choices<E>::names, .columns = one_column,
        .bind = [](wire::Binder& to, const void* value) { to.add(Choices<E>::name_of(as<E>(value))); },
        .load = [](wire::Row& row, int column, void* value) { Choices<E>::from_text(row.text(column), value); return column + 1; },
        .print = [](std::string& out, const void* value) { json::print_text(out, Choices<E>::name_of(as<E>(value))); },
        .read = [](json::View view, void* value, Reading& reading) { read_choice(view, value, reading, Choices<E>::from_text, Choices<E>::names); },
        .from_text = Choices<E>::from_text};
};

template <class T>
struct Travel<std::optional<T>> {
    static Type make() {
        Type mine = describe::type<T>();
        const Type* inner = &describe::type<T>();
        mine.optional = true;
        mine.inner = inner;
        mine.bind = [](wire::Binder& to, const void* value) {
            const auto& maybe = as<std::optional<T>>(value);
            if (maybe) {
                describe::type<T>().bind(to, &*maybe);
            } else {
                for (std::size_t i = 0; i < describe::type<T>().columns.size(); ++i) to.add(wire::Null{});
            }
        };
        mine.load = [](wire::Row& row, int column, void* value) {
            auto& maybe = as<std::optional<T>>(value);
            if (row.null(column)) {
                maybe.reset();
                return column + static_cast<int>(describe::type<T>().columns.size());
            }
            return describe::type<T>().load(row, column, &maybe.emplace());
        };
        mine.print = [](std::string& out, const void* value) {
            const auto& maybe = as<std::optional<T>>(value);
            if (maybe) describe::type<T>().print(out, &*maybe); else out += "null";
        };
        mine.read = [](json::View view, void* value, Reading& reading) {
            auto& maybe = as<std::optional<T>>(value);
            if (view.is_null()) maybe.reset(); else describe::type<T>().read(view, &maybe.emplace(), reading);
        };
        mine.from_text = [](std::string_view text, void* value) { return describe::type<T>().from_text(text, &as<std::optional<T>>(value).emplace()); };
        mine.absent = [](const void* value) { return !as<std::optional<T>>(value).has_value(); };
        mine.clear = [](void* value) { as<std::optional<T>>(value).reset(); };
        return mine;
    }
};

void read_list(json::View, Reading&, Ref<void(json::View)> each);
std::string no_text_for_this(std::string_view, void*);
void load_from_json(wire::Row&, int column, Ref<void(json::View)> read);

// A list stands in one column as JSON; what must be searched in SQL gets a table of its own beside it.
template <class T>
struct Travel<std::vector<T>> {
    static void print_all(std::string& out, const std::vector<T>& items) {
        out += '[';
        for (const auto& item : items) {
            if (out.back() != '[') out += ',';
            describe::type<T>().print(out, &item);
        }
        out += ']';
    }
    static void read_all(json::View view, std::vector<T>& items, Reading& reading) {
        items.clear();
        read_list(view, reading, [&](json::View item) { describe::type<T>().read(item, &items.emplace_back(), reading); });
    }
    inline static const Type type{
        .kind = Kind::list, .list_of = [] { return &describe::type<T>(); }, .columns = one_column,
        .bind = [](wire::Binder& to, const void* value) {
            std::string out;
            print_all(out, as<std::vector<T>>(value));
            to.add_made(std::move(out));
        },
        .load = [](wire::Row& row, int column, void* value) {
            Reading reading;
            load_from_json(row, column, [&](json::View view) { read_all(view, as<std::vector<T>>(value), reading); });
            return column + 1;
        },
        .print = [](std::string& out, const void* value) { print_all(out, as<std::vector<T>>(value)); },
        .read = [](json::View view, void* value, Reading& reading) { read_all(view, as<std::vector<T>>(value), reading); },
        .from_text = no_text_for_this,
        .clear = [](void* value) { as<std::vector<T>>(value).clear(); }};
};

// A described struct inside another: an object in JSON, one JSON column in SQL.
template <class T>
    requires boost::describe::has_describe_members<T>::value
struct Travel<T> {
    inline static const Type type{
        .kind = Kind::shape, .shape = [] { return &describe::shape<T>(); }, .columns = one_column,
        .bind = [](wire::Binder& to, const void* value) {
            std::string out;
            describe::print(out, describe::shape<T>(), value);
            to.add_made(std::move(out));
        },
        .load = [](wire::Row& row, int column, void* value) {
            Reading reading;
            load_from_json(row, column, [&](json::View view) { describe::read(view, describe::shape<T>(), value, reading); });
            return column + 1;
        },
        .print = [](std::string& out, const void* value) { describe::print(out, describe::shape<T>(), value); },
        .read = [](json::View view, void* value, Reading& reading) { describe::read(view, describe::shape<T>(), value, reading); },
        .from_text = no_text_for_this};
};

template <class T>
constexpr std::string_view short_name() {
    std::string_view whole = __PRETTY_FUNCTION__;
    whole = whole.substr(whole.find("T = ") + 4);
    whole = whole.substr(0, whole.find_first_of(";]"));
    const auto colon = whole.rfind("::");
    return colon == std::string_view::npos ? whole : whole.substr(colon + 2);
}

template <class T>
Shape make_shape() {
    Shape made{short_name<T>(), {}, [] { return static_cast<void*>(new T{}); }, [](void* value) { delete static_cast<T*>(value); },
               [](void* to, const void* from) { as<T>(to) = as<T>(from); }};
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_any_access>>([&](auto member) {
        using Member = std::remove_cvref_t<decltype(std::declval<T&>().*decltype(member)::pointer)>;
        const auto name = plain_name(decltype(member)::name);
        made.fields.push_back({name, '"' + std::string{name} + "\":", &describe::type<Member>(),
                               [](void* value) -> void* { return &(as<T>(value).*decltype(member)::pointer); }});
    });
    return made;
}

}  // namespace inside

template <class T>
const Type& type() {
    if constexpr (requires { inside::Travel<T>::make(); }) {
        static const Type made = inside::Travel<T>::make();
        return made;
    } else {
        return inside::Travel<T>::type;
    }
}

template <class T>
const Shape& shape() {
    static const Shape made = inside::make_shape<T>();
    return made;
}

template <class E>
std::string_view word(E choice) { return inside::Choices<E>::name_of(choice); }

}  // namespace describe
