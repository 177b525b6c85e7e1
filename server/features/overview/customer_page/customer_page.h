#pragma once
// Everything that the page of one customer shows, in one answer. It keeps nothing of its own.
#include <string>

#include "base/result.h"
#include "features/ground/parties/parties.h"
#include "platform/feature.h"

namespace customer_page {

Result<std::string> page_json(Tx&, PartyId);

const Feature& feature();

}  // namespace customer_page
