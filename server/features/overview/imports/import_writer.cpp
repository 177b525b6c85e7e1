#include "features/overview/imports/import_writer.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchases.h"
#include "features/ground/relationships/relationships.h"

namespace {

import_store::Key key_of(const Wish& wish) { return {wish.source, wish.number, wish.part}; }
std::string printed(const describe::Field& field, const void* record);
std::string printed(std::span<const describe::Field* const> fields, const void* record);
void copy_field(const describe::Field& field, const void* from, void* to);
bool says_nothing(const std::string& json) { return json == "null" || json == "[]"; }
bool within_a_cent(const Wish& wish, const describe::Field& field, const void* said);
std::string why_bad(const Wish& wish);
Wish tie_between(const Wish& circle, std::int64_t circle_id, const Wish& person, std::int64_t person_id, const std::string& title);
const Wish* wish_for(const RowPlan& plan, std::string_view part);
const Wish* circle_in(const RowPlan& plan);

// One who was taken back with an earlier import is the same colleague again.
records::Of<Member> bring_colleague(Tx& tx, const Member& wanted);

// What stood the test of judging cannot be refused when it is written; if it is, we broke something, and the import says so.
template <class T>
records::Of<T> surely(Result<records::Of<T>> result) {
    if (!result) throw std::runtime_error{result.no().words};
    return std::move(*result);
}

}  // namespace

ImportWriter::ImportWriter(const Import& import, const RowReader& reader) : import_(import), reader_(reader) {}

RowOutcome ImportWriter::judge(Tx& tx, RowPlan& plan) {
    RowOutcome outcome;
    judge_all(tx, plan, outcome);
    return outcome;
}

RowOutcome ImportWriter::write(Tx& tx, RowPlan& plan) {
    RowOutcome outcome;
    const auto judged = judge_all(tx, plan, outcome);
    if (outcome.verdict >= Verdict::conflict) {
        return outcome;
    }
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < plan.wishes.size(); ++i) {
        ids.push_back(write(tx, plan, plan.wishes[i], judged[i]));
    }
    const auto* circle = circle_in(plan);
    const auto* person = wish_for(plan, "person");
    if (circle != nullptr && person != nullptr) {
        const auto id_of = [&](const Wish* wish) { return ids[static_cast<std::size_t>(wish - plan.wishes.data())]; };
        const Wish tie = tie_between(*circle, id_of(circle), *person, id_of(person), plan.title);
        write(tx, plan, tie, judge(tx, tie));
    }
    return outcome;
}

std::vector<ImportWriter::Judged> ImportWriter::judge_all(Tx& tx, RowPlan& plan, RowOutcome& outcome) {
    std::vector<Judged> all;
    if (plan.fault.empty() && import_.kind == ImportKind::purchases) {
        plan.fault = name_the_ends(tx, plan).value_or("");
    }
    if (!plan.fault.empty()) {
        outcome = {Verdict::bad, plan.fault};
        return all;
    }
    const auto add = [&](Judged judged) {
        if (judged.verdict > outcome.verdict) outcome = {judged.verdict, judged.why};
        all.push_back(std::move(judged));
    };
    for (const auto& wish : plan.wishes) {
        add(judge(tx, wish));
    }
    const auto* circle = circle_in(plan);
    const auto* person = wish_for(plan, "person");
    if (outcome.verdict < Verdict::new_ && circle != nullptr && person != nullptr) {
        const auto id_of = [&](const Wish* wish) { return all[static_cast<std::size_t>(wish - plan.wishes.data())].record; };
        add(judge(tx, tie_between(*circle, id_of(circle), *person, id_of(person), plan.title)));
    }
    return all;
}

ImportWriter::Judged ImportWriter::judge(Tx& tx, const Wish& wish) {
    const auto link = import_store::link(tx, key_of(wish));
    return link ? judge_known(tx, wish, *link) : judge_new(tx, wish);
}

ImportWriter::Judged ImportWriter::judge_new(Tx& tx, const Wish& wish) {
    if (auto why = why_bad(wish); !why.empty()) {
        return {Verdict::bad, std::move(why), 0, false, {}, {}};
    }
    if (wish.part == "member") {
        const auto& member = *static_cast<const Member*>(wish.wanted.get());
        const auto known = members::with_email(tx, member.email);
        const auto colleague = known ? members::find(tx, *known) : std::nullopt;
        if (colleague && colleague->it.state != MemberState::left) {
            return {Verdict::conflict, "A colleague with this e-mail address is here already.", 0, false, {}, {}};
        }
    }
    if (wish.noun == &records::noun<Party>() && import_.matching != Matching::make_new) {
        for (const auto& alike : parties::possible_duplicates(tx, *static_cast<const Party*>(wish.wanted.get()))) {
            const bool same_kind = alike.kind == static_cast<const Party*>(wish.wanted.get())->kind;
            if (!same_kind || import_store::is_linked(tx, alike.id.value, wish.source)) continue;
            if (import_.matching == Matching::join) return judge_joining(tx, wish, alike.id);
            return {Verdict::conflict, fmt::format("{} has the same e-mail address or number. Decide whether they are the same.", alike.name), 0, false, {}, {}};
        }
    }
    return {Verdict::new_, {}, 0, false, {}, {}};
}

