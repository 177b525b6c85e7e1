#pragma once
// A letter to one person: plain words, at most one link. Its text and its HTML are made from the same words, so they never differ.
#include <string>
#include <vector>

#include "base/describe.h"

namespace outbound {

struct Letter {
    Email to;
    std::string subject;
    std::vector<std::string> paragraphs;
    std::string link_words;
    std::string link;
    std::string closing;
    Instant good_until;  // afterwards it is not worth sending
};
BOOST_DESCRIBE_STRUCT(Letter, (), (to, subject, paragraphs, link_words, link, closing, good_until))

std::string as_text(const Letter&);
std::string as_html(const Letter&);
// A header's value (RFC 2047): plain where it is plain, encoded where it is not, and never a second line.
std::string as_header(std::string_view words);
std::string as_phrase(std::string_view name);  // the name before an address, which may hold neither commas nor brackets

}  // namespace outbound
