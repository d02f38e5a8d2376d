#include "io/scenario/expression.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using namespace lantian;
using scenarios::Signals;
using scenarios::Truth;

std::optional<scenarios::Expression> read(const std::string& text, const io::RuleMetric& metric = {}) {
  io::Diagnostics diagnostics;
  std::map<std::string, io::TextPlace> places;
  io::TomlValue node;
  node.kind = io::TomlValue::Kind::text;
  node.text = text;
  auto expression = io::read_expression("when", node, {diagnostics, places}, metric);
  for (const auto& item : diagnostics.items()) ADD_FAILURE() << text << ": " << item.code;
  return expression;
}

/// "1", "0" or "?" for each hour.
std::string truths(const std::string& text, const Signals& signals) {
  const auto expression = read(text);
  std::string shown;
  if (!expression) return "unread";
  for (const Truth truth : truth_by_hour(*expression, signals))
    shown += truth == Truth::yes ? '1' : truth == Truth::no ? '0' : '?';
  return shown;
}

/// Eight hours: wind_speed has bit 0 of the hour, air_temperature bit 1, precipitation bit 2.
Signals bits() {
  Signals signals;
  for (int h = 0; h < 8; ++h) {
    signals.hourly["wind_speed"].push_back(h & 1);
    signals.hourly["air_temperature"].push_back(h >> 1 & 1);
    signals.hourly["precipitation"].push_back(h >> 2 & 1);
  }
  return signals;
}

TEST(Expression, NotBindsBeforeAndAndBeforeOr) {
  const auto signals = bits();
  const std::string w = "wind_speed > 0", t = "air_temperature > 0", p = "precipitation > 0";
  EXPECT_EQ(truths(w, signals), "01010101");
  EXPECT_EQ(truths(w + " or " + t + " and " + p, signals), "01010111");
  EXPECT_EQ(truths("(" + w + " or " + t + ") and " + p, signals), "00000111");
  EXPECT_EQ(truths("not " + w + " and " + t, signals), "00100010");
  EXPECT_EQ(truths("not (" + w + " and " + t + ")", signals), "11101110");
  EXPECT_EQ(truths("not not " + w, signals), "01010101");
  EXPECT_EQ(truths(t + " and " + p + " or " + w, signals), "01010111");
  EXPECT_EQ(truths("  ( ( " + w + ") )\n", signals), "01010101");
}

TEST(Expression, RelationsAtTheirEdge) {
  Signals signals;
  signals.hourly["wind_speed"] = {1.0, 2.0, 3.0};
  EXPECT_EQ(truths("wind_speed < 2", signals), "100");
  EXPECT_EQ(truths("wind_speed<=2", signals), "110");
  EXPECT_EQ(truths("wind_speed > 2.0", signals), "001");
  EXPECT_EQ(truths("wind_speed>=2e0", signals), "011");
}

TEST(Expression, UnitsAreThoseOfTheSignalWhereNoneIsGiven) {
  Signals signals;
  signals.hourly["air_temperature"] = {-1.0, 1.0};
  signals.hourly["wind_speed"] = {1.0, 3.0};
  signals.hourly["forecast(co_24h)"] = {1.0, 2.0};
  EXPECT_EQ(truths("air_temperature < 0", signals), "10");
  EXPECT_EQ(truths("air_temperature < 273.15 K", signals), "10");
  EXPECT_EQ(truths("wind_speed > 7.2 km/h", signals), "01");
  EXPECT_EQ(truths("forecast(co_24h) > 1500 ug/m3", signals), "01");
  EXPECT_EQ(truths("forecast(co_24h) > 1.5", signals), "01");
}

TEST(Expression, MissingValuesAreUnknownAndStaySo) {
  Signals signals;
  signals.hourly["wind_speed"] = {std::nan(""), std::nan(""), 1.0};
  signals.hourly["air_temperature"] = {1.0, -1.0, 1.0};
  EXPECT_EQ(truths("wind_speed > 0", signals), "??1");
  EXPECT_EQ(truths("not wind_speed > 0", signals), "??0");
  EXPECT_EQ(truths("wind_speed > 0 and air_temperature > 0", signals), "?01");
  EXPECT_EQ(truths("wind_speed > 0 or air_temperature > 0", signals), "1?1");
  EXPECT_EQ(truths("observed(aqi_daily) > 0", signals), "???");
}

TEST(Expression, SpellsHaveAtLeastTheirLength) {
  Signals signals;
  signals.hourly["wind_speed"] = {1, 1, 0, 1, 1, 1, 0};
  EXPECT_EQ(truths("wind_speed > 0 for 3h", signals), "0001110");
  EXPECT_EQ(truths("wind_speed > 0 for 2 h", signals), "1101110");
  EXPECT_EQ(truths("wind_speed > 0 for 1 day", signals), "0000000");
  EXPECT_EQ(truths("not wind_speed > 0 for 3h", signals), "1110001");
}

TEST(Expression, JoinedSpellsAreOneEpisodeThatHoldsEach) {
  Signals signals;
  signals.hourly["wind_speed"] = {1, 3, 1, 0, 1, 1, 0};
  EXPECT_EQ(truths("wind_speed > 0 for 2h and wind_speed > 2 for 1h", signals), "1110000");
  EXPECT_EQ(truths("wind_speed > 0 for 2h and wind_speed > 2", signals), "0100000");
}

