// A disk that forgets what it was not told to keep. Preloaded into a program, it watches the folder POWERLOSS_LIVE and keeps
// beside it, in POWERLOSS_DISK, what a power cut would leave: of each file the bytes of its last fsync or fdatasync, of each
// folder the names of its last fsync. Kill the program, and power_cut.mjs builds the folder anew from that.
//
//   DISK/inodes/N    the durable bytes of the file with inode N
//   DISK/folders/N   the durable names in the folder with inode N, one "f|d inode name" a line
//   DISK/keep/N      a link to the live file, so that its number is not used again while the old names may come back
//   DISK/root        the inode of LIVE itself
//
// What lies in LIVE when the program starts counts as durable. Nothing waits for the real disk, because only the
// program dies here and the kernel lives on. Memory maps are not watched: SQLite writes only its rebuilt index that way.
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

constexpr off_t page_size = 4096;
constexpr off_t copied_whole_max = 256 * 1024;  // smaller files are copied whole, whoever wrote them and however

struct Unsynced {
    std::set<off_t> pages;
    off_t shortest = -1;  // the smallest size since the last sync; -1: it was never cut
};

struct Disk {
    std::mutex mutex;
    std::string live, disk;
    std::map<ino_t, Unsynced> unsynced;
    bool watching = false;
};

Disk& disk();
std::string path_of(int file);
bool watched(int file);
void wrote(int file, off_t from, off_t bytes);
void cut(int file, off_t size);
void keep(ino_t inode, const std::string& path);
void keep_file(int file, const struct stat& facts);
void keep_folder(const std::string& folder, ino_t inode);
void keep_everything(const std::string& folder);
int synced(int file);

template <class Function>
Function real(const char* name, Function) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

// Each of these stands in for the libc's function of the same name.
extern "C" {

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    static const auto next = real("pwrite", &pwrite);
    if (!watched(file)) return next(file, bytes, count, at);
    const std::lock_guard held(disk().mutex);
    const ssize_t done = next(file, bytes, count, at);
    wrote(file, at, done);
    return done;
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off_t at) { return pwrite(file, bytes, count, at); }

ssize_t write(int file, const void* bytes, size_t count) {
    static const auto next = real("write", &write);
    if (!watched(file)) return next(file, bytes, count);
    const std::lock_guard held(disk().mutex);
    const ssize_t done = next(file, bytes, count);
    wrote(file, lseek(file, 0, SEEK_CUR) - done, done);
    return done;
}

ssize_t writev(int file, const struct iovec* parts, int count) {
    static const auto next = real("writev", &writev);
    if (!watched(file)) return next(file, parts, count);
    const std::lock_guard held(disk().mutex);
    const ssize_t done = next(file, parts, count);
    wrote(file, lseek(file, 0, SEEK_CUR) - done, done);
    return done;
}

int ftruncate(int file, off_t size) noexcept {
    static const auto next = real("ftruncate", &ftruncate);
    if (!watched(file)) return next(file, size);
    const std::lock_guard held(disk().mutex);
    cut(file, size);
    return next(file, size);
}

int ftruncate64(int file, off_t size) noexcept { return ftruncate(file, size); }

int fsync(int file) {
    static const auto next = real("fsync", &fsync);
    return watched(file) ? synced(file) : next(file);
}

int fdatasync(int file) {
    static const auto next = real("fdatasync", &fdatasync);
    return watched(file) ? synced(file) : next(file);
}

}  // extern "C"

namespace {

__attribute__((constructor)) void begin() {
    const char* live = std::getenv("POWERLOSS_LIVE");
    const char* where = std::getenv("POWERLOSS_DISK");
    if (live == nullptr || where == nullptr) return;
    disk().live = std::filesystem::canonical(live);
    disk().disk = std::filesystem::canonical(where);
    for (const char* part : {"/inodes", "/folders", "/keep"}) std::filesystem::create_directories(disk().disk + part);
    keep_everything(disk().live);
    struct stat root {};
    stat(disk().live.c_str(), &root);
    std::FILE* note = std::fopen((disk().disk + "/root").c_str(), "w");
    std::fprintf(note, "%lu\n", root.st_ino);
    std::fclose(note);
    disk().watching = true;
}

Disk& disk() {
    static Disk* const only = new Disk;  // outlives every thread of the program
    return *only;
}

std::string path_of(int file) {
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path);
    return length > 0 ? std::string(path, static_cast<size_t>(length)) : std::string();
}

