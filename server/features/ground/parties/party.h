#pragma once
// A party is anyone outside: a person, an organisation or a household. Customer, lead, partner and supplier are roles that it
// plays. Nobody owns one: there is no such field.
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "platform/records/noun.h"

enum class PartyKind { person, organisation, household };
enum class PartyRole { customer, lead, partner, supplier };
enum class HandleKind { email, phone, web, social };
enum class ReachBy { email, phone, message, letter, portal, in_person };
BOOST_DESCRIBE_ENUM(PartyKind, person, organisation, household)
BOOST_DESCRIBE_ENUM(PartyRole, customer, lead, partner, supplier)
BOOST_DESCRIBE_ENUM(HandleKind, email, phone, web, social)
BOOST_DESCRIBE_ENUM(ReachBy, email, phone, message, letter, portal, in_person)

// That they agreed to be written to or called there, and in which words.
struct Consent {
    Day given_on;
    std::optional<Text<1, 500>> words;
};
BOOST_DESCRIBE_STRUCT(Consent, (), (given_on, words))

// What identifies them: an address, a number, a profile, a domain.
struct Handle {
    HandleKind kind = HandleKind::email;
    Text<1, 300> value;
    std::optional<Text<1, 60>> label;
    bool preferred = false;
    std::optional<Consent> consent;

    std::string key() const;      // how it is compared: lower case, digits only, without www
    std::string why_bad() const;  // a sentence, or nothing
};
BOOST_DESCRIBE_STRUCT(Handle, (), (kind, value, label, preferred, consent))

// How and when they like to be reached, in their words: "after 14:00, when the ovens are off".
struct Reach {
    ReachBy channel = ReachBy::phone;
    std::optional<Text<1, 200>> hours;
};
BOOST_DESCRIBE_STRUCT(Reach, (), (channel, hours))

struct Party {
    PartyId id;
    PartyKind kind = PartyKind::person;
    Text<1, 200> name;
    std::optional<Text<1, 5000>> about;
    std::vector<Handle> handles;
    std::optional<Reach> reach;
    std::vector<PartyRole> roles;
    std::optional<Day> customer_since;
    std::optional<Text<1, 300>> address;
    std::optional<Text<1, 100>> postal_code;
    std::optional<Text<1, 100>> city;
    std::optional<Text<1, 100>> region;
    std::optional<Text<1, 100>> country;
};
BOOST_DESCRIBE_STRUCT(Party, (), (id, kind, name, about, handles, reach, roles, customer_since, address, postal_code, city, region, country))

namespace records {
template <>
const Noun& noun<Party>();
}
