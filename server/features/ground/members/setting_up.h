#pragma once
// The first run: a company, its first administrator, and nobody else may do it again.
#include <optional>
#include <string>

#include "features/ground/members/company.h"
#include "features/ground/members/member.h"

namespace setting_up {

bool needed(Tx&);

struct First {
    Text<1, 200> company;
    ZoneName time_zone;
    Text<1, 100> name;
    Email email;
};
// They are the actor from here on.
Result<records::Of<Member>> set_up(Tx&, const First&, const std::optional<std::string>& password_hash);

}  // namespace setting_up
