#include "engines/csv/csv.h"

#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include <csv.h>
#include <iconv.h>

#include "base/text.h"

namespace csv {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::array delimiters{',', ';', '\t', '|'};
constexpr int rows_that_tell = 50;             // the layout shows in the first rows or not at all
constexpr std::size_t feed_bytes = 64 * 1024;  // libcsv cannot stop by itself, so it is fed in pieces

std::string_view why_no_table(std::string_view bytes);
std::string_view encoding_of(std::string_view bytes);
bool mostly_zero(std::string_view bytes, std::size_t from);
Result<Text> converted(std::string_view bytes, const char* from, std::string_view called);

// What libcsv calls back into while it reads.
class Reader {
public:
    explicit Reader(Ref<bool(int, Cells)> each) : each_(each) {}
    void cell(const void* bytes, std::size_t size);
    void row_ends(int with);
    bool stopped = false;

private:
    Ref<bool(int, Cells)> each_;
    std::string letters_;             // all cells of the row, one after the other
    std::vector<std::size_t> ends_;   // where each of them ends
    std::vector<std::string_view> cells_;
    int row_ = 0;
    bool after_return_ = false;       // a line feed right behind a carriage return ends no second row
};

struct Fit {
    std::size_t columns = 0;
    int rows_alike = 0;
    int rows = 0;
    bool regular() const { return rows > 0 && rows_alike * 10 >= rows * 8; }
};
Fit fit_of(std::string_view utf8, Layout layout);
bool needs_quotes(std::string_view cell);
bool reads_as_formula(std::string_view cell);

}  // namespace

Result<Text> to_utf8(std::string_view bytes) {
    if (const auto why = why_no_table(bytes); !why.empty()) {
        return No{Refusal::not_valid, std::string{why}};
    }
    if (bytes.starts_with(utf8_mark)) {
        bytes.remove_prefix(utf8_mark.size());
        if (!text::is_utf8(bytes)) {
            return No{Refusal::not_valid,
                      "This file says it is UTF-8 and then goes on in another encoding. Save it again, as \"CSV UTF-8\"."};
        }
    }
    const auto encoding = encoding_of(bytes);
    if (encoding == "UTF-8") {
        return Text{std::string{bytes}, encoding};
    }
    return converted(bytes, encoding.data(), encoding.starts_with("UTF-16") ? "UTF-16" : "Windows-1252");
}

Layout layout_of(std::string_view utf8) {
    if (utf8.size() > 5 && text::lower_ascii(utf8.substr(0, 4)) == "sep=") {
        const auto end = utf8.find('\n');
        return {utf8[4], end == std::string_view::npos ? utf8.size() : end + 1};
    }
    Layout best;
    Fit most{.columns = 1};
    for (const char delimiter : delimiters) {
        const Fit fit = fit_of(utf8, {delimiter});
        const bool better = fit.regular() == most.regular() ? fit.columns > most.columns : fit.regular() && fit.columns > 1;
        if (better) {
            best = {delimiter};
            most = fit;
        }
    }
    return best;
}

Result<Done> read(std::string_view utf8, Layout layout, Ref<bool(int, Cells)> each) {
    csv_parser parser;
    if (csv_init(&parser, CSV_REPALL_NL) != 0) {
        throw std::bad_alloc{};
    }
    const std::unique_ptr<csv_parser, void (*)(csv_parser*)> freed{&parser, csv_free};
    csv_set_delim(&parser, static_cast<unsigned char>(layout.delimiter));
    Reader reader{each};
    const auto cell = [](void* bytes, std::size_t size, void* self) { static_cast<Reader*>(self)->cell(bytes, size); };
    const auto row = [](int with, void* self) { static_cast<Reader*>(self)->row_ends(with); };
    for (std::string_view left = utf8.substr(layout.begins); !left.empty() && !reader.stopped;) {
        const auto piece = left.substr(0, feed_bytes);
        if (csv_parse(&parser, piece.data(), piece.size(), cell, row, &reader) != piece.size()) {
            throw std::bad_alloc{};  // the only thing that goes wrong when libcsv is not strict
        }
        left.remove_prefix(piece.size());
    }
    csv_set_opts(&parser, CSV_STRICT | CSV_STRICT_FINI);  // a stray quote inside a cell is read as it stands; one left open is not
    if (!reader.stopped && csv_fini(&parser, cell, row, &reader) != 0) {
        return No{Refusal::not_valid,
                  "This file ends in the middle of a cell: a quote was opened and never closed. It may have been cut off."};
    }
    return Done{};
}

