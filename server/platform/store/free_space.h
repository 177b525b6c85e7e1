#pragma once
// Room on the disk.
#include <string>

namespace store {

bool there_is_room_in(const std::string& directory);  // tries to take a little, and gives it back
int used_percent_of(const std::string& directory);    // of what we may use on that file system

}  // namespace store
