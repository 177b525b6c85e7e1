#pragma once
// Everything that the page of one customer shows, in one answer. It keeps nothing of its own.
#include <string>
#include <vector>

#include "base/result.h"
#include "features/ground/parties/parties.h"
#include "platform/feature.h"

namespace customer_page {

// Of us, who looks at them and who writes to them at this moment; the live line knows.
struct Now {
    struct Line {
        MemberId member;
        std::string about;
    };
    std::vector<MemberId> here;
    std::vector<Line> writing;
};
Result<std::string> page_json(Tx&, PartyId, const Now& = {});

const Feature& feature();

}  // namespace customer_page
