#include "app/workspace_at.h"

#include <filesystem>

#include "app/features.h"
#include "platform/store/migrations.h"

namespace app {

std::unique_ptr<store::Store> open_store(const Place& place, std::function<void(const std::string&)> on_fatal) {
    if (!place.data.empty()) {
        std::filesystem::create_directories(place.data);
    }
    if (place.is_sqlite()) {
        return store::open_sqlite({.directory = place.data, .on_fatal = std::move(on_fatal)});
    }
    return store::open_postgres({.url = place.database, .schema = place.schema});
}

Opened open_workspace(const Place& place, std::function<void(const std::string&)> on_fatal) {
    Opened opened{open_store(place, std::move(on_fatal)), nullptr};
    const auto order = migration_order();
    store::migrate(*opened.store, order);
    opened.workspace = std::make_unique<Workspace>(*opened.store, place.node);
    opened.workspace->nouns = nouns();
    if (place.is_sqlite()) {
        opened.workspace->files_directory = (std::filesystem::path{place.data} / "files").string();
    }
    return opened;
}

}  // namespace app
