// Mistakes of windows, triggers and expressions: where they are placed and what is said, in both languages.
#include <gtest/gtest.h>

#include "io/messages.hpp"
#include "io/scenario/scenario.hpp"

namespace {

using namespace lantian;
constexpr model::LocalClock china{8 * 3600};
using Mistakes = std::vector<std::string>;

const std::string head = "schema = \"lantian.scenario/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"情\" }\n";
const std::string measure =
    "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\nselect = { where = { industry = \"brick\" } }\n"
    "op = { kind = \"stop\" }\n";

std::vector<io::Diagnostic> items_of(const std::string& text) {
  io::Diagnostics diagnostics;
  io::read_scenario_text(head + text, "s.toml", china, diagnostics);
  return diagnostics.items();
}

Mistakes mistakes_in(const std::string& text) {
  Mistakes found;
  for (const auto& item : items_of(text))
    found.push_back(item.code + " " + std::to_string(item.place.line) + ":" +
                    std::to_string(item.place.column));
  return found;
}

std::string argument(const io::Diagnostic& item, const std::string& key) {
  for (const auto& [name, value] : item.arguments)
    if (name == key) return value;
  return "";
}

/// The one mistake of a window's `when`; line 5, the text begins in column 9.
io::Diagnostic mistake_in(const std::string& expression) {
  const auto items = items_of("[window.w]\nwhen = \"" + expression + "\"\n" + measure + "window = \"w\"\n");
  EXPECT_EQ(items.size(), 1u) << expression;
  if (items.empty()) return {};
  EXPECT_EQ(items[0].place.line, 5);
  return items[0];
}

struct Case {
  const char *expression, *code;
  int column;
  const char *value, *accepted, *nearest;
};

TEST(ExpressionMessages, EachMistakeHasItsColumnItsWordAndWhatIsAccepted) {
  const Case cases[] = {
      {"wind_speed >", "expression_ends", 21, "", "160, 2.5 m/s", ""},
      {"wind_speed 3", "expression_syntax", 20, "3", "<, <=, >, >=", ""},
      {"wind_speed = 3", "expression_syntax", 20, "=", "<, <=, >, >=", ""},
      {"(wind_speed > 3", "expression_ends", 24, "", "), and, or", ""},
      {"wind_speed > 3 wind_speed", "unknown_unit", 24, "3 wind_speed", "", ""},
      {"wind_speed > 3 m/s also", "expression_syntax", 28, "also", "and, or, for 24h", ""},
      {"wind_speed > 3 and", "expression_ends", 27, "", "not, (, wind_speed, forecast(aqi_daily)", ""},
      {"and wind_speed > 3", "expression_syntax", 9, "and", "not, (, wind_speed, forecast(aqi_daily)", ""},
      {"wind_sped > 3", "expression_signal", 9, "wind_sped",
       "air_temperature, relative_humidity, air_pressure, wind_speed, precipitation, shortwave, "
       "snow_fraction, eastward_wind, northward_wind, "
       "forecast(…), baseline(…), observed(…), indicator(…)",
       "wind_speed"},
      {"air_temp < 0", "expression_signal", 9, "air_temp",
       "air_temperature, relative_humidity, air_pressure, wind_speed, precipitation, shortwave, "
       "snow_fraction, eastward_wind, northward_wind, "
       "forecast(…), baseline(…), observed(…), indicator(…)",
       "air_temperature"},
      {"forcast(aqi_daily) > 3", "expression_signal", 9, "forcast", "forecast, baseline, observed, indicator",
       "forecast"},
      {"indicator(h2o2) < 1", "expression_signal", 19, "h2o2", "h2o2_over_hno3, hcho_over_no2",
       "h2o2_over_hno3"},
      {"forecast(aqi_daly > 3", "expression_syntax", 27, ">", ")", ""},
      {"forecast() > 3", "expression_syntax", 18, ")", "aqi_daily, mda8_o3", ""},
      {"wind_speed > 3 K", "wrong_dimension", 24, "3 K", "", ""},
      {"wind_speed > 3 for 0h", "unreadable_value", 28, "0h", "1h … 8784h", ""},
      {"wind_speed > 3 for ever", "expression_syntax", 28, "ever", "48h", ""},
      {"风速 > 3", "expression_syntax", 9, "风速", "not, (, wind_speed, forecast(aqi_daily)", ""},
      {"wind_speed > 3 and 风 > 3", "expression_syntax", 28, "风", "not, (, wind_speed, forecast(aqi_daily)",
       ""}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.expression);
    const auto item = mistake_in(one.expression);
    EXPECT_EQ(item.code, one.code);
    EXPECT_EQ(item.place.column, one.column);
    EXPECT_EQ(argument(item, "key"), "window.w.when");
    EXPECT_EQ(argument(item, "value"), one.value);
    if (*one.accepted) {
      EXPECT_EQ(argument(item, "accepted"), one.accepted);
    }
    EXPECT_EQ(argument(item, "nearest"), one.nearest);
  }
}

