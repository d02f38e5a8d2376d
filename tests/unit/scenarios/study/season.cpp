// The season of off-peak rules: of their own dates, next to a day; what waits for air or a warning is not in
// it.
#include "scenarios/study/season.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace {

using namespace lantian::scenarios;

std::int64_t day(int year, unsigned month, unsigned date) {
  namespace chrono = std::chrono;
  return chrono::sys_days{chrono::year{year} / chrono::month{month} / chrono::day{date}}
      .time_since_epoch()
      .count();
}

DateRange yearly(std::array<int, 2> first, std::array<int, 2> last) { return {true, first, last, 0, 0}; }

/// Stops in a window of these dates.
Scenario stops(std::vector<DateRange> dates) {
  Scenario scenario;
  scenario.windows["w"].dates = std::move(dates);
  Measure& measure = scenario.measures["stop"];
  measure.id = "stop";
  measure.window = "w";
  measure.op = Stop{};
  return scenario;
}

void expect_season(const Scenario& scenario, std::int64_t near, std::int64_t first, std::int64_t last) {
  const auto season = season_near({scenario}, near);
  ASSERT_TRUE(season);
  EXPECT_EQ(season->first, first);
  EXPECT_EQ(season->last, last);
}

TEST(OffPeakSeasons, TheTurnThatTheDayLiesIn) {
  const auto winter = stops({yearly({11, 15}, {3, 15})});
  expect_season(winter, day(2023, 11, 23), day(2023, 11, 15), day(2024, 3, 15));
  expect_season(winter, day(2024, 3, 15), day(2023, 11, 15), day(2024, 3, 15));
  expect_season(winter, day(2024, 1, 1), day(2023, 11, 15), day(2024, 3, 15));
  EXPECT_EQ(next_turn({day(2023, 11, 15), day(2024, 3, 15)}), day(2024, 11, 15));
  const auto summer = stops({yearly({6, 1}, {8, 31})});  // of a county whose bad air is ozone
  expect_season(summer, day(2025, 7, 2), day(2025, 6, 1), day(2025, 8, 31));
}

TEST(OffPeakSeasons, BlocksOfOneWinterAreOneSeason) {
  const auto blocks = stops({yearly({11, 20}, {1, 5}), yearly({1, 21}, {3, 15})});
  for (const auto near : {day(2023, 11, 22), day(2024, 1, 10), day(2024, 3, 14)})
    expect_season(blocks, near, day(2023, 11, 20), day(2024, 3, 15));
}

TEST(OffPeakSeasons, TheLastOfFebruaryAndFixedDates) {
  const auto february = stops({yearly({12, 1}, {2, 29})});
  expect_season(february, day(2023, 1, 5), day(2022, 12, 1), day(2023, 2, 28));
  expect_season(february, day(2024, 1, 5), day(2023, 12, 1), day(2024, 2, 29));
  const DateRange fixed{false, {1, 1}, {12, 31}, day(2022, 11, 20), day(2023, 3, 10)};
  expect_season(stops({fixed}), day(2022, 12, 1), day(2022, 11, 20), day(2023, 3, 10));
  EXPECT_FALSE(season_near({stops({fixed})}, day(2024, 1, 5)));
  EXPECT_FALSE(season_near({stops({})}, day(2024, 1, 5)));  // always stopped: no season
}

TEST(OffPeakSeasons, WhatWaitsIsLeftOutWithWhatNeedsIt) {
  auto scenario = stops({yearly({11, 15}, {3, 15})});
  scenario.triggers["city"].id = "city";
  scenario.windows["warned"].trigger = "city";
  scenario.windows["both"].all_of = {"w", "warned"};
  Measure warned = scenario.measures["stop"];
  warned.id = "warned", warned.window = "both";
  Measure lorries = scenario.measures["stop"];
  lorries.id = "lorries", lorries.op = Scale{0.5, {}}, lorries.needs = {"warned"};
  scenario.measures["warned"] = warned, scenario.measures["lorries"] = lorries;
  EXPECT_TRUE(waits(scenario, warned));
  EXPECT_FALSE(is_off_peak(scenario, warned));
  EXPECT_TRUE(is_off_peak(scenario, scenario.measures["stop"]));
  EXPECT_FALSE(is_off_peak(scenario, lorries));
  Scenario other = stops({yearly({12, 1}, {12, 31})});
  auto second = other.measures.extract("stop");
  second.key() = "other", second.mapped().id = "other", second.mapped().needs = {"stop"};
  other.measures.insert(std::move(second));
  const auto kept = calendar_part({scenario, other});
  ASSERT_EQ(kept[0].measures.size(), 1u);
  EXPECT_TRUE(kept[0].measures.contains("stop"));
  EXPECT_TRUE(kept[0].triggers.empty());
  EXPECT_EQ(kept[0].windows.size(), 1u);
  EXPECT_TRUE(kept[1].measures.contains("other"));  // what it needs stands in the other file
}

TEST(OffPeakSeasons, MakeUpOfOnesOwnKeepsItsRate) {
  auto scenario = stops({yearly({11, 15}, {3, 15})});
  const MakeUp otherwise{1.0, 1.1, 240, false};
  const auto made = making_up(scenario, 0.25, otherwise);
  EXPECT_EQ(*makeup_of(made.measures.at("stop")), (MakeUp{0.25, 1.1, 240, false}));
  std::get<Stop>(scenario.measures["stop"].op).makeup = MakeUp{0.4, 1.25, 7200, true};
  EXPECT_EQ(*makeup_of(making_up(scenario, 1.0, otherwise).measures.at("stop")),
            (MakeUp{1.0, 1.25, 7200, true}));
  EXPECT_EQ(makeup_of(making_up(scenario, 0.0, otherwise).measures.at("stop")), nullptr);
}

}  // namespace
