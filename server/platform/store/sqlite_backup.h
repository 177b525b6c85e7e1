#pragma once
// A consistent copy of the database while it is running.
#include "platform/store/sqlite_connection.h"

namespace store::sqlite {

// Copies into a file beside `path`, brings it to the disk, and only then gives it its name. Throws Broken.
void back_up(const Opening& from, const std::string& path);

}  // namespace store::sqlite
