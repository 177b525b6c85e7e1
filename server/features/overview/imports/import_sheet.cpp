#include "features/overview/imports/import_sheet.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "features/overview/imports/import_limits.h"

namespace {

std::vector<std::string> told_apart(csv::Cells cells);
std::optional<std::size_t> column_of(std::span<const ImportColumn> columns, std::string_view field);
std::string_view cell_at(csv::Cells cells, std::optional<std::size_t> column);

constexpr std::string_view too_many_cells = "This row has more cells than there are headings. A quote or a separator may be out of place.";
constexpr std::string_view too_few_cells = "This row has fewer cells than there are headings. A part of it is missing.";

}  // namespace

Result<Sheet> Sheet::open(std::string_view bytes) {
    auto text = csv::to_utf8(bytes);
    if (!text) {
        return text.no();
    }
    Sheet sheet;
    sheet.utf8_ = std::move(text->utf8);
    sheet.encoding_ = text->encoding;
    sheet.layout_ = csv::layout_of(sheet.utf8_);
    if (text::why_not_text(sheet.utf8_) != "") {
        return No{Refusal::not_valid, "This file holds zero bytes, which no table has. Save it as CSV."};
    }
    const auto read = csv::read(sheet.utf8_, sheet.layout_, [&](int, csv::Cells cells) {
        if (sheet.headings_.empty()) {
            sheet.headings_ = told_apart(cells);
            return sheet.headings_.size() <= import_columns_max;
        }
        return ++sheet.rows_ <= import_rows_max;
    });
    if (!read) {
        return read.no();
    }
    if (sheet.headings_.size() > import_columns_max) {
        return No{Refusal::not_valid, fmt::format("This file has more than {} columns.", import_columns_max)};
    }
    if (sheet.rows_ > import_rows_max) {
        return No{Refusal::not_valid, fmt::format("This file has more than {} rows. Split it into parts.", import_rows_max)};
    }
    if (sheet.rows_ == 0) {
        return No{Refusal::not_valid, "There are no rows in this file. The first line should hold the headings, and each line below it one row."};
    }
    return sheet;
}

void Sheet::each_row(Ref<bool(const Row&)> each) const {
    bool heading = true;
    (void)csv::read(utf8_, layout_, [&](int number, csv::Cells cells) {
        if (heading) {
            heading = false;
            return true;
        }
        const auto fault = cells.size() > headings_.size() ? too_many_cells : cells.size() < headings_.size() ? too_few_cells : std::string_view{};
        return each({number, cells, fault});
    });
}

std::vector<ImportColumn> Sheet::columns(ImportKind kind) const {
    std::vector<ImportColumn> columns;
    const auto meanings = import_fields::likely(kind, headings_);
    for (std::size_t i = 0; i < headings_.size(); ++i) {
        ImportColumn column{{text::shorten(headings_[i], 190)}, {}, {}};
        if (meanings[i]) column.field = Text<1, 40>{*meanings[i]};
        columns.push_back(std::move(column));
    }
    int seen = 0;
    each_row([&](const Row& row) {
        for (std::size_t i = 0; i < std::min(row.cells.size(), columns.size()); ++i) {
            auto& samples = columns[i].samples;
            const std::string value = text::shorten(row.cells[i], 100);
            const bool known = std::any_of(samples.begin(), samples.end(), [&](const auto& one) { return one.it == value; });
            if (!value.empty() && !known && samples.size() < samples_shown) samples.push_back({value});
        }
        return ++seen < sample_rows;
    });
    return columns;
}

SheetHabits habits_of(const Sheet& sheet, std::span<const ImportColumn> columns) {
    const auto day = column_of(columns, "bought_on");
    const auto since = column_of(columns, "customer_since");
    const auto amount = column_of(columns, "amount");
    const auto number = column_of(columns, "external_id");
    const auto company = column_of(columns, "company_name");
    const bool has_people = column_of(columns, "contact_name") || column_of(columns, "first_name") || column_of(columns, "last_name");
    import_values::Days days;
    import_values::Amounts amounts;
    std::unordered_map<std::string, std::string> number_of_company;
    std::unordered_map<std::string, std::string> company_of_number;
    SheetHabits habits;
    sheet.each_row([&](const Sheet::Row& row) {
        if (!row.fault.empty()) return true;
        days.see(cell_at(row.cells, day ? day : since));
        amounts.see(cell_at(row.cells, amount));
        const std::string mine = number ? std::string{cell_at(row.cells, number)} : std::to_string(row.number);
        const std::string theirs = text::fold(cell_at(row.cells, company));
        if (!mine.empty() && !theirs.empty()) {
            habits.number_is_the_persons |= number_of_company.try_emplace(theirs, mine).first->second != mine;
            const auto [known, first] = company_of_number.try_emplace(mine, theirs);
            habits.people_share_a_number |= has_people && !first && known->second == theirs;
        }
        return true;
    });
    habits.day_order = days.order();
    habits.decimal_mark = amounts.decimal_mark();
    return habits;
}

namespace {

// Two columns with one heading become "Phone" and "Phone (2)"; one without any becomes "Column 3".
std::vector<std::string> told_apart(csv::Cells cells) {
    std::vector<std::string> headings;
    for (const auto cell : cells) {
        const std::string plain{text::trim(cell)};
        const std::string wanted = plain.empty() ? fmt::format("Column {}", headings.size() + 1) : plain;
        std::string heading = wanted;
        for (int n = 2; std::find(headings.begin(), headings.end(), heading) != headings.end(); ++n) {
            heading = fmt::format("{} ({})", wanted, n);
        }
        headings.push_back(std::move(heading));
    }
    return headings;
}

std::optional<std::size_t> column_of(std::span<const ImportColumn> columns, std::string_view field) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].field && columns[i].field->it == field) return i;
    }
    return std::nullopt;
}

std::string_view cell_at(csv::Cells cells, std::optional<std::size_t> column) {
    return column && *column < cells.size() ? cells[*column] : std::string_view{};
}

}  // namespace
