#pragma once
#include <chrono>
#include <cstddef>

constexpr std::size_t participants_max = 100;            // a large workshop; each stands on a timeline of their own
constexpr std::size_t words_on_timeline_letters = 1'000;  // the rest of a long mail is read in the interaction itself
constexpr int timeline_page_max = 200;
constexpr int notices_shown_max = 20;
constexpr std::chrono::days dealt_recently{30};           // a month ago still feels like "my customer"
constexpr std::chrono::days told_when_fresh{2};           // what is logged later than this surprises nobody any more
constexpr std::chrono::hours ahead_of_our_clock{24};      // clocks and zones differ; nobody has met anyone the day after tomorrow
