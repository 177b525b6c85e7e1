#include "base/money.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace {

// ISO 4217 active codes, three letters each; those without two minor digits stand in the two lists below.
constexpr std::string_view in_use =
    "AEDAFNALLAMDANGAOAARSAUDAWGAZNBAMBBDBDTBGNBHDBIFBMDBNDBOBBRLBSDBTNBWPBYNBZDCADCDFCHFCLPCNYCOPCRCCUPCVECZKDJFDKKDOPDZD"
    "EGPERNETBEURFJDFKPGBPGELGHSGIPGMDGNFGTQGYDHKDHNLHTGHUFIDRILSINRIQDIRRISKJMDJODJPYKESKGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKR"
    "LRDLSLLYDMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMYRMZNNADNGNNIONOKNPRNZDOMRPABPENPGKPHPPKRPLNPYGQARRONRSDRUBRWFSARSBDSCR"
    "SDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTNDTOPTRYTTDTWDTZSUAHUGXUSDUYUUZSVESVNDVUVWSTXAFXCDXOFXPFYERZARZMWZWG";
constexpr std::string_view no_digits = "BIFCLPDJFGNFJPYKMFKRWPYGRWFUGXVNDVUVXAFXOFXPFISK";
constexpr std::string_view three_digits = "BHDIQDJODKWDLYDOMRTND";

bool lists(std::string_view codes, std::string_view code) {
    for (std::size_t i = 0; i < codes.size(); i += 3) {
        if (codes.substr(i, 3) == code) {
            return true;
        }
    }
    return false;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// Only digits, separators and a sign; currency words and spaces around the amount are dropped.
std::string amount_letters(std::string_view text) {
    std::string kept;
    for (const char letter : text) {
        if (is_digit(letter) || letter == '.' || letter == ',' || letter == '-') {
            kept += letter;
        }
    }
    return kept;
}

// Where the fraction begins: the last separator, unless it groups thousands ("1.234" or "1,234,567").
std::size_t fraction_mark(std::string_view amount) {
    const auto last = amount.find_last_of(".,");
    if (last == std::string_view::npos) {
        return last;
    }
    const auto first = amount.find_first_of(".,");
    const bool mixed = amount[first] != amount[last];
    const bool repeated = !mixed && first != last;
    const bool groups = amount.size() - last - 1 == 3 && !mixed && amount.find_first_not_of("-0") < last && last <= 4;
    return repeated || groups ? std::string_view::npos : last;
}

}  // namespace

std::optional<Currency> Currency::named(std::string_view code) {
    if (code.size() != 3 || !lists(in_use, code)) {
        return std::nullopt;
    }
    Currency currency;
    std::memcpy(currency.code, code.data(), 3);
    return currency;
}

int Currency::minor_digits() const { return lists(no_digits, text()) ? 0 : lists(three_digits, text()) ? 3 : 2; }

std::string to_text(const Money& money) {
    const int digits = money.currency.minor_digits();
    std::int64_t unit = 1;
    for (int i = 0; i < digits; ++i) {
        unit *= 10;
    }
    const auto size = money.minor < 0 ? 0 - static_cast<std::uint64_t>(money.minor) : static_cast<std::uint64_t>(money.minor);
    const auto whole = size / static_cast<std::uint64_t>(unit);
    const std::string_view sign = money.minor < 0 ? "-" : "";
    if (digits == 0) {
        return fmt::format("{}{} {}", sign, whole, money.currency.text());
    }
    return fmt::format("{}{}.{:0{}} {}", sign, whole, size % static_cast<std::uint64_t>(unit), digits, money.currency.text());
}

std::optional<Money> money_from_text(std::string_view text, Currency currency) {
    const std::string amount = amount_letters(text);
    const auto mark = fraction_mark(amount);
    const int digits = currency.minor_digits();
    const bool negative = amount.starts_with('-');
    std::int64_t minor = 0;
    int after_mark = 0;
    bool any = false;
    for (std::size_t i = negative ? 1 : 0; i < amount.size(); ++i) {
        if (amount[i] == '-') {
            return std::nullopt;
        }
        if (!is_digit(amount[i])) {
            continue;
        }
        any = true;
        if (i > mark && mark != std::string::npos && ++after_mark > digits) {
            if (amount[i] != '0') {
                return std::nullopt;  // a tenth of a cent is not money that anybody paid
            }
            continue;
        }
        if (minor > 90'000'000'000'000'000) {
            return std::nullopt;
        }
        minor = minor * 10 + (amount[i] - '0');
    }
    for (; after_mark < digits; ++after_mark) {
        minor *= 10;
    }
    return any ? std::optional{Money{negative ? -minor : minor, currency}} : std::nullopt;
}
