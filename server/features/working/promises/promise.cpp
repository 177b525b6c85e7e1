#include "features/working/promises/promise.h"

#include "features/ground/relationships/relationships.h"
#include "features/working/promises/promises.h"

void Promise::keep(Told how, std::optional<Text<1, 2'000>> with, Day today, Instant now) {
    state = PromiseState::kept;
    kept_on = today;
    ended_at = now;
    note = std::move(with);
    tell(how, now);
}

void Promise::tell(Told how, Instant now) {
    told = how;
    told_at = how == Told::not_yet ? std::nullopt : std::optional{now};
}

void Promise::renegotiate(Day to, Text<1, 200> agreed_by, Instant now) {
    renegotiations.push_back({due_on, to, std::move(agreed_by), now});
    due_on = to;
}

void Promise::end(PromiseState how, Text<1, 2'000> because, Instant now) {
    state = how;
    why = std::move(because);
    ended_at = now;
}

void Promise::reopen() {
    state = PromiseState::open;
    kept_on.reset();
    told.reset();
    told_at.reset();
    note.reset();
    why.reset();
    ended_at.reset();
}

void Promise::take_renegotiation_back() {
    due_on = renegotiations.back().was_due_on;
    renegotiations.pop_back();
}

template <>
const records::Noun& records::noun<Promise>() {
    static const Noun made =
        NounOf<Promise>("promise", "promises")
            .sorted_by({"due_on"})
            .sorted_by_column("created_at")
            .filtered_by({"made_by", "promised_to", "state", "promised_by"})
            .changed_only_by_verbs({"promised_to", "made_by", "promised_by", "due_on", "first_due_on", "state", "renegotiations", "kept_on", "told",
                                    "told_at", "note", "why", "ended_at", "from_interaction"})
            .about([](const Promise& promise) { return Parties{promise.promised_to}; })
            .also_about([](Tx& tx, const Promise&, Parties& all) { relationships::add_circles(tx, all); })
            .also_prints(promises::print_standing)
            .after_write_stamped(promises::keep_on_timeline)
            .found_as([](const Promise& promise) {
                return Findable{promise.words.it, std::string{describe::word(promise.state)}, promise.note ? promise.note->it : std::string{}};
            })
            .never_removed();
    return made;
}
