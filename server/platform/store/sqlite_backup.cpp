#include "platform/store/sqlite_backup.h"

#include <filesystem>

#include <fmt/format.h>

#include "platform/store/directory_lock.h"

namespace store::sqlite {

constexpr int lock_wait_ms = 10'000;  // a checkpoint may just be ending

namespace {

void copy(Connection& from, const std::string& to);
void copy_all_pages(Connection& from, sqlite3* to, const std::string& name);

}  // namespace

void back_up(const Opening& from, const std::string& path) {
    const std::string unfinished = path + ".unfinished";
    const auto folder = std::filesystem::absolute(path).parent_path().string();
    std::filesystem::remove(unfinished);
    Connection connection(from);
    sqlite3_busy_timeout(connection.raw(), lock_wait_ms);
    try {
        copy(connection, unfinished);
        sync_file(unfinished);
        std::filesystem::rename(unfinished, path);
        sync_directory(folder);
    } catch (const std::filesystem::filesystem_error& error) {
        throw Broken(fmt::format("The backup could not be written: {}", error.what()));
    } catch (...) {
        std::error_code gone;
        std::filesystem::remove(unfinished, gone);
        throw;
    }
}

namespace {

void copy(Connection& from, const std::string& name) {
    sqlite3* to = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closes{to, sqlite3_close};
    if (code != SQLITE_OK) {
        throw Broken(fmt::format("The backup {} cannot be written: {}", name, words_of(to, code)));
    }
    sqlite3_exec(to, "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);  // it is brought to the disk once, at the end
    copy_all_pages(from, to, name);
}

// In one step, hence in one snapshot: in several, each commit between them would make the copy begin again.
void copy_all_pages(Connection& from, sqlite3* to, const std::string& name) {
    sqlite3_backup* backup = sqlite3_backup_init(to, "main", from.raw(), "main");
    const int code = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(to);
    const int finished = backup ? sqlite3_backup_finish(backup) : code;
    if (code != SQLITE_DONE || finished != SQLITE_OK) {
        throw Broken(fmt::format("The backup {} could not be finished: {}", name, words_of(to, finished)));
    }
}

}  // namespace
}  // namespace store::sqlite
