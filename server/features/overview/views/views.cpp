#include "features/overview/views/views.h"

namespace views {

Result<records::Of<SavedView>> save(Tx& tx, Text<1, 60> name, Text<1, 40> screen, ViewQuery query) {
    records::Ask ask;
    ask.filters = {{"screen", screen.it}};
    ask.limit = records::limit_max;
    const auto others = records::list(tx, records::noun<SavedView>(), ask);
    if (!others) {
        return others.no();
    }
    for (const auto& other : *others) {
        if (text::fold(static_cast<const SavedView*>(other.it.get())->name.it) == text::fold(name.it)) {
            return No::about("/name", "A view of this name is here already. Give this one another name.");
        }
    }
    const auto me = tx.me();
    return records::create(tx, SavedView{{}, std::move(name), std::move(screen), std::move(query), me ? std::optional{me} : std::nullopt});
}

}  // namespace views