// What is here already stays; only what is empty is filled.
ImportWriter::Judged ImportWriter::judge_joining(Tx& tx, const Wish& wish, PartyId party) {
    Judged judged{Verdict::changed, {}, party.value, true, {}, {}};
    const auto record = records::find(tx, *wish.noun, party.value);
    for (const auto* field : wish.fields) {
        if (record && says_nothing(printed(*field, record->it.get())) && !says_nothing(printed(*field, wish.wanted.get()))) {
            judged.to_set.push_back(field);
        }
    }
    return judged;
}

ImportWriter::Judged ImportWriter::judge_known(Tx& tx, const Wish& wish, const import_store::Link& link) {
    Judged judged{Verdict::same, {}, link.record, false, link.wanted, {}};
    if (wish.fields.empty()) {
        return judged;
    }
    const auto record = records::find(tx, *wish.noun, link.record, records::See::also_removed);
    if (!record || record->stamp.removed()) {
        judged.verdict = Verdict::conflict;
        judged.why = "This was removed here since it was imported. It stays removed.";
        return judged;
    }
    describe::Any said{*wish.noun->shape};
    if (const auto document = json::parse(link.wanted)) {
        describe::Reading reading;
        describe::merge(document->view(), *wish.noun->shape, said.get(), reading, {});
    }
    for (const auto* field : wish.fields) {
        const auto now = printed(*field, wish.wanted.get());
        const auto before = printed(*field, said.get());
        const auto here = printed(*field, record->it.get());
        if (now == before || now == here || within_a_cent(wish, *field, said.get())) continue;
        if (here == before) {
            judged.to_set.push_back(field);
        } else {
            judged.verdict = Verdict::conflict;
            judged.why = fmt::format("Someone changed \"{}\" here since the last import, and the sheet changed it too. Ours stays.", field->name);
        }
    }
    if (judged.verdict == Verdict::same && !judged.to_set.empty()) {
        judged.verdict = Verdict::changed;
        describe::Any after{*wish.noun->shape, record->it.get()};
        for (const auto* field : judged.to_set) copy_field(*field, wish.wanted.get(), after.get());
        Faults faults;
        if (wish.noun->rules) wish.noun->rules(after.get(), faults);
        if (!faults.empty()) return {Verdict::bad, faults.front().words, link.record, false, {}, {}};
    }
    return judged;
}

std::optional<std::string> ImportWriter::name_the_ends(Tx& tx, RowPlan& plan) {
    auto& purchase = *static_cast<Purchase*>(plan.wishes.front().wanted.get());
    auto [party, new_party] = parties_.try_emplace(plan.customer, 0);
    if (new_party) {
        auto found = import_store::party_by_number(tx, plan.customer, reader_.customers());
        if (!found && plan.customer.find('@') != std::string::npos) {
            const auto all = parties::with_handle(tx, HandleKind::email, plan.customer);
            if (all.size() == 1) found = all.front().value;
        }
        if (found && parties::find(tx, {*found})) party->second = *found;
    }
    if (party->second == 0) {
        parties_.erase(party);
        return fmt::format("No customer with the number {} is here. Import the customers first.", text::shorten(plan.customer, 60));
    }
    purchase.party = {party->second};
    if (plan.served_by.empty()) {
        return std::nullopt;
    }
    auto [member, new_member] = members_.try_emplace(plan.served_by, 0);
    if (new_member) {
        const auto found = import_store::member_by_number(tx, plan.served_by, reader_.colleagues());
        if (found && members::find(tx, {*found})) member->second = *found;
    }
    if (member->second == 0) {
        members_.erase(member);
        return fmt::format("No colleague with the number {} is here. Import the colleagues first, or leave that column out.",
                           text::shorten(plan.served_by, 60));
    }
    purchase.served_by = MemberId{member->second};
    return std::nullopt;
}

std::int64_t ImportWriter::write(Tx& tx, const RowPlan& plan, const Wish& wish, const Judged& judged) {
    switch (judged.verdict) {
        case Verdict::new_: return make(tx, plan, wish);
        case Verdict::changed: change(tx, plan, wish, judged); return judged.record;
        case Verdict::same:
        case Verdict::conflict:
        case Verdict::bad: return judged.record;
    }
    return judged.record;
}

