#pragma once
// The invented company: Kesselhaus Film, who make films for firms and families, and the year behind it. Data only; days are
// counted back from today, so that the story is always fresh. It tells of a birthday greeting that was promised and forgotten
// and then made good, and of two divisions that meet at one customer without a quarrel.
#include <span>
#include <string_view>

#include "features/ground/parties/parties.h"
#include "features/ground/timeline/timeline.h"
#include "features/working/promises/promises.h"

namespace sample_story {

struct Colleague {
    std::string_view key, name, title, team;
};
std::span<const Colleague> colleagues();

struct Customer {
    std::string_view key;
    PartyKind kind;
    std::string_view name, city, country;
    PartyRole role;
    int since_days_ago;        // customer since
    std::string_view email, phone;
    ReachBy reach;
    std::string_view hours;
    std::string_view about;
    std::string_view care;     // keys of colleagues
};
std::span<const Customer> customers();

// People at or in a customer.
struct Person {
    std::string_view key, name, customer, role, email, phone;
};
std::span<const Person> people();

struct Touch {
    int days_ago;
    int hour, minute;
    Channel channel;
    Direction direction;
    std::string_view us, them;  // keys, several with blanks between
    int minutes;
    std::string_view body;
};
std::span<const Touch> touches();

// Still waiting for an answer: minutes ago.
struct Wait {
    int minutes_ago;
    Channel channel;
    std::string_view us, them, body;
};
std::span<const Wait> waits();

enum class Ends { open, kept, kept_untold, broken, withdrawn };
struct Said {
    int days_ago;
    int hour;
    std::string_view who, to;  // who of us ("me": whoever adds the sample), to which customer or person
    std::string_view words;
    int due_in;                // days from today; before today is negative
    Ends ends = Ends::open;
    int ended_days_ago = 0;
    int ended_hour = 12;
    Told told = Told::by_phone;
    std::string_view why;      // of breaking or withdrawing; the note of keeping
    int renegotiated_to = 0;   // a later day it was moved to, with whose word
    std::string_view agreed_by = {};
    PromisedBy by = PromisedBy::us;
};
std::span<const Said> promises();

struct Bought {
    std::string_view customer;
    int days_ago;
    std::int64_t amount;  // in whole units of the company's currency
    std::string_view product;
};
std::span<const Bought> purchases();

}  // namespace sample_story
