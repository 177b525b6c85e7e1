#pragma once
// Problem documents (RFC 9457) of the edge itself; those of verbs are made from their refusals by http::problem(No).
#include "platform/http/route.h"

namespace http {

struct Trouble {
    int status;
    std::string_view code;
    std::string_view words;
};
Reply problem(const Trouble&);
std::string_view reason(int status);  // "Not Found"

namespace trouble {
inline constexpr Trouble bad_request{400, "bad_request", "This request cannot be read."};
inline constexpr Trouble bad_address{400, "bad_request", "This address cannot be read."};
inline constexpr Trouble not_signed_in{401, "not_signed_in", "Sign in first."};
inline constexpr Trouble only_admins{403, "not_allowed", "Only an administrator may do this."};
inline constexpr Trouble only_reading{403, "not_allowed", "This token may read, not write."};
inline constexpr Trouble other_site{403, "not_allowed", "This request came from another site, so nothing was done."};
inline constexpr Trouble not_here{404, "not_found", "There is nothing at this address."};
inline constexpr Trouble method_not_allowed{405, "method_not_allowed", "This address cannot be used in this way."};
inline constexpr Trouble too_slow{408, "too_slow", "The request took too long to arrive."};
inline constexpr Trouble too_large{413, "too_large", "This is larger than what may be sent here."};
inline constexpr Trouble not_json{415, "unsupported_media_type", "Send this as application/json."};
inline constexpr Trouble other_host{421, "bad_request", "Nothing is served under this name."};
inline constexpr Trouble no_body{422, "not_valid", "Nothing can be sent along with this request."};
inline constexpr Trouble key_reused{422, "key_reused", "This Idempotency-Key was used for something else before. Use a fresh one."};
inline constexpr Trouble bad_key{422, "not_valid", "An Idempotency-Key has 1 to 200 visible characters."};
inline constexpr Trouble version_needed{428, "version_needed", "Say which version you change: send its ETag as If-Match."};
inline constexpr Trouble too_many{429, "too_many", "That was too much at once. Wait a moment and try again."};
inline constexpr Trouble headers_too_large{431, "too_large", "The headers of this request are too large."};
inline constexpr Trouble broken{500, "broken", "Something went wrong on our side. Nothing was changed."};
inline constexpr Trouble too_busy{503, "try_later", "Steward is busy. Try again in a moment."};
inline constexpr Trouble disk_full{507, "try_later", "The disk of the server is full. Nothing was saved; reading goes on."};
}  // namespace trouble

}  // namespace http
