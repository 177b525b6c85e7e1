#pragma once
// What an answer of PostgreSQL means for the store.
#include <string_view>

#include "platform/store/store.h"

namespace store::postgres {

enum class Trouble {
    none,
    statement,  // the statement was wrong, or a constraint held
    conflict,   // two transactions were in each other's way: run it again
    full,       // the server's disk is full
    lost,       // the connection or the server is gone, or it takes no writes
};

// The verb met another one (40001, 40P01). Never leaves the store.
struct Conflict : Broken {
    using Broken::Broken;
};

Trouble trouble_of(std::string_view sqlstate);
[[noreturn]] void fail(Trouble, const std::string& words);

}  // namespace store::postgres
