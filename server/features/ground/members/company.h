#pragma once
// Our company as it is kept: one row, changed by administrators. What a verb sees of it is tx.company.
#include <optional>
#include <string>

#include "base/describe.h"
#include "platform/records/noun.h"
#include "platform/records/records.h"

using CompanyId = Id<struct CompanySettings>;

// The name of an IANA time zone, as tzdata knows it: Europe/Berlin.
struct ZoneName {
    std::string it;
    static constexpr std::size_t min = 1;
    static constexpr std::size_t max = 64;
    static std::string why_bad(std::string_view text);
    Zone zone() const { return Zone::named(it).value_or(Zone::utc()); }
};

struct CompanySettings {
    CompanyId id;
    Text<1, 200> name;
    ZoneName time_zone;  // whose midnight ends our day
    Currency currency;   // of amounts that say none
};
BOOST_DESCRIBE_STRUCT(CompanySettings, (), (id, name, time_zone, currency))

namespace records {
template <>
const Noun& noun<CompanySettings>();
}

namespace company {

std::optional<records::Of<CompanySettings>> find(Tx&);  // nothing before it is set up
// Takes the one place a company has. False when somebody was quicker.
bool claim(Tx&);
Result<records::Of<CompanySettings>> make(Tx&, Text<1, 200> name, ZoneName);

struct Change {
    std::optional<Text<1, 200>> name;
    std::optional<ZoneName> time_zone;
    std::optional<Currency> currency;
};
BOOST_DESCRIBE_STRUCT(Change, (), (name, time_zone, currency))
Result<records::Of<CompanySettings>> change(Tx&, const Change&);

// Reads what is kept into the workspace: at start, and when another node changed it.
void take_over(Workspace&);

}  // namespace company
