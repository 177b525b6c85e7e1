#pragma once
// Fresh stores for tests: SQLite in a folder of its own, which is gone afterwards.
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "platform/store/store.h"

namespace stores {

class Folder {
public:
    Folder() : path_((std::filesystem::temp_directory_path() / "steward-test-XXXXXX").string()) {
        if (!mkdtemp(path_.data())) {
            throw std::runtime_error("no folder for tests");
        }
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace stores
