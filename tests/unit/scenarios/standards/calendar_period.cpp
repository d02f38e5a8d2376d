#include "scenarios/standards/calendar_period.hpp"

#include <gtest/gtest.h>

#include "tests/support/standards.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::tests::day;

TEST(CalendarPeriod, HasItsDays) {
  const CalendarPeriod february{PeriodKind::month, 2024, 2}, quarter{PeriodKind::quarter, 2025, 4},
      year{PeriodKind::year, 2025, 1};
  EXPECT_EQ(february.first_day(), day(2024, 2, 1));
  EXPECT_EQ(february.last_day(), day(2024, 2, 29));
  EXPECT_EQ(quarter.first_day(), day(2025, 10, 1));
  EXPECT_EQ(quarter.last_day(), day(2025, 12, 31));
  EXPECT_EQ(year.first_day(), day(2025, 1, 1));
  EXPECT_EQ(year.last_day(), day(2025, 12, 31));
}

TEST(CalendarPeriod, KnowsTheOneBeforeAndTheYearBefore) {
  EXPECT_EQ((CalendarPeriod{PeriodKind::month, 2025, 1}.before().name()), "2024-12");
  EXPECT_EQ((CalendarPeriod{PeriodKind::quarter, 2025, 1}.before().name()), "2024-Q4");
  EXPECT_EQ((CalendarPeriod{PeriodKind::month, 2025, 11}.year_before().name()), "2024-11");
  EXPECT_EQ(year_earlier(day(2024, 2, 29)), day(2023, 2, 28));
  EXPECT_EQ(year_earlier(day(2025, 2, 28)), day(2024, 2, 28));
}

TEST(CalendarPeriod, IsNamedAndFoundByName) {
  for (const char* name : {"2025", "2025-Q4", "2025-11", "2024-02"})
    EXPECT_EQ(period_named(name)->name(), name);
  for (const char* name : {"", "25", "2025-13", "2025-00", "2025-Q5", "2025-Q0", "2025/11", "2025-1",
                           "2025-11-01", "abcd", "-025", "2025--1"})
    EXPECT_FALSE(period_named(name)) << name;
  EXPECT_EQ(period_of(PeriodKind::quarter, day(2025, 6, 30)).name(), "2025-Q2");
  EXPECT_EQ(period_of(PeriodKind::month, day(2024, 2, 29)).name(), "2024-02");
}

}  // namespace
