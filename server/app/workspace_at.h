#pragma once
// Opens a workspace at its place: the store, migrated where that is ours to do, and what the features need.
#include <functional>
#include <memory>

#include "app/settings.h"
#include "platform/records/tx.h"
#include "platform/store/store.h"

namespace app {

struct Opened {
    std::unique_ptr<store::Store> store;
    std::unique_ptr<Workspace> workspace;
};

std::unique_ptr<store::Store> open_store(const Place&, std::function<void(const std::string&)> on_fatal = {});
// Throws store::Broken with a sentence when it cannot be opened.
Opened open_workspace(const Place&, std::function<void(const std::string&)> on_fatal = {});

}  // namespace app
