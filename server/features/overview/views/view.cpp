#include "features/overview/views/view.h"

#include <algorithm>

namespace {

void can_be_shown(const SavedView& view, Faults& faults) {
    if (view.screen.it != "customers") {
        faults.push_back({"/screen", "Only the list of customers has views: write \"customers\"."});
    }
    if (view.query.sort) {
        std::string_view sort = view.query.sort->it;
        if (sort.starts_with('-')) sort.remove_prefix(1);
        const auto& sorts = records::noun<Party>().sorts;
        if (std::none_of(sorts.begin(), sorts.end(), [&](const records::SortBy& one) { return one.name == sort; })) {
            faults.push_back({"/query/sort", "Customers cannot be sorted by this."});
        }
    }
}

}  // namespace

template <>
const records::Noun& records::noun<SavedView>() {
    static const Noun made = NounOf<SavedView>("saved_view", "views")
                                 .sorted_by({"name"})
                                 .filtered_by({"screen"})
                                 .changed_only_by_verbs({"made_by"})
                                 .must(can_be_shown)
                                 .also_prints([](Tx& tx, const SavedView& view, std::string& out) {
                                     out += view.made_by && *view.made_by == tx.me() ? R"(,"mine":true)" : R"(,"mine":false)";
                                 });
    return made;
}