TEST(ExpressionMessages, AreToldInBothLanguages) {
  io::set_language("en");
  EXPECT_EQ(io::headline(mistake_in("wind_sped > 3")),
            "s.toml:5:9: window.w.when: wind_sped is not a signal; did you mean `wind_speed`?");
  EXPECT_EQ(io::headline(mistake_in("wind_speed > 3 m/s also")),
            "s.toml:5:28: window.w.when: \"also\" cannot stand here");
  EXPECT_EQ(io::headline(mistake_in("wind_speed >")), "s.toml:5:21: window.w.when ends too early");
  io::set_language("zh");
  EXPECT_EQ(io::headline(mistake_in("wind_sped > 3")),
            "s.toml:5:9: window.w.when：没有名为 wind_sped 的信号；是否想写 `wind_speed`？");
  EXPECT_EQ(io::headline(mistake_in("wind_speed > 3 m/s also")),
            "s.toml:5:28: window.w.when：此处不能写 \"also\"");
  EXPECT_EQ(io::headline(mistake_in("wind_speed >")), "s.toml:5:21: window.w.when：表达式不完整");
  io::set_language("en");
}

TEST(ExpressionMessages, ALongTextIsRefused) {
  const auto item = mistake_in("wind_speed > 3" + std::string(1000, ' '));
  EXPECT_EQ(item.code, "too_many");
}

TEST(WindowMessages, DaysThatNoYearHas) {
  const auto dates = [](const std::string& range) {
    return mistakes_in("[window.w]\ndates = [\"" + range + "\"]\n" + measure + "window = \"w\"\n");
  };
  EXPECT_EQ(dates("02-30/03-15"), Mistakes{"no_such_day 5:10"});
  EXPECT_EQ(dates("11-15/04-31"), Mistakes{"no_such_day 5:10"});
  EXPECT_EQ(dates("2023-02-29/2023-03-15"), Mistakes{"no_such_day 5:10"});
  EXPECT_EQ(dates("13-01/03-15"), Mistakes{"unreadable_value 5:10"});
  EXPECT_EQ(dates("2023-11-30/2023-11-29"), Mistakes{"unreadable_value 5:10"});
  EXPECT_EQ(dates("02-29/03-15"), Mistakes{});
}

TEST(WindowMessages, DatesThatMissTheirWeekdays) {
  EXPECT_EQ(mistakes_in("[window.w]\ndates = [\"2023-11-25/2023-11-26\"]\nweekdays = [\"Mon\"]\n" + measure +
                        "window = \"w\"\n"),
            Mistakes{"never_open 4:9"});
}

TEST(WindowMessages, Quotas) {
  const auto quota = [](const std::string& keys) {
    return mistakes_in("[window.w]\nquota = { " + keys + " }\n" + measure + "window = \"w\"\n");
  };
  EXPECT_EQ(quota("min_days = 10"), Mistakes{});
  EXPECT_EQ(quota("per = \"month\""), Mistakes{"missing_key 5:9"});
  EXPECT_EQ(quota("min_days = 0"), Mistakes{"out_of_range 5:22"});
  EXPECT_EQ(quota("min_days = 10, per = \"year\""), Mistakes{"not_one_of 5:32"});
  EXPECT_EQ(quota("min_days = 10, per = \"window\""), Mistakes{"missing_key 4:1"});
  EXPECT_EQ(quota("min_days = 10, pick = \"enterprise_choice\""), Mistakes{"missing_key 5:9"});
  EXPECT_EQ(quota("min_days = 10, seed = 1"), Mistakes{"exclusive_keys 5:33"});
}

