#pragma once
// Today: what I owe whom, who waits for an answer, and what happened since yesterday. It keeps nothing of its own.
#include <string>

#include "platform/feature.h"
#include "platform/records/tx.h"

namespace today {

std::string page_json(Tx&);
// The day as a person says it: "3 days late", "today", "tomorrow", or the day itself.
std::string due_word(Day due_on, Day today);

const Feature& feature();

}  // namespace today
