#include "platform/records/history.h"

#include <fmt/format.h>

namespace records {
namespace {

void print_event(std::string& out, const Told& told) {
    out += fmt::format(R"({{"event":"{}","type":"{}","at":"{}","version":{},"source":)", ids::to_text(told.event), told.type, to_text(told.at), told.version);
    json::print_text(out, told.source);
    if (told.actor) {
        out += fmt::format(R"(,"actor":{{"member":"{}"}})", ids::to_text(told.actor));
    }
    if (!told.before.empty()) {
        out += R"(,"before":)" + told.before;
    }
    if (!told.after.empty()) {
        out += R"(,"after":)" + told.after;
    }
    out += '}';
}

No moved_on() { return {Refusal::already_changed, "This was already changed again by someone, so it cannot be taken back as it was."}; }

// Puts the fields of `before` back where the record still holds those of `after`.
Result<Record> undo_change(Tx& tx, Record record, const Told& told) {
    const auto before = json::parse(told.before);
    const auto after = json::parse(told.after);
    if (!before || !after) {
        return moved_on();
    }
    describe::Any restored{*record.noun->shape, record.it.get()};
    describe::Any was{*record.noun->shape, record.it.get()};
    describe::Reading reading;
    describe::merge(after->view(), *record.noun->shape, was.get(), reading, {});
    std::string expected;
    std::string now;
    describe::print(expected, *record.noun->shape, was.get());
    describe::print(now, *record.noun->shape, record.it.get());
    if (expected != now) {
        return moved_on();
    }
    describe::merge(before->view(), *record.noun->shape, restored.get(), reading, {});
    if (!reading.faults.empty()) {
        return moved_on();
    }
    const std::string event = record.noun->plural + ".undone";
    return save(tx, std::move(record), std::move(restored), event);
}

}  // namespace

Result<std::string> history_json(Tx& tx, const Noun& noun, std::int64_t id, EventId before, int limit) {
    if (!find(tx, noun, id, See::also_removed)) {
        return not_here(noun);
    }
    const auto all = told_about(tx, id, before, limit);
    std::string out = R"({"items":[)";
    for (const auto& told : all) {
        if (out.back() != '[') {
            out += ',';
        }
        print_event(out, told);
    }
    out += ']';
    if (static_cast<int>(all.size()) == limit) {
        out += fmt::format(R"(,"next_cursor":"{}")", ids::to_text(all.back().event));
    }
    return out + '}';
}

Result<Record> undo(Tx& tx, EventId event) {
    const auto told = records::told(tx, event);
    const auto* noun = told ? noun_named(tx, told->noun) : nullptr;
    auto record = noun == nullptr ? std::nullopt : take(tx, *noun, told->object, See::also_removed);
    if (!record) {
        return No{Refusal::not_found, "This step of the history is not here."};
    }
    if (!noun->undoable) {
        return No{Refusal::not_allowed, "This kind of step cannot be taken back here."};
    }
    const bool made = told->before.empty() && told->version == 1;
    const bool gone = told->after.empty();
    const bool came_back = told->before.empty() && !made;
    if (made || came_back) {
        if (record->stamp.removed() || record->stamp.version != told->version) {
            return moved_on();
        }
        return remove(tx, *noun, told->object, std::nullopt);
    }
    if (gone) {
        return record->stamp.removed() ? restore(tx, *noun, told->object) : Result<Record>{moved_on()};
    }
    if (record->stamp.removed()) {
        return moved_on();
    }
    return undo_change(tx, std::move(*record), *told);
}

}  // namespace records
