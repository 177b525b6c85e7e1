#include "platform/http/head.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "platform/http/target.h"

namespace http {
namespace {

namespace beast_http = boost::beast::http;
using beast_http::field;

// A second one of these would let two readers choose differently.
constexpr std::array once{field::host,     field::content_length, field::transfer_encoding, field::content_type,   field::authorization,
                          field::cookie,   field::origin,         field::if_match,          field::expect,         field::connection,
                          field::upgrade};

constexpr std::string_view always =
    "Server: steward\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(self), payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "X-Frame-Options: DENY\r\n";
constexpr std::string_view only_over_https = "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
// An answer of the API is data: if a browser is led to show it, it can do nothing.
constexpr std::string_view data_policy = "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; sandbox\r\n";

bool is_token(char c) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
}

bool is_strict_line(std::string_view line) {
    const auto colon = line.find(':');
    return colon != std::string_view::npos && colon > 0 && std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), is_token) &&
           std::none_of(line.begin() + static_cast<std::ptrdiff_t>(colon), line.end(), [](unsigned char c) { return (c < ' ' && c != '\t') || c == 0x7f; });
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.size() < 19 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return out;
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

bool read_method(beast_http::verb sent, Call& call) {
    using beast_http::verb;
    switch (sent) {
        case verb::head: call.head = true; [[fallthrough]];
        case verb::get: call.request.method = Method::get; return true;
        case verb::options: call.options = true; call.request.method = Method::get; return true;
        case verb::post: call.request.method = Method::post; return true;
        case verb::put: call.request.method = Method::put; return true;
        case verb::patch: call.request.method = Method::patch; return true;
        case verb::delete_: call.request.method = Method::remove; return true;
        default: return false;
    }
}

// No answer may carry a line break into its head, wherever the value came from.
void print_header(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ");
    std::copy_if(value.begin(), value.end(), std::back_inserter(out), [](unsigned char c) { return c >= ' ' && c != 0x7f; });
    out += "\r\n";
}

bool says(const Reply& reply, std::string_view name) {
    return std::any_of(reply.headers.begin(), reply.headers.end(), [&](const auto& header) { return header.first == name; });
}

}  // namespace

bool is_strict(std::string_view head) {
    auto end = head.find("\r\n");
    const auto request_line = head.substr(0, end);
    if (request_line.empty() || std::any_of(request_line.begin(), request_line.end(), [](unsigned char c) { return c < ' ' || c >= 0x7f; })) {
        return false;
    }
    head.remove_prefix(end + 2);
    while (!head.starts_with("\r\n")) {
        end = head.find("\r\n");
        if (end == std::string_view::npos || !is_strict_line(head.substr(0, end))) {
            return false;
        }
        head.remove_prefix(end + 2);
    }
    return true;
}

bool has_one_reading(const Parser& parser) {
    const auto& head = parser.get();
    for (const auto name : once) {
        if (head.count(name) > 1) {
            return false;
        }
    }
    if (head.count(field::host) == 0) {
        return false;
    }
    const auto encoding = head.find(field::transfer_encoding);
    if (encoding != head.end()) {
        return head.version() == 11 && lower(view(encoding->value())) == "chunked" && head.count(field::content_length) == 0;
    }
    const auto length = head.find(field::content_length);
    return length == head.end() || all_digits(view(length->value()));
}

bool read_call(const Parser& parser, Call& call) {
    const auto& head = parser.get();
    auto target = read_target(view(head.target()));
    if (!target || !read_method(head.method(), call)) {
        return false;
    }
    auto& request = call.request;
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.headers.reserve(16);
    for (const auto& header : head) {
        request.headers.emplace_back(lower(view(header.name_string())), view(header.value()));
    }
    call.has_body = !parser.is_done();
    call.body_size = parser.content_length() ? *parser.content_length() : 0;
    return true;
}

std::string print_head(const Reply& reply, bool keep_alive, bool over_https) {
    std::string out;
    out.reserve(768);
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", reply.status, reason(reply.status));
    out += always;
    if (over_https) {
        out += only_over_https;
    }
    if (!says(reply, "Content-Security-Policy")) {
        out += data_policy;
    }
    if (!says(reply, "Cache-Control")) {
        out += "Cache-Control: no-store\r\n";
    }
    for (const auto& [name, value] : reply.headers) {
        print_header(out, name, value);
    }
    if (reply.status != 204 && reply.status != 304) {
        print_header(out, "Content-Type", reply.type);
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", reply.body.size());
    }
    out += keep_alive ? "\r\n" : "Connection: close\r\n\r\n";
    return out;
}

}  // namespace http
