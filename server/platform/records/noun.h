#pragma once
// A noun is a described struct that is kept: its table, what it may be filtered and sorted by, whom it is about, its rules.
// platform/records is ordinary code over Noun; only the builder below is a template.
//
// The table of a noun: id, then one column per field (Money has two: <field>_minor, <field>_currency), then one column
// <field>_key TEXT NOT NULL per sorted text, then version, label_set, created_at, updated_at, removed_at (0 while it is here).
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "platform/records/tx.h"

using PartyId = Id<struct Party>;  // a person, an organisation or a household

namespace records {

using Parties = std::vector<PartyId>;

struct FilterBy {
    std::string name;
    const describe::Field* field = nullptr;  // equality with this field ...
    const describe::Type* type = nullptr;    // ... or a condition of the feature's own, with ? for the value
    std::string sql;
};

struct SortBy {
    std::string name;
    const describe::Field* field = nullptr;  // null: a column of the table that is no field
    std::string column;
    bool is_text = false;
};

// What search shows and finds.
struct Findable {
    std::string title;
    std::string about;  // one line under the title
    std::string words;  // everything else to be found by
};

// What every record carries beside its own fields.
struct Stamp {
    std::int64_t version = 0;
    std::int64_t label_set = 0;  // 0 is open to every colleague
    Instant created_at, updated_at;
    Instant removed_at;          // 0 while it is here
    bool removed() const { return removed_at.us != 0; }
};

struct Noun {
    std::string name;    // "promise": the table, and the noun in the ledger
    std::string plural;  // "promises": the URL, and the first part of event types
    const describe::Shape* shape = nullptr;
    std::vector<FilterBy> filters;
    std::vector<SortBy> sorts;               // the first is the list's own order
    std::vector<std::string_view> fixed;     // fields that only verbs change, never a patch
    std::vector<const describe::Field*> folded;  // text fields with a _key column
    std::function<Parties(const void*)> parties = [](const void*) { return Parties{}; };
    std::function<void(Tx&, const void*, Parties&)> also_about;  // adds whom an event is about beside `parties`
    std::function<void(const void*, Faults&)> rules;
    std::function<void(Tx&, std::int64_t id, const void* before, const void* after, const Stamp&)> after_write;
    std::function<void(Tx&, const void*, std::string& out)> also_prints;  // appends ,"late":true
    std::function<Findable(const void*)> findable;                        // none: search does not find it
    bool removable = true;
    bool undoable = true;

    const describe::Field* field(std::string_view name) const { return shape->field(name); }
    std::int64_t id_of(const void* record) const;
    void set_id(void* record, std::int64_t id) const;
};

// A noun with its type still in sight. `T` begins with its id.
template <class T>
class NounOf {
public:
    NounOf(std::string name, std::string plural) {
        noun_.name = std::move(name);
        noun_.plural = std::move(plural);
        noun_.shape = &describe::shape<T>();
        noun_.fixed = {"id"};
    }
    // Equality filters over fields. Each with each sort needs an index (filter, sort, id) in the schema.
    NounOf&& filtered_by(std::initializer_list<std::string_view> fields) && {
        for (const auto name : fields) noun_.filters.push_back({std::string{name}, known(name), known(name)->type, {}});
        return std::move(*this);
    }
    NounOf&& filtered_by(std::string name, const describe::Type& type, std::string condition) && {
        noun_.filters.push_back({std::move(name), nullptr, &type, std::move(condition)});
        return std::move(*this);
    }
    // Never an optional field: a sortable column is NOT NULL. A text sorts by its folded key.
    NounOf&& sorted_by(std::initializer_list<std::string_view> fields) && {
        for (const auto name : fields) {
            const auto* field = known(name);
            const bool is_text = field->type->kind == describe::Kind::text;
            if (is_text) noun_.folded.push_back(field);
            noun_.sorts.push_back({std::string{name}, field, std::string{name} + (is_text ? "_key" : ""), is_text});
        }
        return std::move(*this);
    }
    NounOf&& sorted_by_column(std::string name) && {
        noun_.sorts.push_back({name, nullptr, name, false});
        return std::move(*this);
    }
    NounOf&& changed_only_by_verbs(std::initializer_list<std::string_view> fields) && {
        for (const auto name : fields) noun_.fixed.push_back(known(name)->name);
        return std::move(*this);
    }
    NounOf&& about(std::function<Parties(const T&)> parties) && {
        noun_.parties = [parties](const void* record) { return parties(*static_cast<const T*>(record)); };
        return std::move(*this);
    }
    // What is told of a person also concerns the organisations and households they belong to, who are read from tables.
    NounOf&& also_about(std::function<void(Tx&, const T&, Parties&)> add) && {
        noun_.also_about = [add](Tx& tx, const void* record, Parties& all) { add(tx, *static_cast<const T*>(record), all); };
        return std::move(*this);
    }
    NounOf&& must(std::function<void(const T&, Faults&)> rules) && {
        noun_.rules = [rules](const void* record, Faults& faults) { rules(*static_cast<const T*>(record), faults); };
        return std::move(*this);
    }
    // Runs in the same transaction after every write, undo and restoration too; `before` is null when it was made or came
    // back, `after` when it was removed. For tables beside the noun's own, which it keeps right.
    NounOf&& after_write(std::function<void(Tx&, Id<T>, const T* before, const T* after)> hook) && {
        return std::move(*this).after_write_stamped([hook](Tx& tx, Id<T> id, const T* before, const T* after, const Stamp&) { hook(tx, id, before, after); });
    }
    // For those that keep the record's version or label set beside it too.
    NounOf&& after_write_stamped(std::function<void(Tx&, Id<T>, const T* before, const T* after, const Stamp&)> hook) && {
        noun_.after_write = [hook](Tx& tx, std::int64_t id, const void* before, const void* after, const Stamp& stamp) {
            hook(tx, Id<T>{id}, static_cast<const T*>(before), static_cast<const T*>(after), stamp);
        };
        return std::move(*this);
    }
    NounOf&& also_prints(std::function<void(Tx&, const T&, std::string&)> print) && {
        noun_.also_prints = [print](Tx& tx, const void* record, std::string& out) { print(tx, *static_cast<const T*>(record), out); };
        return std::move(*this);
    }
    NounOf&& found_as(std::function<Findable(const T&)> words) && {
        noun_.findable = [words](const void* record) { return words(*static_cast<const T*>(record)); };
        return std::move(*this);
    }
    NounOf&& never_removed() && { noun_.removable = false; return std::move(*this); }
    NounOf&& never_undone() && { noun_.undoable = false; return std::move(*this); }
    operator Noun() && { return std::move(noun_); }  // NOLINT: the end of the sentence

private:
    const describe::Field* known(std::string_view name) {
        const auto* field = noun_.shape->field(name);
        if (field == nullptr) throw std::logic_error{noun_.name + " has no field " + std::string{name}};
        return field;
    }
    Noun noun_;
};

// Each feature defines it for its own types, in its .cpp:
//   template <> const records::Noun& records::noun<Promise>() { static const Noun made = NounOf<Promise>("promise", "promises")...; return made; }
template <class T>
const Noun& noun();

}  // namespace records