bool watched(int file) {
    if (!disk().watching || file <= 2) return false;
    const std::string path = path_of(file);
    const std::string& live = disk().live;
    return path.compare(0, live.size(), live) == 0 && (path.size() == live.size() || path[live.size()] == '/');
}

void wrote(int file, off_t from, off_t bytes) {
    struct stat facts {};
    if (bytes <= 0 || fstat(file, &facts) != 0) return;
    Unsynced& marks = disk().unsynced[facts.st_ino];
    for (off_t page = from / page_size; page <= (from + bytes - 1) / page_size; ++page) marks.pages.insert(page);
}

void cut(int file, off_t size) {
    struct stat facts {};
    if (fstat(file, &facts) != 0) return;
    Unsynced& marks = disk().unsynced[facts.st_ino];
    marks.shortest = marks.shortest < 0 ? size : std::min(marks.shortest, size);
}

int synced(int file) {
    const std::lock_guard held(disk().mutex);
    struct stat facts {};
    if (fstat(file, &facts) != 0) return -1;
    if (S_ISDIR(facts.st_mode)) {
        keep_folder(path_of(file), facts.st_ino);
    } else {
        keep(facts.st_ino, path_of(file));
        keep_file(file, facts);
    }
    return 0;
}

void keep(ino_t inode, const std::string& path) { link(path.c_str(), (disk().disk + "/keep/" + std::to_string(inode)).c_str()); }

// The caller holds the mutex, so nothing is written between the first page copied and the last.
void keep_file(int file, const struct stat& facts) {
    const int in = open(("/proc/self/fd/" + std::to_string(file)).c_str(), O_RDONLY | O_CLOEXEC);
    const int out = open((disk().disk + "/inodes/" + std::to_string(facts.st_ino)).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    Unsynced& marks = disk().unsynced[facts.st_ino];
    if (facts.st_size <= copied_whole_max) {
        for (off_t page = 0; page * page_size < facts.st_size; ++page) marks.pages.insert(page);
    }
    if (marks.shortest >= 0) (void)!ftruncate(out, marks.shortest);
    (void)!ftruncate(out, facts.st_size);
    char bytes[page_size];
    for (const off_t page : marks.pages) {
        const ssize_t read = pread(in, bytes, page_size, page * page_size);
        if (read > 0) (void)!pwrite(out, bytes, static_cast<size_t>(read), page * page_size);
    }
    disk().unsynced.erase(facts.st_ino);
    close(in);
    close(out);
}

// Written aside and renamed: a kill in the middle leaves the older names.
void keep_folder(const std::string& folder, ino_t inode) {
    const std::string note = disk().disk + "/folders/" + std::to_string(inode);
    std::FILE* names = std::fopen((note + ".new").c_str(), "w");
    DIR* entries = opendir(folder.c_str());
    while (const dirent* entry = readdir(entries)) {
        if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0) continue;
        if (entry->d_type == DT_REG) keep(entry->d_ino, folder + "/" + entry->d_name);
        if (entry->d_type != DT_REG && entry->d_type != DT_DIR) continue;  // a socket does not outlive a power cut
        std::fprintf(names, "%c %lu %s\n", entry->d_type == DT_DIR ? 'd' : 'f', entry->d_ino, entry->d_name);
    }
    closedir(entries);
    std::fclose(names);
    std::rename((note + ".new").c_str(), note.c_str());
}

void keep_everything(const std::string& folder) {
    struct stat facts {};
    stat(folder.c_str(), &facts);
    keep_folder(folder, facts.st_ino);
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_directory()) keep_everything(entry.path());
        if (!entry.is_regular_file()) continue;
        stat(entry.path().c_str(), &facts);
        std::filesystem::copy_file(entry.path(), disk().disk + "/inodes/" + std::to_string(facts.st_ino));
    }
}

}  // namespace
