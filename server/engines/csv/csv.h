#pragma once
// Tables as text (CSV), as people really send them: any of the usual encodings, delimiters and line ends, line breaks in
// quotes, and mistakes. The grammar itself (RFC 4180) is read by libcsv; what stands around it is ours. No I/O, any thread.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ref.h"
#include "base/result.h"

namespace csv {

struct Text {
    std::string utf8;           // without a byte order mark
    std::string_view encoding;  // "UTF-8", "UTF-16", "Windows-1252"
};
// Latin-1 is read as Windows-1252, which is the same wherever Latin-1 has a letter. Refuses, with a sentence, what is no
// text: a spreadsheet's own format, zero bytes, a file that says it is UTF-8 and is not.
Result<Text> to_utf8(std::string_view bytes);

struct Layout {
    char delimiter = ',';
    std::size_t begins = 0;  // where the table begins: behind a line "sep=;"
};
// The delimiter that gives the most columns, the same number in nearly every row. Looks at the first rows only.
Layout layout_of(std::string_view utf8);

using Cells = std::span<const std::string_view>;
// Calls `each` with the number of the row as a spreadsheet shows it (the first is 1; empty rows count and are left out) and
// its cells, trimmed unless quoted, until it gives false. Cells live until the next row. Refuses when a quote is never closed.
// Time and memory are linear in the text.
Result<Done> read(std::string_view utf8, Layout, Ref<bool(int row, Cells)> each);

// Appends one row that ends in CRLF. What a spreadsheet would take for a formula gets an apostrophe before it, so that
// nobody's name can run on a colleague's machine.
void write(std::string& out, std::span<const std::string> cells);

}  // namespace csv
