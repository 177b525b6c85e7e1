#include "features/ground/members/told.h"

#include <fmt/format.h>

#include "platform/records/event_store.h"

namespace members {

void tell_ended(Tx& tx, Ended what, std::int64_t id, MemberId whose) {
    const bool session = what == Ended::session;
    records::tell(tx, {session ? "sessions.ended" : "tokens.ended", 1, session ? "session" : "token", id, for_the_house_alone, {},
                       fmt::format(R"({{"member":"{}"}})", ids::to_text(whose)), {}});
}

}  // namespace members
