#pragma once
// The cookie that holds a session's secret. Over TLS, and on localhost, it is __Host-steward: Secure, of this host alone, for
// every path. Over plain http to another host browsers refuse such a cookie, so there it is "steward" without Secure.
#include <string>
#include <string_view>

namespace cookie {

std::string name(std::string_view base_url);
std::string set(std::string_view base_url, std::string_view secret);
std::string gone(std::string_view base_url);
// The secret in a Cookie header; empty when there is none.
std::string_view secret_in(std::string_view header, std::string_view base_url);

}  // namespace cookie
