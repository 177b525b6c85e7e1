#pragma once
// Bytes in a directory, each under its own hash: ab/cdef...
#include <string>
#include <string_view>

namespace file_directory {

// Durable when it returns: written to a new name, flushed, renamed, and the directories flushed. Doing it twice is doing it once.
// Throws store::Full without room, store::Broken when the disk fails.
void write(const std::string& directory, const std::string& sha256, std::string_view bytes);
std::string read(const std::string& directory, const std::string& sha256);

}  // namespace file_directory
