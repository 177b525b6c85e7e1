#include "features/ground/files/file_directory.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/store/store.h"

namespace file_directory {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fails(const std::string& what) {
    const int why = errno;
    const std::string words = what + ": " + std::strerror(why);
    if (why == ENOSPC || why == EDQUOT) {
        throw store::Full{words};
    }
    throw store::Broken{words};
}

// A file descriptor that closes itself.
class Descriptor {
public:
    Descriptor(const std::string& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (fd_ < 0) fails(path);
    }
    ~Descriptor() { ::close(fd_); }
    Descriptor(const Descriptor&) = delete;
    int operator*() const { return fd_; }

private:
    int fd_;
};

void flush(const std::string& path, int flags) {
    const Descriptor open{path, flags};
    if (::fsync(*open) != 0) fails(path);
}

void make_directory(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) != 0) {
        if (errno == EEXIST) return;
        fails(path);
    }
    flush(fs::path{path}.parent_path(), O_RDONLY | O_DIRECTORY);
}

void write_whole(const std::string& path, std::string_view bytes) {
    const Descriptor file{path, O_WRONLY | O_CREAT | O_EXCL};
    while (!bytes.empty()) {
        const auto written = ::write(*file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fails(path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(*file) != 0) fails(path);
}

std::string folder_of(const std::string& directory, const std::string& sha256) { return directory + "/" + sha256.substr(0, 2); }
std::string path_of(const std::string& directory, const std::string& sha256) { return folder_of(directory, sha256) + "/" + sha256.substr(2); }

std::string fresh_name(const std::string& path) {
    static std::atomic<unsigned> count{0};
    return path + ".new." + std::to_string(::getpid()) + "." + std::to_string(++count);
}

}  // namespace

void write(const std::string& directory, const std::string& sha256, std::string_view bytes) {
    const std::string path = path_of(directory, sha256);
    if (::access(path.c_str(), F_OK) == 0) {
        return;
    }
    make_directory(directory);
    make_directory(folder_of(directory, sha256));
    const std::string fresh = fresh_name(path);
    try {
        write_whole(fresh, bytes);
        if (::rename(fresh.c_str(), path.c_str()) != 0) fails(path);
        flush(folder_of(directory, sha256), O_RDONLY | O_DIRECTORY);
    } catch (...) {
        ::unlink(fresh.c_str());
        throw;
    }
}

std::string read(const std::string& directory, const std::string& sha256) {
    const std::string path = path_of(directory, sha256);
    const Descriptor file{path, O_RDONLY};
    struct stat about {};
    if (::fstat(*file, &about) != 0) fails(path);
    std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
    for (std::size_t at = 0; at < bytes.size();) {
        const auto got = ::read(*file, bytes.data() + at, bytes.size() - at);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fails(path);
        if (got == 0) throw store::Broken{path + " ends too early"};
        at += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace file_directory
