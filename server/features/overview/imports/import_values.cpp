#include "features/overview/imports/import_values.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace import_values {
namespace {

// The first three numbers in a value, and what stands between the first two.
struct Parts {
    std::array<int, 3> number{};
    std::array<int, 3> digits{};
    int count = 0;
    char between = 0;
};
Parts parts_of(std::string_view value);
std::optional<Day> existing(int year, int month, int day);
std::size_t last_mark(std::string_view value) { return value.find_last_of(".,"); }
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
std::string amount_letters(std::string_view value);

constexpr std::int64_t largest = 90'000'000'000'000'000;  // beyond it no bank could pay
constexpr int currency_letters_max = 4;                   // "EUR", "Rs.", "Euro"; a longer word makes it no amount

}  // namespace

void Days::see(std::string_view value) {
    const auto parts = parts_of(value);
    if (parts.count < 3 || parts.digits[0] > 2) {
        return;
    }
    day_came_first_ |= parts.number[0] > 12 || parts.between == '.';
    month_came_first_ |= parts.number[1] > 12;
    const std::string low = text::lower_ascii(value);
    halves_of_day_ |= low.ends_with("am") || low.ends_with("pm");
}

DayOrder Days::order() const {
    return month_came_first_ || (halves_of_day_ && !day_came_first_) ? DayOrder::month_first : DayOrder::day_first;
}

std::optional<Day> day_from(std::string_view value, DayOrder order) {
    const auto parts = parts_of(text::trim(value));
    if (parts.count >= 1 && parts.digits[0] == 8) {
        return existing(parts.number[0] / 10000, parts.number[0] / 100 % 100, parts.number[0] % 100);
    }
    if (parts.count < 3) {
        return std::nullopt;
    }
    if (parts.digits[0] == 4) {
        return existing(parts.number[0], parts.number[1], parts.number[2]);
    }
    const int year = parts.digits[2] == 2 ? parts.number[2] + (parts.number[2] < 70 ? 2000 : 1900) : parts.number[2];
    const bool day_first = order == DayOrder::day_first || parts.between == '.';
    return existing(year, parts.number[day_first ? 1 : 0], parts.number[day_first ? 0 : 1]);
}

void Amounts::see(std::string_view value) {
    const auto last = last_mark(value);
    if (last == std::string_view::npos) {
        return;
    }
    const bool both = value.find(value[last] == '.' ? ',' : '.') != std::string_view::npos;
    std::size_t behind = 0;
    while (last + 1 + behind < value.size() && is_digit(value[last + 1 + behind])) {
        ++behind;
    }
    const bool alone = value.find(value[last]) == last;
    if (alone && (both || behind != 3)) {
        mark_ = value[last];
    } else if (!alone && !both) {
        mark_ = value[last] == '.' ? ',' : '.';  // 1.234.567 groups by what stands there twice
    }
}

std::optional<Amount> amount_from(std::string_view value, Currency currency, char decimal_mark) {
    const std::string written = amount_letters(value);
    const bool negative = written.starts_with('-');
    const int digits = currency.minor_digits();
    Amount amount;
    std::int64_t unit = 1'000'000;
    int behind = -1;  // digits behind the decimal mark; -1 before it
    bool any = false;
    for (const char letter : std::string_view{written}.substr(negative ? 1 : 0)) {
        if (letter == '-' || amount.minor > largest) {
            return std::nullopt;
        }
        if (!is_digit(letter)) {
            behind = letter == decimal_mark ? 0 : behind;
            continue;
        }
        any = true;
        if (behind < digits) {
            amount.minor = amount.minor * 10 + (letter - '0');
            behind += behind < 0 ? 0 : 1;
        } else if (unit > 1) {
            unit /= 10;
            amount.millionths += unit * (letter - '0');
        }
    }
    for (behind = std::max(behind, 0); behind < digits; ++behind) {
        amount.minor *= 10;
    }
    if (!any || amount.minor > largest) {
        return std::nullopt;
    }
    return negative ? Amount{-amount.minor, -amount.millionths} : amount;
}

std::int64_t Cents::whole(Amount amount) {
    constexpr std::int64_t one = 1'000'000;
    rest_ += amount.millionths;
    std::int64_t carried = 0;
    while (rest_ * 2 > one) {
        rest_ -= one;
        ++carried;
    }
    while (rest_ * 2 <= -one) {
        rest_ += one;
        --carried;
    }
    return amount.minor + carried;
}

namespace {

Parts parts_of(std::string_view value) {
    Parts parts;
    for (std::size_t at = 0; at < value.size() && parts.count < 3;) {
        if (!is_digit(value[at])) {
            if (parts.count == 0) return {};  // a word before the first number: no day
            ++at;
            continue;
        }
        int number = 0;
        int digits = 0;
        for (; at < value.size() && is_digit(value[at]) && digits < 9; ++at, ++digits) {
            number = number * 10 + (value[at] - '0');
        }
        if (parts.count == 0 && at < value.size()) {
            parts.between = value[at];
        }
        parts.number[static_cast<std::size_t>(parts.count)] = number;
        parts.digits[static_cast<std::size_t>(parts.count)] = digits;
        ++parts.count;
    }
    return parts;
}

// Digits, separators and the sign; nothing when there are words in it. Brackets make it negative, as bookkeepers write.
std::string amount_letters(std::string_view value) {
    std::string kept;
    int letters = 0;
    for (const char letter : text::trim(value)) {
        if (is_digit(letter) || letter == '.' || letter == ',' || letter == '-') {
            kept += letter;
        } else if (letter == '(' && kept.empty()) {
            kept = "-";
        }
        letters += (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ? 1 : 0;
    }
    return letters > currency_letters_max ? std::string{} : kept;
}

std::optional<Day> existing(int year, int month, int day) { return day_from_text(fmt::format("{:04}-{:02}-{:02}", year, month, day)); }

}  // namespace
}  // namespace import_values
