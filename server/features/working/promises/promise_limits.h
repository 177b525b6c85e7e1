#pragma once

#include <cstddef>

constexpr std::size_t renegotiations_max = 50;  // one that moved every week of a year is another promise
