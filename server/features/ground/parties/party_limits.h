#pragma once
#include <cstddef>

constexpr std::size_t handles_max = 50;       // a large agency with every desk; beyond that they are people of their own
constexpr int duplicates_shown_max = 5;       // more than anybody compares by eye
