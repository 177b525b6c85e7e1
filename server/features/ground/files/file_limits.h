#pragma once
#include <cstddef>

constexpr std::size_t file_bytes_max = 64 * 1024 * 1024;  // a sheet of half a million rows; a body is held in memory whole
constexpr std::size_t chunk_bytes = 256 * 1024;           // one row of the table of chunks: small enough for any cache
