#include "base/time.h"

#include <date/date.h>
#include <date/tz.h>

namespace {

using Micros = date::sys_time<std::chrono::microseconds>;

Micros to_sys(Instant at) { return Micros{std::chrono::microseconds{at.us}}; }
date::sys_days to_sys(Day day) { return date::sys_days{date::days{day.since_1970}}; }
const date::time_zone& tz(const void* zone) { return *static_cast<const date::time_zone*>(zone); }

// A list of fifty records prints a hundred times: digits by hand cost a tenth of a format string.
void append_digits(std::string& out, unsigned number, int digits) {
    char text[8];
    for (int i = digits - 1; i >= 0; --i, number /= 10) {
        text[i] = static_cast<char>('0' + number % 10);
    }
    out.append(text, static_cast<std::size_t>(digits));
}

// Reads exactly `digits` decimal digits at `from`.
std::optional<int> number(std::string_view text, std::size_t from, std::size_t digits) {
    if (from + digits > text.size()) {
        return std::nullopt;
    }
    int value = 0;
    for (std::size_t i = from; i < from + digits; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

// "Z", "+02:00" or "-05:30" at the end of an RFC 3339 time, in minutes east of UTC.
std::optional<int> offset_minutes(std::string_view text) {
    if (text == "Z" || text == "z") {
        return 0;
    }
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
        return std::nullopt;
    }
    const auto hours = number(text, 1, 2);
    const auto minutes = number(text, 4, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    const int east = *hours * 60 + *minutes;
    return text[0] == '-' ? -east : east;
}

// The fraction after the seconds, in microseconds; `end` moves behind it.
std::optional<std::int64_t> fraction_us(std::string_view text, std::size_t& end) {
    if (end >= text.size() || text[end] != '.') {
        return 0;
    }
    std::int64_t us = 0;
    std::int64_t weight = 100'000;
    const std::size_t first = ++end;
    for (; end < text.size() && text[end] >= '0' && text[end] <= '9'; ++end, weight /= 10) {
        us += (text[end] - '0') * weight;
    }
    return end == first ? std::nullopt : std::optional{us};
}

}  // namespace

std::string to_text(Instant at) {
    std::string text;
    append_text(text, at);
    return text;
}

void append_text(std::string& out, Instant at) {
    constexpr std::int64_t us_per_day = 86'400'000'000;
    std::int64_t days = at.us / us_per_day;
    std::int64_t us = at.us % us_per_day;
    if (us < 0) {
        us += us_per_day;
        --days;
    }
    append_text(out, Day{static_cast<std::int32_t>(days)});
    const auto seconds = static_cast<unsigned>(us / 1'000'000);
    out += 'T';
    append_digits(out, seconds / 3600, 2);
    out += ':';
    append_digits(out, seconds / 60 % 60, 2);
    out += ':';
    append_digits(out, seconds % 60, 2);
    out += '.';
    append_digits(out, static_cast<unsigned>(us % 1'000'000), 6);
    out += 'Z';
}

void append_text(std::string& out, Day day) {
    const date::year_month_day ymd{to_sys(day)};
    append_digits(out, static_cast<unsigned>(static_cast<int>(ymd.year())), 4);
    out += '-';
    append_digits(out, static_cast<unsigned>(ymd.month()), 2);
    out += '-';
    append_digits(out, static_cast<unsigned>(ymd.day()), 2);
}

std::optional<Instant> instant_from_text(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) {
        return std::nullopt;
    }
    const auto day = day_from_text(text.substr(0, 10));
    const auto hour = number(text, 11, 2);
    const auto minute = number(text, 14, 2);
    const auto second = number(text, 17, 2);
    if (!day || !hour || !minute || !second || text[13] != ':' || text[16] != ':' || *hour > 23 || *minute > 59 ||
        *second > 60) {
        return std::nullopt;
    }
    std::size_t end = 19;
    const auto fraction = fraction_us(text, end);
    const auto offset = fraction ? offset_minutes(text.substr(end)) : std::nullopt;
    if (!offset) {
        return std::nullopt;
    }
    const std::int64_t seconds = std::int64_t{day->since_1970} * 86'400 + *hour * 3600 + (*minute - *offset) * 60 + *second;
    return Instant{seconds * 1'000'000 + *fraction};
}

std::string to_text(Day day) {
    std::string text;
    append_text(text, day);
    return text;
}

std::optional<Day> day_from_text(std::string_view text) {
    const auto year = number(text, 0, 4);
    const auto month = number(text, 5, 2);
    const auto day = number(text, 8, 2);
    if (text.size() != 10 || !year || !month || !day || text[4] != '-' || text[7] != '-' || *year < 1) {
        return std::nullopt;
    }
    const date::year_month_day ymd{date::year{*year}, date::month{static_cast<unsigned>(*month)},
                                   date::day{static_cast<unsigned>(*day)}};
    if (!ymd.ok()) {
        return std::nullopt;
    }
    return Day{static_cast<std::int32_t>(date::sys_days{ymd}.time_since_epoch().count())};
}

Day make_day(int year, unsigned month, unsigned day) {
    const date::sys_days days{date::year{year} / date::month{month} / date::day{day}};
    return {static_cast<std::int32_t>(days.time_since_epoch().count())};
}

int year_of(Day day) { return static_cast<int>(date::year_month_day{to_sys(day)}.year()); }

unsigned weekday_of(Day day) { return date::weekday{to_sys(day)}.iso_encoding(); }

std::optional<Zone> Zone::named(std::string_view iana_name) {
    try {
        return Zone{date::locate_zone(std::string{iana_name})};
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

Zone Zone::utc() { return Zone{date::locate_zone("Etc/UTC")}; }

std::string_view Zone::name() const { return tz(zone_).name(); }

Day Zone::day_of(Instant at) const {
    const auto local = tz(zone_).to_local(to_sys(at));
    return {static_cast<std::int32_t>(date::floor<date::days>(local).time_since_epoch().count())};
}

Instant Zone::start_of(Day day) const {
    const date::local_days local{date::days{day.since_1970}};
    const auto sys = tz(zone_).to_sys(local, date::choose::earliest);
    return {std::chrono::duration_cast<std::chrono::microseconds>(sys.time_since_epoch()).count()};
}

int Zone::hour_of(Instant at) const {
    const auto local = tz(zone_).to_local(to_sys(at));
    return static_cast<int>(std::chrono::duration_cast<std::chrono::hours>(local - date::floor<date::days>(local)).count());
}

int Zone::minute_of(Instant at) const {
    const auto local = tz(zone_).to_local(to_sys(at));
    const auto since_midnight = local - date::floor<date::days>(local);
    return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(since_midnight).count() % 60);
}

Instant now_by_the_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}
