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
