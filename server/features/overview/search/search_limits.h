#pragma once
#include <cstddef>

constexpr std::size_t typed_letters_max = 200;  // nobody types more into one box
constexpr std::size_t typed_words_max = 8;      // each one is a walk through an index
constexpr std::size_t indexed_words_max = 2'000;  // of one record: a long letter
constexpr int candidates_max = 200;             // the newest that match; ranking thousands would cost what it must not (FTS5 trap)
constexpr int hits_usual = 10;
constexpr int hits_max = 50;
