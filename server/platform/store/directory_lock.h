#pragma once
// Owns a data directory: one process at a time, by flock on directory/lock, released by the kernel when the process ends.
#include <string>

namespace store {

class DirectoryLock {
public:
    explicit DirectoryLock(const std::string& directory);  // makes the directory if needed; throws Broken when it is taken
    ~DirectoryLock();
    DirectoryLock(const DirectoryLock&) = delete;
    DirectoryLock& operator=(const DirectoryLock&) = delete;

private:
    int file_ = -1;
};

// What was renamed or made in `directory` is still there after a power cut.
void sync_directory(const std::string& directory);
void sync_file(const std::string& path);

}  // namespace store
