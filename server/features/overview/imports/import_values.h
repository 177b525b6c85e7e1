#pragma once
// Days and amounts as other systems write them. How a column is written shows in all of it, not in one cell: so a column is
// looked at first, and each cell is then read in that way. Pure.
#include <optional>
#include <string>
#include <string_view>

#include "base/describe.h"

enum class DayOrder { day_first, month_first };
BOOST_DESCRIBE_ENUM(DayOrder, day_first, month_first)

namespace import_values {

// Sees every value of a column, and then says how it is written.
class Days {
public:
    void see(std::string_view value);
    DayOrder order() const;  // 4/7/2016 alone says nothing: the day is first unless another cell contradicts

private:
    bool day_came_first_ = false;
    bool month_came_first_ = false;
    bool halves_of_day_ = false;  // "2:30 PM"
};
// 2016-07-04, 2016-07-04 09:14, 20160704, 4.7.2016, 7/4/16 2:30 PM; nothing when it is no day that exists.
std::optional<Day> day_from(std::string_view value, DayOrder);

class Amounts {
public:
    void see(std::string_view value);
    char decimal_mark() const { return mark_; }  // '.' or ',', or 0 when no cell tells

private:
    char mark_ = 0;
};
// An amount as it is written, which may go on behind the cent: 695.625 EUR is 69562 minor units and 500000 millionths.
struct Amount {
    std::int64_t minor = 0;
    std::int64_t millionths = 0;  // of a minor unit, with the sign of the amount
    bool exact() const { return millionths == 0; }
};
std::optional<Amount> amount_from(std::string_view value, Currency, char decimal_mark);

// Makes whole cents of such amounts so that their sum stays the sum of the file: what one row rounds away, the next ones get back.
// No row is off by a whole cent. Rows must come in the file's order.
class Cents {
public:
    std::int64_t whole(Amount);

private:
    std::int64_t rest_ = 0;  // millionths still owed, within half a cent
};

}  // namespace import_values
