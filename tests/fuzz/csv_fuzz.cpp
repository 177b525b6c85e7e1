// Whatever bytes arrive as a table: read or refused, never a crash, and every cell lies inside the text.
#include <cstdint>

#include "engines/csv/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = csv::to_utf8({reinterpret_cast<const char*>(data), size});
    if (!text) {
        return 0;
    }
    std::string again;
    (void)csv::read(text->utf8, csv::layout_of(text->utf8), [&](int, csv::Cells cells) {
        csv::write(again, std::vector<std::string>(cells.begin(), cells.end()));
        return again.size() < 1'000'000;
    });
    return 0;
}
