#pragma once

#include <span>
#include <string_view>

namespace web {

// One file of the built page, as it goes over the wire.
struct PageFile {
    std::string_view path;  // "/index.html", "/assets/app-4f2a.js"
    std::string_view type;  // the Content-Type header
    std::string_view etag;  // with its quotes
    std::span<const unsigned char> raw;
    std::span<const unsigned char> gzip;    // empty where compressing did not pay
    std::span<const unsigned char> brotli;  // likewise
};

// The page carried in the binary, sorted by path; empty when the server was built without a page.
std::span<const PageFile> page_files();

}  // namespace web
