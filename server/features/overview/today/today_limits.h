#pragma once

constexpr int promises_today_max = 50;   // nobody keeps more in view; the rest stands in the list of promises
constexpr int waiting_today_max = 50;    // longer than anyone answers in a day
constexpr int news_today_max = 30;       // what is read standing, with a coffee
constexpr int untold_today_max = 20;
constexpr int awaited_today_max = 20;
