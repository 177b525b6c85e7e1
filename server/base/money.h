#pragma once
// Money is minor units (cents) and an ISO 4217 currency. Amounts of different currencies never add up.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct Currency {
    char code[4] = {'E', 'U', 'R', 0};
    static std::optional<Currency> named(std::string_view code);  // three capital letters of a currency in use
    std::string_view text() const { return {code, 3}; }
    int minor_digits() const;  // 2 for EUR, 0 for JPY, 3 for KWD
    friend bool operator==(const Currency& a, const Currency& b) { return a.text() == b.text(); }
};

struct Money {
    std::int64_t minor = 0;
    Currency currency;
    friend bool operator==(const Money&, const Money&) = default;
};

std::string to_text(const Money&);  // "1265793.04 USD": plain digits, for exports and logs
// "1.234,50", "1,234.50", "1234.5", "€ 12" ... in the currency given; nothing when it is not one clear amount.
std::optional<Money> money_from_text(std::string_view text, Currency currency);
