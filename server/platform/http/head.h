#pragma once
// The head of a request, read so that there is only one way to read it. Whatever two servers could understand differently
// (RFC 9112, section 11.2) is refused: the connection is answered with 400 and closed.
#include <string_view>

#include "platform/http/socket.h"

namespace http {

using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

// `head` ends with the empty line. Empty lines, folded lines, lone CR or LF, control characters: false.
bool is_strict(std::string_view head);
// False when length and encoding leave a doubt, or a header that counts stands there twice.
bool has_one_reading(const Parser&);
// False when the target or the method cannot be understood.
bool read_call(const Parser&, Call&);
// The bytes that go out before the body.
std::string print_head(const Reply&, bool keep_alive, bool over_https);

}  // namespace http
