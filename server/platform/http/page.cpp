#include "platform/http/page.h"

#include <algorithm>

#include <fmt/format.h>
#include <sodium.h>

namespace http {
namespace {

constexpr std::string_view nonce_mark = "__NONCE__";
// A service worker lives under the policy that its own file came with: it may fetch from here, and nothing else.
constexpr std::string_view script_policy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

std::string fresh_nonce() {
    std::array<unsigned char, 18> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();  // the NUL that C wants
    return text;
}

// Scripts and styles come from us or carry the nonce; nothing else runs, frames or submits anywhere.
std::string policy(std::string_view nonce) {
    return fmt::format(
        "default-src 'none'; script-src 'self' 'nonce-{0}'; style-src 'self' 'nonce-{0}'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'",
        nonce);
}

std::string_view text_of(std::span<const unsigned char> bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Reply index_page(const web::PageFile& file) {
    const auto nonce = fresh_nonce();
    std::string text{text_of(file.raw)};
    for (auto at = text.find(nonce_mark); at != std::string::npos; at = text.find(nonce_mark, at + nonce.size())) {
        text.replace(at, nonce_mark.size(), nonce);
    }
    Reply reply{200, std::move(text), std::string{file.type}};
    return std::move(reply).with("Cache-Control", "no-store").with("Content-Security-Policy", policy(nonce));
}

// Vite writes a hash of the content into every name under /assets/.
bool has_hashed_name(std::string_view path) { return path.starts_with("/assets/"); }

Reply file_reply(const web::PageFile& file, const Request& request) {
    Reply reply{200, {}, std::string{file.type}};
    reply.headers = {{"ETag", std::string{file.etag}},
                     {"Cache-Control", has_hashed_name(file.path) ? "public, max-age=31536000, immutable" : "no-cache"},
                     {"Vary", "Accept-Encoding"},
                     {"Content-Security-Policy", std::string{script_policy}}};
    if (tag_matches(request.header("if-none-match").value_or(""), file.etag)) {
        reply.status = 304;
        return reply;
    }
    const auto accepted = request.header("accept-encoding").value_or("");
    if (!file.brotli.empty() && accepts_coding(accepted, "br")) {
        reply.body = text_of(file.brotli);
        return std::move(reply).with("Content-Encoding", "br");
    }
    if (!file.gzip.empty() && accepts_coding(accepted, "gzip")) {
        reply.body = text_of(file.gzip);
        return std::move(reply).with("Content-Encoding", "gzip");
    }
    reply.body = text_of(file.raw);
    return reply;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

// Calls `each` with every part of a comma-separated header until it says true.
bool any_part(std::string_view list, Ref<bool(std::string_view)> each) {
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        if (each(trimmed(list.substr(0, end)))) {
            return true;
        }
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

}  // namespace

std::optional<Reply> Page::answer(const Request& request) const {
    if (const auto* found = file(request.path); found != nullptr && found->path != "/index.html") {
        return file_reply(*found, request);
    }
    const auto* index = file("/index.html");
    const bool wants_page = request.header("accept").value_or("*/*").find("text/html") != std::string_view::npos || request.path == "/" ||
                            request.path == "/index.html";
    // An address of the page's own, /customers/..., is answered by the page itself; a missing asset is missing.
    if (index == nullptr || !wants_page || has_hashed_name(request.path)) {
        return std::nullopt;
    }
    return index_page(*index);
}

const web::PageFile* Page::file(std::string_view path) const {
    const auto found = std::lower_bound(files_.begin(), files_.end(), path, [](const auto& file, auto wanted) { return file.path < wanted; });
    return found != files_.end() && found->path == path ? &*found : nullptr;
}

bool accepts_coding(std::string_view accepted, std::string_view coding) {
    return any_part(accepted, [&](std::string_view part) {
        const auto semicolon = std::min(part.find(';'), part.size());
        const auto weight = trimmed(part.substr(std::min(semicolon + 1, part.size())));
        const bool refused = weight == "q=0" || weight == "q=0.0" || weight == "q=0.00" || weight == "q=0.000";
        return trimmed(part.substr(0, semicolon)) == coding && !refused;
    });
}

bool tag_matches(std::string_view tags, std::string_view etag) {
    return any_part(tags, [&](std::string_view tag) {
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        return tag == "*" || tag == etag;
    });
}

}  // namespace http
