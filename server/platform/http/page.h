#pragma once
// The built page, as it goes over the wire: the smallest form the browser takes, kept for ever under hashed names, and a
// fresh nonce in the one file that names scripts. Any thread.
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/http/page_files.h"
#include "platform/http/route.h"

namespace http {

class Page {
public:
    explicit Page(std::span<const web::PageFile> files) : files_(files) {}
    // Nothing when there is no such file and the caller did not ask for a page to show.
    std::optional<Reply> answer(const Request&) const;

private:
    const web::PageFile* file(std::string_view path) const;
    std::span<const web::PageFile> files_;
};

// True when the comma-separated header names the coding and does not refuse it by q=0.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);
// True when If-None-Match holds this tag, or *.
bool tag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace http
