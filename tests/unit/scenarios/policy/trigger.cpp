#include "scenarios/policy/trigger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "io/scenario/scenario.hpp"

namespace {

using namespace lantian;
using namespace scenarios;

constexpr model::LocalClock china{8 * 3600};
constexpr model::UtcSeconds hour = 3600;
constexpr model::UtcSeconds midnight = 19683 * 86400 - 8 * hour;  // 2023-11-22T00:00 local
constexpr int length = 240;                                       // h

/// Hours [first, end) with this index of the 24 hours that end with them; elsewhere it is 100.
struct Piece {
  int first, end;
  double index;
};

Surroundings around(const std::vector<Piece>& pieces) {
  Surroundings made{china, {midnight, midnight + length * hour}};
  made.signals.start = midnight;
  auto& series = made.signals.hourly["forecast(aqi_24h_running)"];
  series.assign(length, 100.0);
  for (const auto& p : pieces) std::fill(series.begin() + p.first, series.begin() + p.end, p.index);
  return made;
}

/// The trigger of a scenario text that has `keys` under [trigger.city].
Trigger trigger(const std::string& keys) {
  io::Diagnostics diagnostics;
  const auto file = io::read_scenario_text(
      "schema = \"lantian.scenario/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"情\" }\n"
      "[trigger.city]\nsignal = \"forecast\"\nmetric = \"aqi_24h_running\"\n" +
          keys + "\n[window.w]\nwarning = { trigger = \"city\", level = \"yellow\" }\n" +
          "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { industry = \"brick\" } }\n"
          "window = \"w\"\nop = { kind = \"stop\" }\n",
      "s.toml", china, diagnostics);
  for (const auto& item : diagnostics.items()) ADD_FAILURE() << item.code << " line " << item.place.line;
  return file.scenario.triggers.at("city");
}

/// "yellow 33-105" for each spell, in hours from the midnight.
std::string spells(const Trigger& of, const Surroundings& where) {
  std::string text;
  for (const auto& w : warnings_of(of, where))
    text += (text.empty() ? "" : ", ") + w.level + " " + std::to_string((w.start - midnight) / hour) + "-" +
            std::to_string((*w.end - midnight) / hour);
  return text;
}

// A value that ends with hour h speaks of hours h - 23 … h: n values in a row make a spell of n + 23 hours.

TEST(Scheme2018, YellowNeedsTwoDaysOfAny24HoursAndIsCalledADayAhead) {
  const auto t = trigger("scheme = \"2018\"");
  // 25 values: hours 57 … 104, from 9 h of one day to 9 h two days later.
  EXPECT_EQ(spells(t, around({{80, 105, 250}})), "yellow 33-105");
  EXPECT_EQ(spells(t, around({{80, 104, 250}})), "");  // 47 hours
  EXPECT_EQ(spells(t, around({{80, 105, 200}})), "");  // above 200, not at it
}

TEST(Scheme2018, OrangeNeedsThreeDaysRedFourWithTwoAbove300OrOneAt500) {
  const auto t = trigger("scheme = \"2018\"");
  EXPECT_EQ(spells(t, around({{80, 129, 250}})), "orange 33-129");
  EXPECT_EQ(spells(t, around({{80, 128, 250}})), "yellow 33-128");
  // 96 h above 200, of which 48 above 300; then only 47.
  EXPECT_EQ(spells(t, around({{80, 153, 250}, {90, 115, 350}})), "red 33-153");
  EXPECT_EQ(spells(t, around({{80, 153, 250}, {90, 114, 350}})), "orange 33-153");
  // One value of 500 makes a red day by itself, hours 77 … 100, within two yellow days, 77 … 124.
  EXPECT_EQ(spells(t, around({{100, 125, 250}, {100, 101, 500}})), "red 53-101, yellow 101-125");
}

TEST(Scheme2024, AnyDayAbove200OrTwoAbove150) {
  const auto t = trigger("scheme = \"2024\"");
  EXPECT_EQ(spells(t, around({{80, 81, 201}})), "yellow 33-81");
  EXPECT_EQ(spells(t, around({{80, 105, 151}})), "yellow 33-105");
  EXPECT_EQ(spells(t, around({{80, 104, 151}})), "");
  EXPECT_EQ(spells(t, around({{80, 105, 201}})), "orange 33-105");
  EXPECT_EQ(spells(t, around({{80, 129, 151}})), "orange 33-129");
  EXPECT_EQ(spells(t, around({{80, 129, 201}, {90, 91, 301}})), "red 33-129");
}

TEST(Scheme2024, AnUpgradeIsCalledADayAheadToo) {
  // Above 150: hours 77 … 136, yellow; above 200: hours 89 … 136, orange.
  EXPECT_EQ(spells(trigger("scheme = \"2024\""), around({{100, 112, 160}, {112, 137, 250}})),
            "yellow 53-65, orange 65-137");
}

TEST(Schemes, PollutionThatIsThereAlreadyIsAnsweredAtOnce) {
  const auto t = trigger("scheme = \"2024\"");
  EXPECT_EQ(spells(t, around({{0, 30, 250}})), "yellow 0-30");  // only 30 hours of it are known
  EXPECT_EQ(spells(t, around({{10, 40, 250}})), "yellow 0-40");
}

/// A clause of a scheme, the hours of a running index that show it, and the warnings worked out by hand. A
/// value at hour h speaks of h - 23 … h; a warning and each upgrade come 24 h before.
struct Clause {
  const char* text;
  std::vector<Piece> pieces;
  const char* warnings;
};

void expect_clauses(const std::string& scheme, const std::vector<Clause>& clauses) {
  const auto t = trigger("scheme = \"" + scheme + "\"");
  for (const auto& clause : clauses)
    EXPECT_EQ(spells(t, around(clause.pieces)), clause.warnings) << clause.text;
}

TEST(Scheme2018, EveryClause) {
  expect_clauses(
      "2018",
      {
          {"one day above 200 is a notice only: 57-81", {{80, 81, 250}}, ""},
          {"yellow: 48 h above 200, 57-105, called at 33", {{80, 105, 250}}, "yellow 33-105"},
          {"not yellow: 47 h", {{80, 104, 250}}, ""},
          {"not yellow: at 200, not above", {{80, 105, 200}}, ""},
          {"not yellow: 48 h above 150 count in 2024 only", {{80, 105, 199}}, ""},
          {"orange: 72 h, 57-129", {{80, 129, 250}}, "orange 33-129"},
          {"not orange: 71 h", {{80, 128, 250}}, "yellow 33-128"},
          {"red: 96 h of which 48 above 300, 67-115", {{80, 153, 250}, {90, 115, 350}}, "red 33-153"},
          {"not red: 95 h", {{80, 152, 250}, {90, 115, 350}}, "orange 33-152"},
          {"not red: 47 h above 300", {{80, 153, 250}, {90, 114, 350}}, "orange 33-153"},
          {"not red: at 300", {{80, 153, 250}, {90, 115, 300}}, "orange 33-153"},
          {"red: a day at 500, 77-101, in 48 h above 200, 77-125",
           {{100, 125, 250}, {100, 101, 500}},
           "red 53-101, yellow 101-125"},
          {"not red: a day at 499", {{100, 125, 250}, {100, 101, 499}}, "yellow 53-125"},
          {"upgrade a day ahead: orange 37-110, red 77-101 called at 53",
           {{60, 110, 250}, {100, 101, 500}},
           "orange 13-53, red 53-101, orange 101-110"},
          {"no downgrade for 6 h, red 77-101 and 107-131; then it stays away: orange, 73 h from 77",
           {{100, 150, 250}, {100, 101, 500}, {130, 131, 500}},
           "red 53-131, orange 131-150"},
          {"lifted: 36 h between 37-85 and 121-169",
           {{60, 85, 250}, {144, 169, 250}},
           "yellow 13-85, yellow 97-169"},
          {"one episode: 35 h between 37-85 and 120-168", {{60, 85, 250}, {143, 168, 250}}, "yellow 13-168"},
          {"one episode at the stricter level: yellow 37-85, orange 120-192",
           {{60, 85, 250}, {143, 192, 250}},
           "orange 13-192"},
          {"two episodes, each its own: yellow 37-85, orange 121-193",
           {{60, 85, 250}, {144, 193, 250}},
           "yellow 13-85, orange 97-193"},
          {"there already: at once", {{0, 48, 250}}, "yellow 0-48"},
          {"there already, less than a day ahead: at once", {{10, 60, 250}}, "yellow 0-60"},
          {"upgrade of what is there already: orange 0-72, red 13-37 called at 0",
           {{0, 72, 250}, {36, 37, 500}},
           "red 0-37, orange 37-72"},
      });
}

TEST(Scheme2024, EveryClause) {
  expect_clauses(
      "2024",
      {
          {"yellow: 24 h above 200, 57-81", {{80, 81, 201}}, "yellow 33-81"},
          {"not yellow: a day at 200", {{80, 81, 200}}, ""},
          {"yellow: 48 h above 150, 57-105", {{80, 105, 151}}, "yellow 33-105"},
          {"not yellow: 47 h above 150", {{80, 104, 151}}, ""},
          {"not yellow: at 150", {{80, 105, 150}}, ""},
          {"orange: 48 h above 200", {{80, 105, 201}}, "orange 33-105"},
          {"not orange: 47 h above 200", {{80, 104, 201}}, "yellow 33-104"},
          {"orange: 72 h above 150", {{80, 129, 151}}, "orange 33-129"},
          {"not orange: 71 h above 150", {{80, 128, 151}}, "yellow 33-128"},
          {"red: 72 h above 200 and a day above 300, 67-91", {{80, 129, 201}, {90, 91, 301}}, "red 33-129"},
          {"not red: none above 300", {{80, 129, 201}}, "orange 33-129"},
          {"not red: a day at 300", {{80, 129, 201}, {90, 91, 300}}, "orange 33-129"},
          {"not red: 71 h above 200", {{80, 128, 201}, {90, 91, 301}}, "orange 33-128"},
          {"not red: 500 has no clause of its own", {{80, 105, 201}, {90, 91, 500}}, "orange 33-105"},
          {"upgrade a day ahead: above 150 77-137, above 200 89-137",
           {{100, 112, 160}, {112, 137, 250}},
           "yellow 53-65, orange 65-137"},
          {"downgrade at once where 36 h stay below: above 200 77-125, above 150 77-148",
           {{100, 125, 250}, {125, 148, 160}},
           "orange 53-125, yellow 125-148"},
          {"lifted: 36 h between 57-81 and 117-141",
           {{80, 81, 201}, {140, 141, 201}},
           "yellow 33-81, yellow 93-141"},
          {"one episode: 35 h between 57-81 and 116-140", {{80, 81, 201}, {139, 140, 201}}, "yellow 33-140"},
          {"one episode at the stricter level: yellow 57-81, orange 116-164",
           {{80, 81, 201}, {139, 164, 201}},
           "orange 33-164"},
          {"there already: at once", {{0, 24, 201}}, "yellow 0-24"},
          {"there already: an upgrade within the day at once, above 150 0-60, above 200 9-60",
           {{0, 32, 160}, {32, 60, 250}},
           "orange 0-60"},
      });
}

TEST(OwnScheme, LevelsLeadReleaseAndGapAreData) {
  const auto t = trigger(
      "levels = [{ name = \"yellow\", when = \"aqi > 120 for 30h\" }, { name = \"purple\", when = \"aqi > "
      "180\" }]\n"
      "lead_h = 12\nrelease_h = 6\nmerge_gap_h = 0\n");
  EXPECT_EQ(spells(t, around({{80, 87, 130}})), "yellow 45-87");  // 57-87: 30 h
  EXPECT_EQ(spells(t, around({{80, 86, 130}})), "");
  // Purple of any value's 24 hours, 67-91, called at 55; yellow 57-113 called at 45; six hours release
  // purple.
  EXPECT_EQ(spells(t, around({{80, 113, 130}, {90, 91, 190}})), "yellow 45-55, purple 55-91, yellow 91-113");
}

/// The region's trigger is by schedule: yellow from hour 20 to 60, red from 100 to 110.
Scenario with_region(const std::string& city) {
  io::Diagnostics diagnostics;
  const auto file = io::read_scenario_text(
      "schema = \"lantian.scenario/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"情\" }\n"
      "[trigger.region]\nsignal = \"schedule\"\nlevels = [\"yellow\", \"orange\", \"red\"]\n"
      "schedule = [{ level = \"yellow\", from_start_h = 20, to_start_h = 60 }, { level = \"red\", "
      "from_start_h = "
      "100, to_start_h = 110 }]\n"
      "[trigger.city]\nsignal = \"forecast\"\nmetric = \"aqi_24h_running\"\n" +
          city + "\n[window.w]\nwarning = { trigger = \"city\", level = \"yellow\" }\n" +
          "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { industry = \"brick\" } }\n"
          "window = \"w\"\nop = { kind = \"stop\" }\n",
      "s.toml", china, diagnostics);
  for (const auto& item : diagnostics.items()) ADD_FAILURE() << item.code << " line " << item.place.line;
  return file.scenario;
}

TEST(RegionsWarning, BindsTheCityAndTheStricterHolds) {
  const auto scenario = with_region("scheme = \"2024\"\nbound_by = [\"region\"]\n");
  const auto words = [&](const std::vector<Piece>& pieces) {
    std::string text;
    for (const auto& w : warnings_in(scenario, scenario.triggers.at("city"), around(pieces)))
      text += (text.empty() ? "" : ", ") + w.level + " " + std::to_string((w.start - midnight) / hour) + "-" +
              std::to_string((*w.end - midnight) / hour);
    return text;
  };
  EXPECT_EQ(words({}), "yellow 20-60, red 100-110");
  // The city's own orange, 57-105 called at 33, between yellow and red of the region.
  EXPECT_EQ(words({{80, 105, 201}}), "yellow 20-33, orange 33-100, red 100-110");
}

const std::string two_levels =
    "levels = [{ name = \"yellow\", when = \"aqi > 150 for 24h\" }, { name = \"orange\", when = "
    "[\"aqi > 200\"] }]\nlead_h = 0\n";

TEST(TriggerRules, ALowerLevelFollowsWhereTheStricterStaysAwayForTheRelease) {
  const auto t = trigger(two_levels);
  // Orange hours 77 … 100, yellow to 150.
  EXPECT_EQ(spells(t, around({{100, 101, 250}, {101, 151, 160}})), "orange 77-101, yellow 101-151");
  // Orange again in hours 127 … 150, 26 h later: nothing is lowered in between.
  EXPECT_EQ(spells(t, around({{100, 101, 250}, {101, 150, 160}, {150, 151, 250}})), "orange 77-151");
}

TEST(TriggerRules, AWarningIsLiftedWhere36HoursStayBelow) {
  const auto t = trigger(two_levels);
  // Hours 27 … 50 and 87 … 110: 36 between them; then 35.
  EXPECT_EQ(spells(t, around({{50, 51, 160}, {110, 111, 160}})), "yellow 27-51, yellow 87-111");
  EXPECT_EQ(spells(t, around({{50, 51, 160}, {109, 110, 160}})), "yellow 27-110");
}

TEST(TriggerRules, TheReleaseCountsPollutionNotItsCall) {
  // 36 h between the episodes; the second is called in the first's last 12 of them.
  EXPECT_EQ(spells(trigger("levels = [{ name = \"yellow\", when = \"aqi > 150\" }]\nlead_h = 24\n"),
                   around({{50, 51, 160}, {110, 111, 160}})),
            "yellow 3-51, yellow 63-111");
}

TEST(TriggerRules, CloseEpisodesAreOneAtTheStricterLevel) {
  const auto t = trigger(two_levels + "release_h = 0\nmerge_gap_h = 36\n");
  EXPECT_EQ(spells(t, around({{50, 51, 160}, {109, 110, 250}})), "orange 27-110");
  EXPECT_EQ(spells(t, around({{50, 51, 160}, {110, 111, 250}})), "yellow 27-51, orange 87-111");
  // Three in a row, each close to the next.
  EXPECT_EQ(spells(t, around({{50, 51, 160}, {90, 91, 250}, {130, 131, 160}})), "orange 27-131");
}

TEST(TriggerRules, AWarningLastsItsShortestTime) {
  EXPECT_EQ(spells(trigger(two_levels + "release_h = 0\nmin_on_h = 48\n"), around({{50, 51, 160}})),
            "yellow 27-75");
}

TEST(TriggerRules, UnknownHoursMeetNothing) {
  auto where = around({{50, 52, 250}});
  where.signals.hourly.begin()->second[51] = std::nan("");
  EXPECT_EQ(spells(trigger(two_levels), where), "orange 27-51");
}

TEST(ForecastError, MissesFalseAlarmsAndLateOnsetsAreDrawnByKey) {
  const auto with_error = [](const std::string& error) {
    return trigger(two_levels + "release_h = 0\nmin_on_h = 0\nforecast_error = { " + error +
                   ", seed = 5 }\n");
  };
  const auto where = around({{71, 72, 250}});  // the third day, hours 48 … 71
  EXPECT_EQ(spells(with_error("miss = 1.0"), where), "");
  EXPECT_EQ(spells(with_error("miss = 0.0"), where), "orange 48-72");
  EXPECT_EQ(spells(with_error("false_alarm = 1.0"), where), "yellow 0-48, orange 48-72, yellow 72-240");
  // The end stays; the onset moves as far on any machine.
  const auto late = spells(with_error("onset_sd_h = 6"), where);
  EXPECT_TRUE(late.ends_with("-72")) << late;
  EXPECT_EQ(late, spells(with_error("onset_sd_h = 6"), where));
}

TEST(ForecastError, ItsRateIsWhatWasAskedFor) {
  auto t = trigger(two_levels);
  t.rules->release_h = t.rules->min_on_h = 0;
  t.rules->error.false_alarm = 0.25;
  int called = 0;
  constexpr int seeds = 400, days = length / 24;
  for (int seed = 0; seed < seeds; ++seed) {
    t.rules->error.seed = static_cast<std::uint64_t>(seed);
    for (const auto& w : warnings_of(t, around({})))
      called += static_cast<int>((*w.end - w.start) / (24 * hour));
  }
  // 4000 draws of probability 0.25: a standard error of 27.4; four of them.
  EXPECT_LT(std::abs(called - seeds * days / 4), 110);
}

}  // namespace
