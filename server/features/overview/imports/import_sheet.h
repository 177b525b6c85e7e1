#pragma once
// One file, read as a table: headings that are told apart, numbered rows, and what all of its cells together say. Pure.
#include <memory>
#include <unordered_set>

#include "engines/csv/csv.h"
#include "features/overview/imports/import.h"

class Sheet {
public:
    // Refuses, with a sentence, a file that is no table, has no headings or no rows, or is too large.
    static Result<Sheet> open(std::string_view bytes);

    const std::vector<std::string>& headings() const { return headings_; }
    std::int64_t rows() const { return rows_; }
    std::string_view encoding() const { return encoding_; }

    struct Row {
        int number = 0;          // as a spreadsheet shows it
        csv::Cells cells;
        std::string_view fault;  // why its cells cannot be told apart, or nothing
    };
    // Every row under the headings, also those at fault, until `each` gives false.
    void each_row(Ref<bool(const Row&)> each) const;

    std::vector<ImportColumn> columns(ImportKind) const;  // with samples and likely meanings

private:
    std::string utf8_;
    std::string_view encoding_;
    csv::Layout layout_;
    std::vector<std::string> headings_;
    std::int64_t rows_ = 0;
};

// What every cell of some columns says together.
struct SheetHabits {
    DayOrder day_order = DayOrder::day_first;
    char decimal_mark = 0;
    bool number_is_the_persons = false;     // one company stands under many numbers: they number its people
    bool people_share_a_number = false;     // one number stands in many rows with people: it is their company's
};
SheetHabits habits_of(const Sheet&, std::span<const ImportColumn>);