void write(std::string& out, std::span<const std::string> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        const std::string safe = reads_as_formula(cells[i]) ? "'" + cells[i] : cells[i];
        if (!needs_quotes(safe)) {
            out += safe;
            continue;
        }
        out += '"';
        for (const char letter : safe) {
            out += letter;
            if (letter == '"') {
                out += '"';
            }
        }
        out += '"';
    }
    out += "\r\n";
}

namespace {

std::string_view why_no_table(std::string_view bytes) {
    if (bytes.empty()) {
        return "This file is empty.";
    }
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return "This is a spreadsheet or an archive, not a table as text. Open it and save it as CSV.";
    }
    return {};
}

std::string_view encoding_of(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return "UTF-16";
    }
    if (mostly_zero(bytes, 1)) {
        return "UTF-16LE";
    }
    if (mostly_zero(bytes, 0)) {
        return "UTF-16BE";
    }
    return text::is_utf8(bytes) ? "UTF-8" : "CP1252";
}

// Every second byte of western text in UTF-16 is zero; in no other encoding is one.
bool mostly_zero(std::string_view bytes, std::size_t from) {
    const auto head = bytes.substr(0, 1000);
    std::size_t zeros = 0;
    for (std::size_t i = from; i < head.size(); i += 2) {
        zeros += head[i] == '\0' ? 1 : 0;
    }
    return head.size() >= 4 && zeros * 4 > head.size();
}

Result<Text> converted(std::string_view bytes, const char* from, std::string_view called) {
    const auto nothing = reinterpret_cast<iconv_t>(-1);
    const auto converter = iconv_open("UTF-8", from);
    if (converter == nothing) {
        throw std::runtime_error{std::string{"iconv knows no "} + from};
    }
    std::string out(bytes.size() * 3 + 4, '\0');  // no letter of these encodings takes more
    char* in_at = const_cast<char*>(bytes.data());
    std::size_t in_left = bytes.size();
    char* out_at = out.data();
    std::size_t out_left = out.size();
    const bool whole = iconv(converter, &in_at, &in_left, &out_at, &out_left) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    if (!whole) {
        return No{Refusal::not_valid, "This file is in no encoding that we can read. Save it again, as \"CSV UTF-8\"."};
    }
    out.resize(out.size() - out_left);
    return Text{std::move(out), called};
}

void Reader::cell(const void* bytes, std::size_t size) {
    letters_.append(static_cast<const char*>(bytes), size);
    ends_.push_back(letters_.size());
    after_return_ = false;
}

void Reader::row_ends(int with) {
    const bool second_half = with == '\n' && after_return_ && ends_.empty();
    after_return_ = with == '\r';
    if (second_half) {
        return;
    }
    ++row_;
    cells_.clear();
    std::size_t from = 0;
    for (const auto end : ends_) {
        cells_.push_back(std::string_view{letters_}.substr(from, end - from));
        from = end;
    }
    if (!letters_.empty() && !stopped) {
        stopped = !each_(row_, cells_);
    }
    letters_.clear();
    ends_.clear();
}

Fit fit_of(std::string_view utf8, Layout layout) {
    Fit fit;
    // A quote that never closes is somebody else's refusal; here the rows before it tell enough.
    (void)read(utf8.substr(0, feed_bytes * 4), layout, [&](int, Cells cells) {
        if (fit.rows == 0) {
            fit.columns = cells.size();
        }
        fit.rows_alike += cells.size() == fit.columns ? 1 : 0;
        return ++fit.rows < rows_that_tell;
    });
    return fit;
}

bool needs_quotes(std::string_view cell) { return cell.find_first_of(",;\t|\"\r\n") != std::string_view::npos || cell != text::trim(cell); }

bool reads_as_formula(std::string_view cell) {
    if (cell.empty() || std::string_view{"=+-@\t\r"}.find(cell.front()) == std::string_view::npos) {
        return false;
    }
    // A phone number or an amount is none.
    return cell.find_first_not_of("0123456789+-.,() /", 0) != std::string_view::npos || cell.front() == '\t' || cell.front() == '\r';
}

}  // namespace
}  // namespace csv
