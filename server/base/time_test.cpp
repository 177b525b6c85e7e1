#include "base/time.h"

#include <gtest/gtest.h>

namespace {

TEST(Instants, AreReadWithAnyOffsetAndPrintedInUtc) {
    EXPECT_EQ(to_text(*instant_from_text("2026-11-24T09:50:00+01:00")), "2026-11-24T08:50:00.000000Z");
    EXPECT_EQ(to_text(*instant_from_text("2026-11-24T08:50:00.5Z")), "2026-11-24T08:50:00.500000Z");
    EXPECT_EQ(to_text(*instant_from_text("1969-12-31T23:59:59.999999Z")), "1969-12-31T23:59:59.999999Z");
}

TEST(Instants, NonsenseIsNone) {
    for (const auto* text : {"", "2026-11-24", "2026-11-24T25:00:00Z", "2026-11-24T08:50:00", "2026-11-24T08:50:00.Z", "2026-13-24T08:50:00Z",
                             "2026-11-24T08:50:00+1:00", "2026-11-24T08-50-00Z"}) {
        EXPECT_FALSE(instant_from_text(text)) << text;
    }
}

TEST(Days, OnlyThoseThatExist) {
    EXPECT_EQ(to_text(*day_from_text("2024-02-29")), "2024-02-29");
    for (const auto* text : {"2026-02-29", "2026-02-30", "2026-00-10", "26-02-01", "2026/02/01", "2026-2-1", "0000-01-01"}) {
        EXPECT_FALSE(day_from_text(text)) << text;
    }
}

TEST(Days, AnInstantFallsOnTheDayOfItsZone) {
    const auto late = *instant_from_text("2026-11-24T23:30:00Z");
    EXPECT_EQ(to_text(Zone::utc().day_of(late)), "2026-11-24");
    EXPECT_EQ(to_text(Zone::named("Europe/Berlin")->day_of(late)), "2026-11-25");
    EXPECT_EQ(to_text(Zone::named("America/New_York")->day_of(late)), "2026-11-24");
}

TEST(Days, BeginWhereMidnightDoesNotExist) {
    // In Beirut the clocks went from 23:59 straight to 01:00 on 31 March 2024.
    const auto beirut = *Zone::named("Asia/Beirut");
    EXPECT_EQ(beirut.day_of(beirut.start_of(make_day(2024, 3, 31))), make_day(2024, 3, 31));
}

TEST(Zones, UnknownOnesAreNone) { EXPECT_FALSE(Zone::named("Europe/Atlantis")); }

TEST(Days, KnowTheirWeekday) { EXPECT_EQ(weekday_of(make_day(2026, 11, 24)), 2U); }

}  // namespace