TEST(Expression, AMetricStandsForItselfInRules) {
  const io::RuleMetric metric{"aqi", "forecast(aqi_24h_running)"};
  const auto rule = read("aqi > 200", metric);
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->signal, "forecast(aqi_24h_running)");
  EXPECT_EQ(rule->hours, 1);
  EXPECT_EQ(read("aqi>200 for 48h", metric)->hours, 48);
  Signals signals;
  signals.hourly["forecast(aqi_24h_running)"].assign(30, 100.0);
  signals.hourly["forecast(aqi_24h_running)"][27] = 201.0;
  const auto found = truth_by_hour(*rule, signals);
  for (int h = 0; h < 30; ++h) EXPECT_EQ(found[h] == Truth::yes, h >= 4 && h <= 27) << h;
}

bool implies(const std::string& a, const std::string& b) {
  const io::RuleMetric metric{"aqi", "forecast(aqi_24h_running)"};
  return scenarios::implies(*read(a, metric), *read(b, metric));
}

TEST(Implication, StricterValuesAndLongerSpells) {
  EXPECT_TRUE(implies("aqi > 300 for 72h", "aqi > 200 for 24h"));
  EXPECT_TRUE(implies("aqi > 200 for 24h", "aqi > 200 for 24h"));
  EXPECT_FALSE(implies("aqi > 200 for 24h", "aqi > 300 for 72h"));
  EXPECT_FALSE(implies("aqi > 300 for 24h", "aqi > 200 for 48h"));  // either may hold alone
  EXPECT_TRUE(implies("aqi >= 300", "aqi > 299"));
  EXPECT_TRUE(implies("aqi > 300", "aqi >= 300"));
  EXPECT_FALSE(implies("aqi >= 300", "aqi > 300"));
  EXPECT_TRUE(implies("wind_speed < 2", "wind_speed <= 2"));
  EXPECT_FALSE(implies("wind_speed < 3", "wind_speed < 2"));
  EXPECT_FALSE(implies("wind_speed < 2", "wind_speed > 1"));
  EXPECT_FALSE(implies("wind_speed > 2", "air_temperature > 1"));
}

TEST(Implication, JoinedConditions) {
  const std::string red = "aqi > 200 for 96h and aqi > 300 for 48h";
  EXPECT_TRUE(implies(red, "aqi > 200 for 72h"));
  EXPECT_FALSE(implies(red, "aqi > 300 for 48h"));  // the episode has hours below 300
  EXPECT_TRUE(implies("aqi > 500 for 96h", red));
  EXPECT_TRUE(implies("aqi > 300 or aqi > 400", "aqi > 250"));
  EXPECT_TRUE(implies("aqi > 300", "aqi > 250 or wind_speed < 1"));
  EXPECT_TRUE(implies("aqi > 300 and wind_speed < 1", "wind_speed < 2"));
  EXPECT_FALSE(implies("aqi > 300", "aqi > 250 and wind_speed < 1"));
  EXPECT_FALSE(implies("not aqi < 300", "aqi > 200"));  // not looked into
}

/// What is said to follow follows in every hour of random air.
TEST(Implication, HoldsHourByHour) {
  std::mt19937 random(5);
  const auto number = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  const auto comparison = [&] {
    const char* relations[] = {" > ", " >= ", " < ", " <= "};
    std::string text = number(4) ? "wind_speed" : "pm25_24h";
    if (text == "pm25_24h") text = "forecast(pm25_24h)";
    text += relations[number(8) ? number(2) : 2 + number(2)] + std::to_string(number(4));
    return number(3) ? text + " for " + std::to_string(1 + number(30)) + "h" : text;
  };
  const auto expression = [&] {
    std::string text = comparison();
    for (int n = number(3); n > 0; --n) text += (number(2) ? " and " : " or ") + comparison();
    return text;
  };
  int followed = 0;
  for (int n = 0; n < 4000; ++n) {
    const auto a = read(expression()), b = read(expression());
    if (!scenarios::implies(*a, *b)) continue;
    ++followed;
    Signals signals;
    for (const char* key : {"wind_speed", "forecast(pm25_24h)"}) {
      auto& series = signals.hourly[key];
      double value = 2.0;
      for (int h = 0; h < 200; ++h) {
        if (number(6) == 0) value = number(5);
        series.push_back(number(60) ? value : std::nan(""));
      }
    }
    const auto first = truth_by_hour(*a, signals), second = truth_by_hour(*b, signals);
    for (std::size_t h = 0; h < first.size(); ++h)
      ASSERT_FALSE(first[h] == Truth::yes && second[h] != Truth::yes) << text_of(*a) << " => " << text_of(*b);
  }
  EXPECT_GT(followed, 200);
}

TEST(Expression, ItsSignalsAreCollected) {
  std::set<std::string> keys;
  collect_signals(
      *read("forecast(mda8_o3) > 160 ug/m3 and not (indicator(h2o2_over_hno3) < 0.35 or wind_speed > 4)"),
      keys);
  EXPECT_EQ(keys, (std::set<std::string>{"forecast(mda8_o3)", "indicator(h2o2_over_hno3)", "wind_speed"}));
}

}  // namespace
