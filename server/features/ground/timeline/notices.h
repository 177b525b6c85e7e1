#pragma once
// The kind notice: when a colleague of another team is in touch with a customer, those who dealt with that customer lately, or
// owe them a promise, are told so, and that their part stands as it is. Only the one it is for sees it, until they put it away.
#include <string>
#include <vector>

#include "features/ground/timeline/interaction.h"
#include "platform/records/records.h"

using NoticeId = Id<struct KindNotice>;

namespace notices {

void tell_earlier_ones(Tx&, const Interaction&, const records::Stamp&);
void forget(Tx&, std::int64_t object);  // the touch was taken out again
std::string mine_json(Tx&);             // [...]: all that I have not put away
std::string mine_about_json(Tx&, PartyId);
Result<Done> put_away(Tx&, NoticeId);   // mine only; twice is once

}  // namespace notices
