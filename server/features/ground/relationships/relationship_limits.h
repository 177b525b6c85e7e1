#pragma once

constexpr int ties_shown_max = 200;      // of one kind on one page; the largest organisation scrolls its people as a list
constexpr int people_of_circle_max = 500;  // whose touches an organisation's counts look through
