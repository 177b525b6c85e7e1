#include "app/features.h"

#include <array>

#include "features/ground/files/files.h"
#include "features/ground/members/members.h"
#include "features/ground/parties/parties.h"
#include "features/ground/purchases/purchases.h"
#include "features/ground/relationships/relationships.h"
#include "features/overview/imports/imports.h"
#include "features/overview/search/search.h"
#include "features/overview/views/views.h"

namespace app {

std::span<const Feature* const> features() {
    static const std::array all{
        // ground
        &members::feature(),
        &files::feature(),
        &parties::feature(),
        &relationships::feature(),
        &purchases::feature(),
        // working
        // overview
        &search::feature(),
        &imports::feature(),
        &views::feature(),
    };
    return all;
}

std::vector<std::string_view> migration_order() {
    std::vector<std::string_view> order{"records"};
    for (const auto* feature : features()) {
        order.push_back(feature->name);
    }
    return order;
}

std::vector<const records::Noun*> nouns() {
    std::vector<const records::Noun*> all;
    for (const auto* feature : features()) {
        all.insert(all.end(), feature->nouns.begin(), feature->nouns.end());
    }
    return all;
}

}  // namespace app
