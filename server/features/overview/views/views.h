#pragma once
// The front door to saved views: shared by all, so that colleagues speak of the same list.
#include "features/overview/views/view.h"
#include "platform/feature.h"
#include "platform/records/records.h"

namespace views {

// The same name twice on one screen is refused: nobody could tell them apart.
Result<records::Of<SavedView>> save(Tx&, Text<1, 60> name, Text<1, 40> screen, ViewQuery);

const Feature& feature();

}  // namespace views
