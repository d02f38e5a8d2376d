// When a warning is called, raised, lowered and lifted: each expectation is worked out by hand from the
// guide's sentences (docs/guide/scenarios.md, "Warnings"), on an hourly index so that an hour speaks of
// itself alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "scenarios/policy/trigger.hpp"

namespace {

using namespace lantian;
using namespace scenarios;

constexpr model::LocalClock china{8 * 3600};
constexpr model::UtcSeconds hour = 3600;
constexpr std::int64_t first_day = 19683;  // 2023-11-22
constexpr model::UtcSeconds midnight = first_day * 86400 - 8 * hour;
constexpr int length = 240;  // h
constexpr double clean = 100.0, yellow = 160.0, orange = 250.0, red = 350.0;

/// Hours [first, end) with this index.
struct Piece {
  int first, end;
  double index;
};

Surroundings around(const std::vector<Piece>& pieces) {
  Surroundings made{china, {midnight, midnight + length * hour}};
  made.signals.start = midnight;
  auto& series = made.signals.hourly["forecast(aqi_hourly)"];
  series.assign(length, clean);
  for (const auto& p : pieces) std::fill(series.begin() + p.first, series.begin() + p.end, p.index);
  return made;
}

Expression above(double index) {
  Expression expression;
  expression.signal = "forecast(aqi_hourly)";
  expression.value = index;
  return expression;
}

/// Yellow above 150, orange above 200, red above 300; nothing ahead, held or lengthened unless a test says
/// so.
Trigger trigger() {
  Trigger made;
  made.id = "city";
  made.levels = {"yellow", "orange", "red"};
  auto& rules = made.rules.emplace();
  rules.metric = "forecast(aqi_hourly)";
  rules.levels = {{above(150)}, {above(200)}, {above(300)}};
  rules.lead_h = rules.min_on_h = rules.merge_gap_h = rules.release_h = 0;
  return made;
}

/// "yellow 60-70" for each spell, in hours from the midnight.
std::string spells(const Trigger& of, const std::vector<Piece>& pieces) {
  std::string text;
  for (const auto& w : warnings_of(of, around(pieces)))
    text += (text.empty() ? "" : ", ") + w.level + " " + std::to_string((w.start - midnight) / hour) + "-" +
            std::to_string((*w.end - midnight) / hour);
  return text;
}

TEST(WarningTiming, WithoutAnyTimeEachHourHasItsOwnLevel) {
  EXPECT_EQ(spells(trigger(), {{60, 70, yellow}, {70, 75, orange}, {75, 76, red}, {76, 80, yellow}}),
            "yellow 60-70, orange 70-75, red 75-76, yellow 76-80");
}

TEST(WarningLead, AWarningAndEachUpgradeComeSoManyHoursBeforeTheirFirstHour) {
  auto t = trigger();
  t.rules->lead_h = 12;
  EXPECT_EQ(spells(t, {{60, 70, yellow}}), "yellow 48-70");
  EXPECT_EQ(spells(t, {{60, 90, yellow}, {80, 90, orange}}), "yellow 48-68, orange 68-90");
  EXPECT_EQ(spells(t, {{60, 90, yellow}, {62, 90, orange}}), "yellow 48-50, orange 50-90");
  EXPECT_EQ(spells(t, {{60, 90, orange}, {70, 90, yellow}}), "orange 48-70, yellow 70-90");  // no lead down
  EXPECT_EQ(spells(t, {{5, 20, yellow}}), "yellow 0-20");                                    // no earlier
}

TEST(WarningMerge, EpisodesCloserThanTheGapAreOneAtTheStricterLevel) {
  auto t = trigger();
  t.rules->merge_gap_h = 6;
  EXPECT_EQ(spells(t, {{60, 70, yellow}, {75, 80, orange}}), "orange 60-80");                // 5 h between
  EXPECT_EQ(spells(t, {{60, 70, yellow}, {76, 80, orange}}), "yellow 60-70, orange 76-80");  // 6 h
  EXPECT_EQ(spells(t, {{60, 70, yellow}, {75, 80, yellow}, {85, 90, red}, {96, 99, yellow}}),
            "red 60-90, yellow 96-99");
  // An episode by itself keeps its own steps.
  EXPECT_EQ(spells(t, {{60, 70, yellow}, {70, 75, orange}}), "yellow 60-70, orange 70-75");
}

TEST(WarningMerge, TwoPairsApartAreTwo) {
  auto t = trigger();
  t.rules->merge_gap_h = 6;
  EXPECT_EQ(spells(t, {{10, 12, yellow}, {14, 16, orange}, {60, 62, red}, {65, 66, yellow}}),
            "orange 10-16, red 60-66");
}

TEST(WarningRelease, ALevelFallsWhereItStaysUnmetSoLong) {
  auto t = trigger();
  t.rules->release_h = 10;
  // Orange is unmet for 7 hours, then for good.
  EXPECT_EQ(spells(t, {{60, 90, yellow}, {60, 65, orange}, {72, 75, orange}}), "orange 60-75, yellow 75-90");
  // Unmet for 10.
  EXPECT_EQ(spells(t, {{60, 90, yellow}, {60, 65, orange}, {75, 78, orange}}),
            "orange 60-65, yellow 65-75, orange 75-78, yellow 78-90");
}

TEST(WarningRelease, AWarningIsLiftedWhereNothingIsMetSoLong) {
  auto t = trigger();
  t.rules->release_h = 10;
  EXPECT_EQ(spells(t, {{60, 65, yellow}, {74, 80, yellow}}), "yellow 60-80");
  EXPECT_EQ(spells(t, {{60, 65, yellow}, {75, 80, yellow}}), "yellow 60-65, yellow 75-80");
  // In five clean hours yellow stays, for it is met again; orange is not, for 15 hours.
  EXPECT_EQ(spells(t, {{60, 65, orange}, {70, 80, yellow}}), "orange 60-65, yellow 65-80");
  // A stricter level after a short pause: no pause, but not the stricter level ahead of its time either.
  EXPECT_EQ(spells(t, {{60, 65, yellow}, {70, 80, red}}), "yellow 60-70, red 70-80");
}

TEST(WarningShortest, AWarningLastsSoLongFromItsCallAtItsLastLevel) {
  auto t = trigger();
  t.rules->min_on_h = 24;
  EXPECT_EQ(spells(t, {{60, 65, yellow}}), "yellow 60-84");
  EXPECT_EQ(spells(t, {{60, 62, yellow}, {62, 65, orange}}), "yellow 60-62, orange 62-84");
  EXPECT_EQ(spells(t, {{60, 62, orange}, {62, 65, yellow}}), "orange 60-62, yellow 62-84");
  EXPECT_EQ(spells(t, {{60, 90, yellow}}), "yellow 60-90");
  EXPECT_EQ(spells(t, {{230, 235, yellow}}), "yellow 230-240");  // the signal ends
  t.rules->lead_h = 12;
  EXPECT_EQ(spells(t, {{60, 65, yellow}}), "yellow 48-72");
}

TEST(WarningTiming, AllTogether) {
  auto t = trigger();
  t.rules->lead_h = 24, t.rules->min_on_h = 24, t.rules->merge_gap_h = 36, t.rules->release_h = 36;
  // 30 h between: one orange episode of hours 100 to 149, called a day before.
  EXPECT_EQ(spells(t, {{100, 110, yellow}, {140, 150, orange}}), "orange 76-150");
  // 36 h between: two, for neither gap nor release joins them; the second is called 12 h after the first.
  EXPECT_EQ(spells(t, {{100, 110, yellow}, {146, 150, orange}}), "yellow 76-110, orange 122-150");
}

/// Hours from the midnight to the first warning of each seed; -1: none.
std::vector<double> onsets(Trigger t, const std::vector<Piece>& pieces, int seeds) {
  std::vector<double> found;
  const auto where = around(pieces);
  for (int seed = 0; seed < seeds; ++seed) {
    t.rules->error.seed = static_cast<std::uint64_t>(seed);
    const auto warnings = warnings_of(t, where);
    found.push_back(warnings.empty() ? -1.0
                                     : static_cast<double>((warnings.front().start - midnight) / hour));
  }
  return found;
}

TEST(ForecastErrorDraws, OnsetsScatterAboutTheTruthByTheirDeviation) {
  auto t = trigger();
  t.rules->error.onset_sd_h = 6.0;
  constexpr int seeds = 4000;
  // Two days from hour 120: an error of at most six deviations, 36 h, is cut by neither end.
  double sum = 0.0, squares = 0.0;
  for (const double onset : onsets(t, {{120, 168, orange}}, seeds)) {
    ASSERT_GE(onset, 0.0);
    sum += onset - 120.0;
    squares += (onset - 120.0) * (onset - 120.0);
  }
  // Whole hours add the variance of a rounding, 1/12. Four standard errors of the mean, and of the variance
  // of a normal number (a sum of twelve uniforms scatters less).
  const double variance = 36.0 + 1.0 / 12.0, mean = sum / seeds;
  EXPECT_LT(std::abs(mean), 4.0 * std::sqrt(variance / seeds));
  EXPECT_LT(std::abs(squares / seeds - mean * mean - variance), 4.0 * variance * std::sqrt(2.0 / seeds));
}

TEST(ForecastErrorDraws, EachEpisodeIsMissedByItself) {
  auto t = trigger();
  t.rules->error.miss = 0.15;
  constexpr int seeds = 4000;
  int first = 0, second = 0, both = 0;
  for (int seed = 0; seed < seeds; ++seed) {
    t.rules->error.seed = static_cast<std::uint64_t>(seed);
    bool has_yellow = false, has_red = false;
    for (const auto& w : warnings_of(t, around({{30, 40, yellow}, {150, 160, red}})))
      (w.level == "red" ? has_red : has_yellow) = true;
    first += !has_yellow, second += !has_red, both += !has_yellow && !has_red;
  }
  const auto near = [](int count, double p) {  // four standard errors of a binomial
    return std::abs(count - seeds * p) < 4.0 * std::sqrt(seeds * p * (1.0 - p));
  };
  EXPECT_TRUE(near(first, 0.15)) << first;
  EXPECT_TRUE(near(second, 0.15)) << second;
  EXPECT_TRUE(near(both, 0.15 * 0.15)) << both;
}

TEST(ForecastErrorDraws, FalseAlarmsAreWholeDaysWithoutAnEpisodeAtTheWeakestLevel) {
  auto t = trigger();
  t.rules->error.false_alarm = 0.2;
  constexpr int seeds = 1000;
  std::map<std::int64_t, int> alarms;  // by day
  for (int seed = 0; seed < seeds; ++seed) {
    t.rules->error.seed = static_cast<std::uint64_t>(seed);
    std::set<std::int64_t> days;
    for (const auto& w : warnings_of(t, around({{122, 125, orange}})))  // in day 5
      if (w.level == "yellow")
        for (auto day = china.local_day(w.start); china.midnight(day) < *w.end; ++day) {
          EXPECT_LE(w.start, china.midnight(day));
          EXPECT_GE(*w.end, china.midnight(day + 1));
          days.insert(day - first_day);
        }
    for (const auto day : days) ++alarms[day];
  }
  EXPECT_FALSE(alarms.contains(5));
  for (const std::int64_t day : {0, 1, 2, 3, 4, 6, 7, 8, 9})  // four standard errors of a binomial
    EXPECT_LT(std::abs(alarms[day] - seeds * 0.2), 4.0 * std::sqrt(seeds * 0.2 * 0.8)) << day;
}

TEST(ForecastErrorDraws, TheSameSeedDrawsTheSameAnotherSeedOrTriggerNot) {
  auto t = trigger();
  t.rules->error = {0.15, 0.2, 6.0, 0};
  const std::vector<Piece> pieces{{30, 50, yellow}, {120, 168, orange}};
  const auto first = onsets(t, pieces, 50);
  EXPECT_EQ(first, onsets(t, pieces, 50));
  EXPECT_GT(std::set<double>(first.begin(), first.end()).size(), 5u);
  t.id = "county";
  EXPECT_NE(first, onsets(t, pieces, 50));
  // A draw hangs on its day alone: a later episode changes nothing before it.
  t.id = "city";
  t.rules->error = {0.0, 0.0, 6.0, 0};
  EXPECT_EQ(onsets(t, {{60, 110, yellow}}, 50), onsets(t, {{60, 110, yellow}, {200, 230, red}}, 50));
}

}  // namespace
