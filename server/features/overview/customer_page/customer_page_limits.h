#pragma once

constexpr int open_promises_on_page_max = 50;  // of one customer; more cannot be kept in view
constexpr int past_promises_on_page = 10;
constexpr int timeline_on_page = 50;           // what scrolls by before the next page has come