std::int64_t ImportWriter::make(Tx& tx, const RowPlan& plan, const Wish& wish) {
    const void* wanted = wish.wanted.get();
    std::int64_t id = 0;
    std::int64_t version = 1;
    if (wish.noun == &records::noun<Party>()) {
        id = surely(parties::add(tx, *static_cast<const Party*>(wanted))).it.id.value;
    } else if (wish.noun == &records::noun<Member>()) {
        const auto member = bring_colleague(tx, *static_cast<const Member*>(wanted));
        id = member.it.id.value;
        version = member.stamp.version;
    } else if (wish.noun == &records::noun<Purchase>()) {
        id = surely(purchases::add(tx, *static_cast<const Purchase*>(wanted))).it.id.value;
    } else {
        const auto& tie = *static_cast<const Relationship*>(wanted);
        const auto made = tie.kind == TieKind::household ? relationships::join_household(tx, tie.party, *tie.other, tie.role)
                                                         : relationships::affiliate(tx, tie.party, *tie.other, tie.role);
        if (!made) return 0;  // it stands there already: theirs, not ours to take back
        id = (*made)->id.value;
    }
    import_store::put_link(tx, key_of(wish), {wish.noun->name, id, printed(wish.fields, wanted)},
                           wish.fields.empty() || wish.part == "affiliation" ? std::string_view{} : plan.unmapped, import_.id, plan.row);
    note_step(tx, "made", wish, id, version, {}, {});
    return id;
}

void ImportWriter::change(Tx& tx, const RowPlan& plan, const Wish& wish, const Judged& judged) {
    auto record = records::take(tx, *wish.noun, judged.record);
    if (!record) {
        return;
    }
    const std::string before = printed(judged.to_set, record->it.get());
    describe::Any after{*wish.noun->shape, record->it.get()};
    for (const auto* field : judged.to_set) {
        copy_field(*field, wish.wanted.get(), after.get());
    }
    auto saved = records::save(tx, std::move(*record), std::move(after));
    if (!saved) throw std::runtime_error{saved.no().words};
    import_store::put_link(tx, key_of(wish), {wish.noun->name, judged.record, printed(wish.fields, wish.wanted.get())}, plan.unmapped, import_.id, plan.row);
    note_step(tx, judged.joins ? "joined" : "changed", wish, judged.record, saved->stamp.version, before, judged.said_before);
}

void ImportWriter::note_step(Tx& tx, std::string_view did, const Wish& wish, std::int64_t record, std::int64_t version, std::string before,
                             std::optional<std::string> link_before) {
    if (place_ < 0) {
        place_ = import_store::last_place(tx, import_.id);
    }
    import_store::put_step(tx, import_.id, {++place_, std::string{did}, wish.noun->name, record, std::move(before), version, wish.source, wish.number,
                                            wish.part, std::move(link_before)});
}

namespace {

records::Of<Member> bring_colleague(Tx& tx, const Member& wanted) {
    if (const auto known = members::with_email(tx, wanted.email)) {
        return surely(members::reinstate(tx, *known));
    }
    return surely(members::add(tx, wanted));
}

std::string printed(const describe::Field& field, const void* record) {
    std::string out;
    field.type->print(out, field.in(record));
    return out;
}

std::string printed(std::span<const describe::Field* const> fields, const void* record) {
    std::string out = "{";
    for (const auto* field : fields) {
        if (out.size() > 1) out += ',';
        out += field->key + printed(*field, record);
    }
    return out + '}';
}

void copy_field(const describe::Field& field, const void* from, void* to) {
    const auto document = json::parse(printed(field, from));
    describe::Reading reading;
    field.type->read(document->view(), field.at(to), reading);
}

// Cents are made so that the file's sum comes out; which row gets the cent may move when the sheet grows, and is no change.
bool within_a_cent(const Wish& wish, const describe::Field& field, const void* said) {
    if (!wish.rounded || field.name != "amount") {
        return false;
    }
    const auto& now = static_cast<const Purchase*>(wish.wanted.get())->amount;
    const auto& before = static_cast<const Purchase*>(said)->amount;
    return now.currency == before.currency && now.minor - before.minor <= 1 && before.minor - now.minor <= 1;
}

std::string why_bad(const Wish& wish) {
    Faults faults;
    if (wish.noun->rules) {
        wish.noun->rules(wish.wanted.get(), faults);
    }
    return faults.empty() ? std::string{} : faults.front().words;
}

Wish tie_between(const Wish& circle, std::int64_t circle_id, const Wish& person, std::int64_t person_id, const std::string& title) {
    Relationship tie;
    tie.kind = circle.part == "household" ? TieKind::household : TieKind::affiliation;
    tie.party = {person_id};
    tie.other = PartyId{circle_id};
    const auto& noun = records::noun<Relationship>();
    Wish wish{"affiliation", person.source, person.number + "@" + circle.number, &noun, describe::Any{describe::shape<Relationship>()}, {}, false};
    if (!title.empty()) {
        tie.role = Text<1, 100>{title};
        wish.fields.push_back(noun.field("role"));
    }
    wish.wanted = describe::Any{describe::shape<Relationship>(), &tie};
    return wish;
}

const Wish* wish_for(const RowPlan& plan, std::string_view part) {
    const auto found = std::find_if(plan.wishes.begin(), plan.wishes.end(), [&](const Wish& wish) { return wish.part == part; });
    return found == plan.wishes.end() ? nullptr : &*found;
}

const Wish* circle_in(const RowPlan& plan) {
    const auto* company = wish_for(plan, "company");
    return company != nullptr ? company : wish_for(plan, "household");
}

}  // namespace
