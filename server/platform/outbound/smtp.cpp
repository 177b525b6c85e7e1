#include "platform/outbound/smtp.h"

#include <ctime>
#include <memory>
#include <stdexcept>

#include <curl/curl.h>
#include <fmt/format.h>

namespace outbound {
namespace {

constexpr long connect_seconds_max = 10;
constexpr long all_seconds_max = 60;

struct Lines {
    Lines() = default;
    Lines(const Lines&) = delete;
    ~Lines() { curl_slist_free_all(all); }
    void add(const std::string& line) { all = curl_slist_append(all, line.c_str()); }
    curl_slist* all = nullptr;
};

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Mime = std::unique_ptr<curl_mime, decltype(&curl_mime_free)>;

Curl new_curl();
void add_headers(Lines& headers, const Envelope& envelope, const Letter& letter);
void add_part(curl_mime* mime, const std::string& words, const char* type);
std::string mail_date(Instant at);
// On this machine nobody listens in; elsewhere a password waits for TLS.
long tls_for(const std::string& url);
Delivery outcome(CURL* curl, CURLcode code, const char* fault);

}  // namespace

Delivery hand_over(const MailSettings& settings, const Envelope& envelope, const Letter& letter) {
    const Curl curl = new_curl();
    const Mime mime{curl_mime_init(curl.get()), curl_mime_free};
    Lines headers;
    Lines recipients;
    char fault[CURL_ERROR_SIZE] = "";
    add_headers(headers, envelope, letter);
    recipients.add("<" + letter.to.it + ">");
    add_part(mime.get(), as_text(letter), "text/plain; charset=utf-8");
    add_part(mime.get(), as_html(letter), "text/html; charset=utf-8");
    const std::string sender = "<" + envelope.from + ">";
    curl_easy_setopt(curl.get(), CURLOPT_URL, settings.smtp_url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, tls_for(settings.smtp_url));
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, connect_seconds_max);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, all_seconds_max);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, fault);
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.all);
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.all);
    curl_easy_setopt(curl.get(), CURLOPT_MIMEPOST, mime.get());
    return outcome(curl.get(), curl_easy_perform(curl.get()), fault);
}

namespace {

Curl new_curl() {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    Curl curl{curl_easy_init(), curl_easy_cleanup};
    if (ready != CURLE_OK || !curl) {
        throw std::runtime_error("libcurl cannot start");
    }
    return curl;
}

void add_headers(Lines& headers, const Envelope& envelope, const Letter& letter) {
    headers.add(fmt::format("From: {} <{}>", as_phrase(envelope.from_name), envelope.from));
    headers.add(fmt::format("To: <{}>", letter.to.it));
    headers.add("Subject: " + as_header(letter.subject));
    headers.add("Date: " + mail_date(envelope.at));
    headers.add("Message-ID: " + envelope.message_id);
    headers.add("Auto-Submitted: auto-generated");
    headers.add("Content-Type: multipart/alternative");
}

void add_part(curl_mime* mime, const std::string& words, const char* type) {
    curl_mimepart* part = curl_mime_addpart(mime);
    curl_mime_data(part, words.data(), words.size());
    curl_mime_type(part, type);
    curl_mime_encoder(part, "quoted-printable");
}

std::string mail_date(Instant at) {
    const std::time_t seconds = at.us / 1'000'000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[40];
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &parts);
    return text;
}

long tls_for(const std::string& url) {
    const auto start = url.find("://") + 3;
    const auto at = url.find('@', start);
    const bool has_password = at != std::string::npos;
    const auto host = url.substr(has_password ? at + 1 : start);
    const bool here = host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]");
    if (here) {
        return CURLUSESSL_NONE;
    }
    return has_password ? CURLUSESSL_ALL : CURLUSESSL_TRY;
}

Delivery outcome(CURL* curl, CURLcode code, const char* fault) {
    if (code == CURLE_OK) {
        return {Handed::over, {}};
    }
    long answer = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    const bool for_good = answer >= 550 && answer < 560 && code != CURLE_LOGIN_DENIED;
    const std::string_view words = *fault != 0 ? fault : curl_easy_strerror(code);
    return {for_good ? Handed::refused : Handed::later, answer >= 400 ? fmt::format("{} ({})", words, answer) : std::string{words}};
}

}  // namespace
}  // namespace outbound
