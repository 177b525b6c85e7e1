#include "platform/store/directory_lock.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "platform/store/store.h"

namespace store {
namespace {

void make_directory(const std::string& directory);
std::string owner_of(int file);
void sync_path(const std::string& path, int flags);

}  // namespace

DirectoryLock::DirectoryLock(const std::string& directory) {
    make_directory(directory);
    file_ = open((directory + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) {
        throw Broken(fmt::format("The data folder {} cannot be used: {}.", directory, std::strerror(errno)));
    }
    if (flock(file_, LOCK_EX | LOCK_NB) != 0) {
        const std::string owner = owner_of(file_);
        close(file_);
        throw Broken(
            fmt::format("Another Steward{} is using the data folder {}. Stop it first, or choose another folder.", owner, directory));
    }
    const std::string me = fmt::format("{}\n", getpid());
    if (ftruncate(file_, 0) != 0 || pwrite(file_, me.data(), me.size(), 0) < 0) {
        return;  // The number is a courtesy to people; the lock is the flock, so a full disk does not matter here.
    }
}

DirectoryLock::~DirectoryLock() { close(file_); }

void sync_directory(const std::string& directory) { sync_path(directory, O_RDONLY | O_DIRECTORY); }
void sync_file(const std::string& path) { sync_path(path, O_RDWR); }

namespace {

void make_directory(const std::string& directory) {
    std::error_code failed;
    if (std::filesystem::create_directories(directory, failed)) {
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, failed);
    }
    if (!std::filesystem::is_directory(directory, failed)) {
        throw Broken(fmt::format("The data folder {} could not be made.", directory));
    }
}

std::string owner_of(int file) {
    char text[16] = {};
    const auto read = pread(file, text, sizeof text - 1, 0);
    const int process = read > 0 ? std::atoi(text) : 0;
    return process > 0 ? fmt::format(" (process {})", process) : std::string{};
}

void sync_path(const std::string& path, int flags) {
    const int file = open(path.c_str(), flags | O_CLOEXEC);
    const bool kept = file >= 0 && fsync(file) == 0;
    const int error = errno;
    if (file >= 0) {
        close(file);
    }
    if (!kept) {
        throw Broken(fmt::format("{} could not be written to the disk: {}.", path, std::strerror(error)));
    }
}

}  // namespace
}  // namespace store
