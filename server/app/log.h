#pragma once

namespace app {

// The log goes to standard error, in UTC, written in larger pieces: a line a request would otherwise cost as much as the
// request. Warnings and errors are written at once.
void start_log();
void flush_log();

}  // namespace app
