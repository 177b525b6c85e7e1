#pragma once
// How a text becomes words to be found by, and how well something fits what was typed. Pure; both engines find with the very
// same words and the same ranking.
#include <string>
#include <string_view>
#include <vector>

namespace search_words {

// Folded words (no accents, no case), each once, in order; at most `limit`. "Käse-Straße 5" gives kase, strasse, 5.
std::vector<std::string> of(std::string_view text, std::size_t limit);
std::string joined(const std::vector<std::string>&);

// The question for each engine: every typed word must begin a word. Words hold letters and digits only, so nothing of the
// query language can be typed.
std::string for_fts5(const std::vector<std::string>& typed, std::string_view column, std::string_view kinds);
std::string for_tsquery(const std::vector<std::string>& typed);

struct Found {
    std::string noun;
    std::string title;
    std::string about;
};
// Higher is better. A name that begins as typed comes before one that holds it, and both before a text that mentions it;
// among equals people come first.
double score(const std::vector<std::string>& typed, const Found&);

}  // namespace search_words