Mistakes trigger(const std::string& keys) {
  return mistakes_in("[trigger.t]\n" + keys +
                     "[window.w]\nwarning = { trigger = \"t\", level = \"yellow\" }\n" + measure +
                     "window = \"w\"\n");
}

const std::string forecast = "signal = \"forecast\"\nmetric = \"aqi_24h_running\"\n";  // lines 5 and 6

TEST(TriggerMessages, RulesAndSchemes) {
  EXPECT_EQ(trigger(forecast + "scheme = \"2024\"\n"), Mistakes{});
  EXPECT_EQ(trigger(forecast + "scheme = \"2025\"\n"), Mistakes{"not_one_of 7:10"});
  EXPECT_EQ(trigger(forecast), Mistakes{"missing_key 4:1"});
  EXPECT_EQ(trigger("signal = \"forcast\"\n"), Mistakes{"not_one_of 5:10"});
  EXPECT_EQ(trigger("signal = \"forecast\"\nmetric = \"aqi\"\nscheme = \"2024\"\n"),
            Mistakes{"not_one_of 6:10"});
  EXPECT_EQ(trigger("signal = \"forecast\"\nmetric = \"mda8_o3\"\nscheme = \"2024\"\n"),
            Mistakes{"exclusive_keys 7:10"});
  EXPECT_EQ(trigger(forecast + "levels = [{ name = \"yellow\", when = [\"aqi > 200\", \"iaq > 300\"] }]\n"),
            Mistakes{"expression_signal 7:52"});
  EXPECT_EQ(trigger(forecast + "levels = [{ name = \"yellow\", when = \"aqi > 200\" },\n{ name = \"yellow\", "
                               "when = \"aqi > 300\" }]\n"),
            Mistakes{"stands_twice 8:10"});
}

TEST(TriggerMessages, AWeakerLevelThatIsStricterThanAStrongerOne) {
  const std::string reversed =
      "levels = [{ name = \"yellow\", when = \"aqi > 300 for 72h\" },\n"
      "{ name = \"orange\", when = [\"aqi > 200 for 24h\"] }]\n";
  EXPECT_EQ(trigger(forecast + reversed), Mistakes{"level_never_called 7:37"});
  const auto item = items_of("[trigger.t]\n" + forecast + reversed +
                             "[window.w]\nwarning = { trigger = \"t\", level = \"yellow\" }\n" + measure +
                             "window = \"w\"\n")
                        .at(0);
  EXPECT_EQ(
      io::headline(item),
      "s.toml:7:37: trigger.t.levels.0.when: yellow would never be called: wherever its rules hold, those "
      "of the stronger orange (line 8) hold too; list levels from the weakest to the strictest, and give "
      "the weaker one a lower value or a shorter time");
  io::set_language("zh");
  EXPECT_EQ(
      io::headline(item),
      "s.toml:7:37: trigger.t.levels.0.when：yellow 级永远不会发布：凡满足其规则时，更强的 orange 级（第 8 "
      "行）的规则也已满足；级别须由弱到强排列，较弱的级别取较低的限值或较短的持续时间");
  io::set_language("en");
}

TEST(TriggerMessages, LevelsThatCannotBeOrderedByTheirWordsPass) {
  for (const char* stronger : {"aqi > 300 for 24h", "aqi > 200 for 72h", "aqi > 100 and wind_speed < 2 m/s"})
    EXPECT_EQ(trigger(forecast +
                      "levels = [{ name = \"yellow\", when = \"aqi > 200 for 48h\" }, { name = "
                      "\"orange\", when = \"" +
                      stronger + "\" }]\n"),
              Mistakes{})
        << stronger;
  for (const char* scheme : {"2018", "2024"})
    EXPECT_EQ(trigger(forecast + "scheme = \"" + scheme + "\"\n"), Mistakes{}) << scheme;
}

TEST(TriggerMessages, WhatWasObservedCannotBeInAClosedLoop) {
  EXPECT_EQ(trigger(forecast + "scheme = \"2024\"\nfeedback = \"none\"\n"), Mistakes{});
  EXPECT_EQ(trigger(forecast + "scheme = \"2024\"\nfeedback = \"scenario\"\n"), Mistakes{});
  EXPECT_EQ(
      trigger("signal = \"observed\"\nmetric = \"aqi_daily\"\nscheme = \"2024\"\nfeedback = \"scenario\"\n"),
      Mistakes{"observed_closed_loop 8:12"});
}

