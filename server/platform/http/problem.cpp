#include "platform/http/problem.h"

#include <fmt/format.h>

#include "base/json.h"

namespace http {
namespace {

struct Kind {
    int status;
    std::string_view code;
};

Kind kind_of(Refusal why, bool version_named) {
    switch (why) {
        case Refusal::not_found: return {404, "not_found"};
        case Refusal::not_allowed: return {403, "not_allowed"};
        case Refusal::not_valid: return {422, "not_valid"};
        case Refusal::already_changed: return {version_named ? 412 : 409, "already_changed"};
        case Refusal::too_many: return {429, "too_many"};
        case Refusal::try_later: return {503, "try_later"};
    }
    return {500, "broken"};
}

std::string opening(int status, std::string_view code, std::string_view words) {
    std::string out = fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"code":"{}","detail":)", reason(status), status, code);
    json::print_text(out, words);
    return out;
}

void print_faults(std::string& out, const Faults& faults) {
    out += R"(,"errors":[)";
    for (const auto& fault : faults) {
        out += out.back() == '[' ? R"({"pointer":)" : R"(,{"pointer":)";
        json::print_text(out, fault.pointer);
        out += R"(,"detail":)";
        json::print_text(out, fault.words);
        out += '}';
    }
    out += ']';
}

Reply document(int status, std::string text) {
    Reply reply{status, std::move(text), "application/problem+json"};
    if (status == 503 || status == 507) {
        return std::move(reply).with("Retry-After", "5");
    }
    return reply;
}

}  // namespace

std::string_view reason(int status) {
    switch (status) {
        case 101: return "Switching Protocols";
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 421: return "Misdirected Request";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        case 507: return "Insufficient Storage";
        default: return "Unknown";
    }
}

Reply problem(const No& no, bool version_named) {
    const auto [status, code] = kind_of(no.why, version_named);
    std::string out = opening(status, code, no.words);
    if (!no.faults.empty()) {
        print_faults(out, no.faults);
    }
    if (!no.current.empty()) {
        out += R"(,"current":)" + no.current;
    }
    auto reply = document(status, out + '}');
    // A verb's own counters speak of minutes: a guess at a password, a form.
    return no.why == Refusal::too_many ? std::move(reply).with("Retry-After", "60") : reply;
}

Reply problem(const Trouble& trouble) { return document(trouble.status, opening(trouble.status, trouble.code, trouble.words) + '}'); }

}  // namespace http
