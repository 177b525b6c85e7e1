#pragma once
// A promise is what we said to a customer, or they to us, with the day by which. It is kept, renegotiated, broken openly, or
// withdrawn by the customer; it never just vanishes.
#include <optional>
#include <vector>

#include "base/describe.h"
#include "features/ground/timeline/timeline.h"
#include "platform/records/noun.h"

using PromiseId = Id<struct Promise>;

enum class PromisedBy { us, them };
enum class PromiseState { open, kept, broken, withdrawn };
enum class Told { by_phone, by_mail, in_person, by_portal, not_yet };
BOOST_DESCRIBE_ENUM(PromisedBy, us, them)
BOOST_DESCRIBE_ENUM(PromiseState, open, kept, broken, withdrawn)
BOOST_DESCRIBE_ENUM(Told, by_phone, by_mail, in_person, by_portal, not_yet)

using Words = Text<1, 2'000>;

// They agreed to another day; who of them did is asked, because "we told them" is no agreement.
struct Renegotiation {
    Day was_due_on;
    Day due_on;
    Text<1, 200> agreed_by;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Renegotiation, (), (was_due_on, due_on, agreed_by, at))

struct Promise {
    PromiseId id;
    PartyId promised_to;  // the customer; of what they promised us, the one who did
    MemberId made_by;     // one of us who gave it, or heard it
    PromisedBy promised_by = PromisedBy::us;
    Words words;  // as said, never paraphrased
    Day due_on;
    Day first_due_on;  // what was said at first, for ever
    PromiseState state = PromiseState::open;
    std::vector<Renegotiation> renegotiations;
    std::optional<Day> kept_on;
    std::optional<Told> told;
    std::optional<Instant> told_at;
    std::optional<Text<1, 2'000>> note;
    std::optional<Text<1, 2'000>> why;  // it was broken or withdrawn
    std::optional<Instant> ended_at;    // when it was kept, broken or withdrawn
    std::optional<InteractionId> from_interaction;

    bool is_open() const { return state == PromiseState::open; }
    bool is_late(Day today) const { return is_open() && due_on < today; }
    bool is_untold() const { return state == PromiseState::kept && told == Told::not_yet; }

    void keep(Told, std::optional<Text<1, 2'000>> note, Day today, Instant now);
    void tell(Told, Instant now);
    void renegotiate(Day to, Text<1, 200> agreed_by, Instant now);
    void end(PromiseState, Text<1, 2'000> why, Instant now);
    void reopen();
    void take_renegotiation_back();
};
BOOST_DESCRIBE_STRUCT(Promise, (), (id, promised_to, made_by, promised_by, words, due_on, first_due_on, state, renegotiations, kept_on, told, told_at,
                                    note, why, ended_at, from_interaction))

namespace records {
template <>
const Noun& noun<Promise>();
}
