#include "features/overview/search/search_words.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"

namespace search_words {
namespace {

constexpr double whole_title = 40;   // exactly what was typed
constexpr double first_word = 9;     // a name begins with it
constexpr double whole_word = 8;
constexpr double word_begins = 6;
constexpr double about_begins = 3;
constexpr double mentioned = 1;
constexpr double a_customer = 2;     // people are looked for more often than what happened to them

// Length of the separator at `at`, or 0 where a letter stands. Folding leaves letters, digits, and punctuation of any script.
std::size_t separator_at(std::string_view folded, std::size_t at);
bool begins(std::string_view word, std::string_view with) { return word.substr(0, with.size()) == with; }
double best_of(std::string_view typed, const std::vector<std::string>& title, const std::vector<std::string>& about);

}  // namespace

std::vector<std::string> of(std::string_view text, std::size_t limit) {
    const std::string folded = text::fold(text);
    std::vector<std::string> words;
    std::unordered_set<std::string> seen;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty() && words.size() < limit && seen.insert(word).second) words.push_back(word);
        word.clear();
    };
    for (std::size_t at = 0; at < folded.size();) {
        if (const auto size = separator_at(folded, at); size > 0) {
            end_word();
            at += size;
        } else {
            if (word.size() < 60) word += folded[at];  // nobody types more of a word
            ++at;
        }
    }
    end_word();
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) {
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

std::string for_fts5(const std::vector<std::string>& typed, std::string_view column, std::string_view kinds) {
    std::string out;
    if (!kinds.empty()) {
        out = "(" + std::string{kinds} + ") AND ";
    }
    std::string words;
    for (const auto& word : typed) {
        words += (words.empty() ? "" : " AND ") + ("\"" + word + "\" *");
    }
    return out + std::string{column} + " : (" + words + ")";
}

std::string for_tsquery(const std::vector<std::string>& typed) {
    std::string out;
    for (const auto& word : typed) {
        out += (out.empty() ? "'" : " & '") + word + "':*";
    }
    return out;
}

double score(const std::vector<std::string>& typed, const Found& found) {
    const auto title = of(found.title, 40);
    const auto about = of(found.about, 40);
    double sum = found.noun == "party" ? a_customer : 0;
    for (const auto& word : typed) {
        sum += best_of(word, title, about);
    }
    if (title == typed) {
        sum += whole_title;
    }
    return sum / static_cast<double>(typed.size() + 1);
}

namespace {

std::size_t separator_at(std::string_view folded, std::size_t at) {
    const auto byte = [&](std::size_t i) { return at + i < folded.size() ? static_cast<unsigned char>(folded[at + i]) : 0u; };
    if (byte(0) < 0x80) {
        const char letter = folded[at];
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ? 0 : 1;
    }
    if (byte(0) == 0xC2) return 2;                                                    // U+0080 .. U+00BF: signs
    if (byte(0) == 0xE2 && byte(1) >= 0x80 && byte(1) <= 0xAF) return 3;              // U+2000 .. U+2BFF: dashes, quotes, symbols
    if (byte(0) == 0xE3 && byte(1) == 0x80) return 3;                                 // U+3000 .. U+303F: CJK punctuation
    if (byte(0) == 0xF0 && byte(1) == 0x9F) return 4;                                 // U+1F000 ..: pictures
    return 0;
}

double best_of(std::string_view typed, const std::vector<std::string>& title, const std::vector<std::string>& about) {
    double best = mentioned;
    for (std::size_t i = 0; i < title.size(); ++i) {
        if (!begins(title[i], typed)) continue;
        best = std::max(best, (i == 0 ? first_word : word_begins) + (title[i] == typed ? whole_word - word_begins : 0));
    }
    for (const auto& word : about) {
        if (begins(word, typed)) best = std::max(best, about_begins);
    }
    return best;
}

}  // namespace
}  // namespace search_words
