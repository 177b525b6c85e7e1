#include "features/ground/members/cookie.h"

#include <fmt/format.h>

#include "base/text.h"
#include "features/ground/members/member_limits.h"

namespace cookie {
namespace {

bool may_be_secure(std::string_view base_url);
std::string with(std::string_view base_url, std::string_view secret, std::int64_t seconds);

}  // namespace

std::string name(std::string_view base_url) { return may_be_secure(base_url) ? "__Host-steward" : "steward"; }

std::string set(std::string_view base_url, std::string_view secret) {
    return with(base_url, secret, std::chrono::seconds{members::session_lasts_max}.count());
}

std::string gone(std::string_view base_url) { return with(base_url, "", 0); }

std::string_view secret_in(std::string_view header, std::string_view base_url) {
    const std::string wanted = name(base_url) + "=";
    while (!header.empty()) {
        const auto end = header.find(';');
        const auto one = text::trim(header.substr(0, end));
        if (one.starts_with(wanted)) {
            return one.substr(wanted.size());
        }
        header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
    }
    return {};
}

namespace {

bool may_be_secure(std::string_view base_url) {
    if (!base_url.starts_with("http://")) {
        return true;
    }
    const auto host = base_url.substr(7, base_url.find_first_of(":/", 7) - 7);
    return host == "localhost" || host.ends_with(".localhost");
}

std::string with(std::string_view base_url, std::string_view secret, std::int64_t seconds) {
    return fmt::format("{}={}; Path=/; {}HttpOnly; SameSite=Lax; Max-Age={}", name(base_url), secret, may_be_secure(base_url) ? "Secure; " : "", seconds);
}

}  // namespace
}  // namespace cookie
