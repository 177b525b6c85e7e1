// What reads as JSON prints as JSON that reads again (a fraction may lose its last digit: the API has none); whatever else
// comes is refused with a sentence.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const auto once = json::parse({reinterpret_cast<const char*>(bytes), count});
    if (!once) {
        if (once.no().words.empty()) std::abort();
        return 0;
    }
    if (!json::parse(once->view().print())) std::abort();
    return 0;
}
