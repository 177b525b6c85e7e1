#pragma once
// Instants are UTC microseconds. A Day is a local date without a zone; which day an instant falls on depends on the
// workspace's (or the customer's) IANA zone, so the zone is always handed in.
#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct Instant {
    std::int64_t us = 0;  // microseconds since 1970-01-01T00:00:00Z
    friend auto operator<=>(Instant, Instant) = default;
    friend Instant operator+(Instant at, std::chrono::microseconds later) { return {at.us + later.count()}; }
    friend Instant operator-(Instant at, std::chrono::microseconds earlier) { return {at.us - earlier.count()}; }
    friend std::chrono::microseconds operator-(Instant a, Instant b) { return std::chrono::microseconds{a.us - b.us}; }
};

struct Day {
    std::int32_t since_1970 = 0;
    friend auto operator<=>(Day, Day) = default;
    friend Day operator+(Day day, std::chrono::days later) { return {day.since_1970 + static_cast<std::int32_t>(later.count())}; }
    friend Day operator-(Day day, std::chrono::days earlier) { return {day.since_1970 - static_cast<std::int32_t>(earlier.count())}; }
    friend std::chrono::days operator-(Day a, Day b) { return std::chrono::days{a.since_1970 - b.since_1970}; }
};

std::string to_text(Instant);                                // 2026-11-24T08:50:00.000000Z
void append_text(std::string& out, Instant);                 // the same, for the many of a list
void append_text(std::string& out, Day);
std::optional<Instant> instant_from_text(std::string_view);  // RFC 3339, any fraction and offset; years 1 to 9999
std::string to_text(Day);                                    // 2026-11-27
std::optional<Day> day_from_text(std::string_view);          // only days that exist, years 1 to 9999
Day make_day(int year, unsigned month, unsigned day);
int year_of(Day);
unsigned weekday_of(Day);  // 1 Monday .. 7 Sunday (ISO 8601)

// An IANA time zone, read from the system's tzdata. Cheap to copy, any thread.
class Zone {
public:
    static std::optional<Zone> named(std::string_view iana_name);  // nothing when there is no such zone
    static Zone utc();
    std::string_view name() const;
    Day day_of(Instant) const;
    Instant start_of(Day) const;  // the first instant of that local day, also where midnight does not exist
    int hour_of(Instant) const;
    int minute_of(Instant) const;

private:
    explicit Zone(const void* zone) : zone_(zone) {}
    const void* zone_;
};

Instant now_by_the_clock();
