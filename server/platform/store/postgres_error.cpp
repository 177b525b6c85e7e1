#include "platform/store/postgres_error.h"

namespace store::postgres {

Trouble trouble_of(std::string_view sqlstate) {
    if (sqlstate == "40001" || sqlstate == "40P01") {
        return Trouble::conflict;
    }
    if (sqlstate == "53100") {
        return Trouble::full;
    }
    // No state: libpq itself lost the server. 08 connection, 57P0x shutting down, 25006 read-only (a standby), 25P03 idle too long.
    const bool lost = sqlstate.empty() || sqlstate.starts_with("08") || sqlstate.starts_with("57P") || sqlstate == "25006" ||
                      sqlstate == "25P03" || sqlstate == "53300";
    return lost ? Trouble::lost : Trouble::statement;
}

void fail(Trouble trouble, const std::string& words) {
    switch (trouble) {
        case Trouble::conflict:
            throw Conflict(words);
        case Trouble::full:
            throw Full(words);
        case Trouble::lost:
            throw Lost(words);
        case Trouble::none:
        case Trouble::statement:
            break;
    }
    throw Broken(words);
}

}  // namespace store::postgres
