#pragma once
// What a failed SQLite call means for the store.
#include <string_view>

#include <sqlite3.h>

#include "platform/store/store.h"

namespace store::sqlite {

enum class Damage {
    none,
    statement,  // this statement only
    full,       // no room: reversible
    disk,       // the disk did not keep or give what it should: fatal for writing
};

// The disk failed: see RELIABILITY, never retry an fsync.
struct DiskFailed : Broken {
    using Broken::Broken;
};

Damage damage_of(int extended_code, int system_errno);
Damage damage_now(sqlite3*, int code);
std::string words_of(sqlite3*, int code);

// Throws Full, DiskFailed or Broken; `doing` is the name of the statement.
[[noreturn]] void fail(sqlite3*, int code, std::string_view doing);

// Throws Broken for a version with the WAL-reset race (3.7.0 to 3.51.2).
void refuse_old_version(int version_number, std::string_view version);

}  // namespace store::sqlite
