#include "platform/store/sqlite_error.h"

#include <cerrno>

#include <fmt/format.h>

namespace store::sqlite {

constexpr int version_number_min = 3'051'003;

Damage damage_of(int extended_code, int system_errno) {
    switch (extended_code) {
        case SQLITE_FULL:
        case SQLITE_IOERR_SHMSIZE:  // the shared memory file could not grow: in practice always a full disk
            return Damage::full;
        case SQLITE_IOERR_NOMEM:
            return Damage::statement;
        case SQLITE_IOERR_WRITE:
            return system_errno == EDQUOT || system_errno == ENOSPC ? Damage::full : Damage::disk;
        default:
            break;
    }
    switch (extended_code & 0xff) {
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_READONLY:
            return Damage::disk;
        case SQLITE_OK:
        case SQLITE_ROW:
        case SQLITE_DONE:
            return Damage::none;
        default:
            return Damage::statement;
    }
}

Damage damage_now(sqlite3* db, int code) {
    const int extended = sqlite3_extended_errcode(db);
    const bool about_this_code = (extended & 0xff) == (code & 0xff);
    return damage_of(about_this_code ? extended : code, sqlite3_system_errno(db));
}

std::string words_of(sqlite3* db, int code) {
    const char* words = db && (sqlite3_errcode(db) & 0xff) == (code & 0xff) ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    return fmt::format("{} [{}]", words, db ? sqlite3_extended_errcode(db) : code);
}

void fail(sqlite3* db, int code, std::string_view doing) {
    const std::string words = fmt::format("{}: {}", doing, words_of(db, code));
    switch (damage_now(db, code)) {
        case Damage::full:
            throw Full(words);
        case Damage::disk:
            throw DiskFailed(words);
        case Damage::none:
        case Damage::statement:
            break;
    }
    throw Broken(words);
}

void refuse_old_version(int version_number, std::string_view version) {
    if (version_number < version_number_min) {
        throw Broken(fmt::format("SQLite {} can lose committed writes (the WAL-reset race). Steward needs 3.51.3 or later.", version));
    }
}

}  // namespace store::sqlite
