#pragma once
#include <cstddef>
#include <cstdint>

constexpr std::int64_t import_rows_max = 500'000;  // five times the largest customer list we were shown; more is more than one file
constexpr std::size_t import_columns_max = 200;    // more than any system exports
constexpr int rows_per_commit = 500;               // so short that nobody waits for it (spine.md: the others' p99 stays the same)
constexpr int sample_rows = 20;                    // a column that is empty so far is a rare one
constexpr int samples_shown = 3;
constexpr int kept_shown_max = 1'000;              // records that stayed, as a list; nobody reads more, the count is exact
constexpr int import_list_max = 50;
