#pragma once
// The index, in each engine's own way of full text.
#include <string>
#include <vector>

#include "features/overview/search/search_words.h"
#include "platform/records/tx.h"

namespace search_store {

struct Entry {
    std::int64_t id = 0;
    std::string noun;
    std::string title;
    std::string about;
    std::vector<std::string> kinds;  // "party", "organisation"
    std::vector<std::string> title_words;
    std::vector<std::string> words;
};
void put(Tx&, store::Engine, const Entry&);
void drop(Tx&, store::Engine, std::int64_t id);

enum class In { title, anything };
// Newest first, at most `limit`. `kinds` none: of any kind.
std::vector<std::int64_t> matches(Tx&, store::Engine, In, const std::vector<std::string>& typed, const std::vector<std::string>& kinds, int limit);
std::vector<Entry> entries(Tx&, const std::vector<std::int64_t>& ids);  // what is shown of them, without their words

}  // namespace search_store
