#pragma once
// What Steward writes to colleagues, in friendly words.
#include <string>

#include "features/ground/members/member.h"
#include "platform/outbound/letter.h"

namespace letters {

outbound::Letter to_sign_in(Tx&, const Member&, std::string link);
outbound::Letter to_join(Tx&, const Member&, std::string link);

}  // namespace letters
