#pragma once
// SQL beside the record of a colleague: addresses, names, who is an administrator, and the one place of the company.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "features/ground/members/member.h"

namespace member_store {

bool claim_setting_up(Tx&);
bool is_set_up(Tx&);

// False when the address is another colleague's.
bool claim_address(Tx&, const std::string& address, MemberId);
std::optional<MemberId> with_address(Tx&, const std::string& address);

struct Name {
    MemberId id;
    std::string name;
};
std::vector<Name> active(Tx&);
std::optional<std::string> name_of(Tx&, MemberId);
// The active administrators, ours until the commit: nobody else can take the last one away meanwhile.
std::vector<MemberId> take_admins(Tx&);

}  // namespace member_store