TEST(TriggerMessages, ALevelThatNoAirReaches) {
  const auto levels = [](const std::string& yellow, const std::string& orange) {
    return trigger(forecast + "levels = [{ name = \"yellow\", when = \"" + yellow +
                   "\" },\n{ name = \"orange\", when = \"" + orange + "\" }]\n");
  };
  EXPECT_EQ(levels("aqi > 200", "aqi > 500"), Mistakes{"level_never_reached 8:27"});
  EXPECT_EQ(levels("aqi > 200", "aqi >= 500 for 24h"), Mistakes{});
  // Spells side by side hold one of each: not judged.
  EXPECT_EQ(levels("aqi > 200 and aqi < 150", "aqi > 300"), Mistakes{});
  const auto item = items_of("[trigger.t]\n" + forecast +
                             "levels = [{ name = \"yellow\", when = \"aqi > 600\" }]\n"
                             "[window.w]\nwarning = { trigger = \"t\", level = \"yellow\" }\n" +
                             measure + "window = \"w\"\n")
                        .at(0);
  EXPECT_EQ(
      io::headline(item),
      "s.toml:7:37: trigger.t.levels.0.when: no air ever meets the rules of yellow: an index goes from 0 to "
      "500; lower the value, or take the level out");
}

TEST(TriggerMessages, ATableThatAnyAirMeetsCouldNeverBeLifted) {
  const auto levels = [](const std::string& yellow) {
    return trigger(forecast + "levels = [{ name = \"yellow\", when = " + yellow + " }]\n");
  };
  EXPECT_EQ(levels("\"aqi >= 0\""), Mistakes{"warning_never_released 7:37"});
  EXPECT_EQ(levels("[\"aqi > 100\", \"aqi <= 100\"]"), Mistakes{"warning_never_released 7:37"});
  EXPECT_EQ(levels("\"aqi > 0\""), Mistakes{});
}

TEST(TriggerMessages, WhatBindsMustBeThereAndSpeakTheSameLevels) {
  const std::string region =
      "[trigger.r]\nsignal = \"schedule\"\nlevels = [\"blue\"]\nschedule = [{ level = "
      "\"blue\", from_start_h = 0 }]\n";
  EXPECT_EQ(trigger(forecast + "scheme = \"2024\"\nbound_by = \"regoin\"\n" + region).at(0),
            "unknown_reference 8:12");
  EXPECT_EQ(trigger(forecast + "scheme = \"2024\"\nbound_by = [\"r\"]\n" + region),
            Mistakes{"unknown_reference 8:13"});
}

TEST(TriggerMessages, ErrorsAreAForecastsAndHaveASeed) {
  EXPECT_EQ(trigger(forecast + "scheme = \"2024\"\nforecast_error = { miss = 0.1 }\n"),
            Mistakes{"missing_key 8:18"});
  EXPECT_EQ(trigger("signal = \"observed\"\nmetric = \"aqi_daily\"\nscheme = \"2018\"\nforecast_error = { "
                    "seed = 1 }\n"),
            Mistakes{"exclusive_keys 8:18"});
}

TEST(SignalMessages, WhatTheCaseLacksIsToldWhereItIsAskedFor) {
  io::Diagnostics diagnostics;
  const auto file = io::read_scenario_text(head + "[window.w]\nwhen = \"observed(aqi_daily) > 200\"\n" +
                                               measure + "window = \"w\"\nveto = \"wind_speed > 8\"\n",
                                           "s.toml", china, diagnostics);
  ASSERT_TRUE(diagnostics.empty());
  scenarios::Inventory inventory;
  inventory.sources.push_back({});
  inventory.sources[0].industry = "brick";
  EXPECT_FALSE(io::expand_plan({file}, inventory, {china, {0, 3600}}, diagnostics));
  ASSERT_EQ(diagnostics.items().size(), 2u);
  EXPECT_EQ(diagnostics.items()[0].code, "signal_missing");
  EXPECT_EQ(io::headline(diagnostics.items()[0]),
            "s.toml:5:8: window.w.when: the case has no observed(aqi_daily); give a [forecast] or [observed] "
            "file with "
            "it, or ask for another");
  EXPECT_EQ(argument(diagnostics.items()[1], "value"), "wind_speed");
}

}  // namespace
