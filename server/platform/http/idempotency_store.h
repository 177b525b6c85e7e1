#pragma once
// The answers kept for repeated requests (the Idempotency-Key header), in the transaction of the request itself: either the
// change and its answer are both there, or neither is.
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/route.h"

namespace http::idempotency_store {

using Hash = std::array<unsigned char, 32>;
Hash hash_of(const Request&);  // of method, path and body

// True when nobody used this key before: go on, then keep() the answer. On PostgreSQL a second request with the same key
// waits here until the first has ended, and then finds its answer.
bool claim(Tx&, std::string_view key, const Hash&);
struct Kept {
    bool same_request;
    Reply reply;
};
std::optional<Kept> find(Tx&, std::string_view key, const Hash&);
void keep(Tx&, std::string_view key, const Reply&);
int forget_before(Tx&, Instant);  // a bounded number; gives how many

}  // namespace http::idempotency_store
