#pragma once
// What is given to every record: found only when visible, changed only when taken, versioned, told to the ledger, undone,
// removed softly, listed by declared filters and sorts with a stable cursor. Typed verbs are thin; the work is in ordinary code.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/records/noun.h"

namespace records {

// ---- type-erased core ---------------------------------------------------------------------------------------------

struct Record {
    const Noun* noun;
    describe::Any it;
    Stamp stamp;
    std::int64_t id() const { return noun->id_of(it.get()); }
};

enum class See { here, also_removed };

std::optional<Record> find(Tx&, const Noun&, std::int64_t id, See = See::here);
std::optional<Record> take(Tx&, const Noun&, std::int64_t id, See = See::here);  // ours until the commit
Result<Record> create(Tx&, const Noun&, describe::Any value, std::string_view event = {});
// `taken` is what take() gave, `after` what shall stand. Writes the changed fields and tells them; nothing when nothing changed.
Result<Record> save(Tx&, Record taken, describe::Any after, std::string_view event = {});
Result<Record> patch(Tx&, const Noun&, std::int64_t id, std::int64_t version, json::View changes);
Result<Record> remove(Tx&, const Noun&, std::int64_t id, std::optional<std::int64_t> version);
Result<Record> restore(Tx&, const Noun&, std::int64_t id);

// What a list is asked for. Names are checked against the noun: an unknown one is refused with a sentence.
struct Ask {
    std::vector<std::pair<std::string, std::string>> filters;
    std::string sort;    // "due_on" or "-due_on"; empty: the noun's first sort
    std::string cursor;
    int limit = 50;      // 1..200
};
constexpr int limit_max = 200;

// {"items":[...],"next_cursor":"..."}, printed row by row. `more` may append further members per row (,"row":{...}).
Result<std::string> list_json(Tx&, const Noun&, const Ask&, const std::function<void(const Record&, std::string&)>& more = {});
Result<std::int64_t> count(Tx&, const Noun&, const Ask&);
Result<std::vector<Record>> list(Tx&, const Noun&, const Ask&, std::string* next_cursor = nullptr);

// Any record by the name of its noun, as comments, files and history name it; nothing for an unknown noun.
const Noun* noun_named(const Tx&, std::string_view name);
std::optional<Record> find_named(Tx&, std::string_view noun, std::int64_t id, See = See::here);

void print(Tx&, const Record&, std::string& out, std::string_view more = {});  // {fields, also_prints, version, times, more}
std::string json(Tx&, const Record&, std::string_view more = {});
No not_here(const Noun&);
No changed_meanwhile(Tx&, const Record& now);

// ---- typed ----------------------------------------------------------------------------------------------------------

template <class T>
struct Of {
    T it;
    Stamp stamp;
    T* operator->() { return &it; }
    const T* operator->() const { return &it; }
};

// Only take() makes one, and save() accepts nothing else: a plain find then save does not compile.
template <class T>
class Taken : public Of<T> {
    explicit Taken(Record record) : Of<T>{*static_cast<const T*>(record.it.get()), record.stamp}, before_(std::move(record)) {}
    Record before_;

    template <class U>
    friend std::optional<Taken<U>> take(Tx&, Id<U>);
    template <class U>
    friend Result<Of<U>> save(Tx&, Taken<U>, std::string_view);
};

template <class T>
std::optional<Taken<T>> take(Tx& tx, Id<T> id) {
    auto record = take(tx, noun<T>(), id.value);
    return record ? std::optional{Taken<T>{std::move(*record)}} : std::nullopt;
}
template <class T>
Result<Of<T>> save(Tx& tx, Taken<T> taken, std::string_view event = {}) {
    auto saved = save(tx, std::move(taken.before_), describe::Any{describe::shape<T>(), &taken.it}, event);
    if (!saved) return saved.no();
    return Of<T>{*static_cast<const T*>(saved->it.get()), saved->stamp};
}

template <class T>
Of<T> typed(const Record& record) {
    return {*static_cast<const T*>(record.it.get()), record.stamp};
}
template <class T>
std::optional<Of<T>> find(Tx& tx, Id<T> id, See see = See::here) {
    auto record = find(tx, noun<T>(), id.value, see);
    return record ? std::optional{typed<T>(*record)} : std::nullopt;
}
template <class T>
Result<Of<T>> create(Tx& tx, T value, std::string_view event = {}) {
    auto made = create(tx, noun<T>(), describe::Any{describe::shape<T>(), &value}, event);
    if (!made) return made.no();
    return typed<T>(*made);
}
template <class T>
Result<Of<T>> remove(Tx& tx, Id<T> id, std::optional<std::int64_t> version = {}) {
    auto gone = remove(tx, noun<T>(), id.value, version);
    if (!gone) return gone.no();
    return typed<T>(*gone);
}
template <class T>
std::string json(Tx& tx, const Of<T>& of, std::string_view more = {}) {
    return json(tx, Record{&noun<T>(), describe::Any{describe::shape<T>(), &of.it}, of.stamp}, more);
}
template <class T>
No not_here() {
    return not_here(noun<T>());
}

}  // namespace records
