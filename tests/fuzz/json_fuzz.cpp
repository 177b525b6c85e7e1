// What reads as JSON prints as JSON that reads the same; whatever else comes is refused with a sentence.
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
    const std::string printed = once->view().print();
    const auto again = json::parse(printed);
    if (!again || again->view().print() != printed) std::abort();
    return 0;
}
