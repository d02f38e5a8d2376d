#include "scenarios/policy/window.hpp"

#include <gtest/gtest.h>

#include "scenarios/policy/ladder.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::model::LocalClock;
using lantian::model::UtcSeconds;

constexpr LocalClock china{8 * 3600};
constexpr UtcSeconds hour = 3600;

UtcSeconds local(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  return china.midnight(sys_days{std::chrono::year{year} / month / day}.time_since_epoch().count());
}

Scenario heating_season() {
  Scenario scenario;
  scenario.windows["heating"].id = "heating";
  scenario.windows["heating"].dates = {{true, {11, 15}, {3, 15}, 0, 0}};
  return scenario;
}

std::vector<WindowSpan> spans_of(const Scenario& scenario, const std::string& window, Period run,
                                 Period range, const Inventory& inventory = {}) {
  const Surroundings around{china, run};
  return window_spans({scenario, inventory, around}, window, range);
}

std::int64_t open_hours(const Scenario& scenario, const std::string& window, Period range,
                        const Inventory& inventory = {}) {
  std::int64_t seconds = 0;
  for (const auto& span : spans_of(scenario, window, range, range, inventory))
    seconds += span.end - span.start;
  return seconds / hour;
}

TEST(PolicyWindow, HeatingSeasonHas121DaysAnd122InALeapYear) {
  const auto scenario = heating_season();
  const auto days = season_days(scenario.windows.at("heating"));
  EXPECT_EQ(days.common, 121);
  EXPECT_EQ(days.leap, 122);
  EXPECT_EQ(open_hours(scenario, "heating", {local(2022, 7, 1), local(2023, 7, 1)}), 121 * 24);
  EXPECT_EQ(open_hours(scenario, "heating", {local(2023, 7, 1), local(2024, 7, 1)}), 122 * 24);
}

TEST(PolicyWindow, SeasonIsOneSpanFromMidnightToMidnight) {
  const auto spans = spans_of(heating_season(), "heating", {}, {local(2023, 7, 1), local(2024, 7, 1)});
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].start, local(2023, 11, 15));
  EXPECT_EQ(spans[0].end, local(2024, 3, 16));
}

TEST(PolicyWindow, ACalendarCountOf137IsNot136) {
  Window window;
  window.dates = {{true, {11, 15}, {3, 31}, 0, 0}};
  EXPECT_EQ(season_days(window).common, 137);
}

TEST(PolicyWindow, NightHoursWrapMidnightHalfOpen) {
  Scenario scenario;
  scenario.windows["night"].hours = {{20, 6}};
  const Period day{local(2023, 11, 22), local(2023, 11, 23)};
  const auto spans = spans_of(scenario, "night", day, day);
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[0].end, day.start + 6 * hour);
  EXPECT_EQ(spans[1].start, day.start + 20 * hour);
  EXPECT_EQ(open_hours(scenario, "night", day), 10);
}

TEST(PolicyWindow, WeekdaysAndPartsCombine) {
  auto scenario = heating_season();
  scenario.windows["work"].weekdays = {1, 2, 3, 4, 5};
  scenario.windows["rest"].all_of = {"heating"};
  scenario.windows["rest"].none_of = {"work"};
  const Period week{local(2023, 11, 20), local(2023, 11, 27)};  // Monday to Sunday
  EXPECT_EQ(open_hours(scenario, "work", week), 5 * 24);
  EXPECT_EQ(open_hours(scenario, "rest", week), 2 * 24);
}

TEST(PolicyWindow, AScheduledWarningCountsFromTheRunsStartAndCarriesItsLevel) {
  Scenario scenario;
  scenario.triggers["city"].levels = {"yellow", "orange", "red"};
  scenario.triggers["city"].schedule = {{"yellow", true, 0, 48 * hour}, {"orange", true, 24 * hour, {}}};
  scenario.windows["any"].trigger = "city";
  scenario.windows["any"].levels = {"yellow", "orange", "red"};
  scenario.windows["orange"].trigger = "city";
  scenario.windows["orange"].levels = {"orange", "red"};
  const Period run{local(2023, 11, 22) + hour, local(2023, 11, 25) + hour};
  const std::vector<WindowSpan> any{{run.start, run.start + 24 * hour, "yellow"},
                                    {run.start + 24 * hour, run.end, "orange"}};
  EXPECT_EQ(spans_of(scenario, "any", run, run), any);
  EXPECT_EQ(open_hours(scenario, "orange", run), 48);
}

TEST(PolicyWindow, OfLevelsInForceTogetherTheStrictestHoldsInWhateverOrderTheyAreNamed) {
  Scenario scenario;
  scenario.triggers["city"].levels = {"yellow", "orange"};
  scenario.triggers["city"].schedule = {{"yellow", true, 0, {}}, {"orange", true, 0, {}}};
  for (const char* level : {"yellow", "orange"}) {
    scenario.windows[level].trigger = "city";
    scenario.windows[level].levels = {level};
  }
  scenario.windows["either"].any_of = {"yellow", "orange"};
  scenario.windows["both"].all_of = {"orange", "yellow"};
  const Period run{local(2023, 11, 22), local(2023, 11, 23)};
  const std::vector<WindowSpan> orange{{run.start, run.end, "orange"}};
  EXPECT_EQ(spans_of(scenario, "either", run, run), orange);
  EXPECT_EQ(spans_of(scenario, "both", run, run), orange);
}

std::int64_t day(int year, unsigned month, unsigned date) {
  return china.local_day(local(year, month, date));
}

TEST(PolicyWindow, HolidaysAreTheCalendarsAndMakeUpDaysAreMondays) {
  // The week of 29 September 2023: Friday to Friday, the feast; 7 and 8 October, Saturday and Sunday, are
  // worked.
  Inventory inventory;
  for (unsigned d : {29u, 30u}) inventory.calendar.holidays.push_back(day(2023, 9, d));
  for (unsigned d = 1; d <= 6; ++d) inventory.calendar.holidays.push_back(day(2023, 10, d));
  for (unsigned d : {7u, 8u}) inventory.calendar.makeup_workdays.push_back(day(2023, 10, d));
  Scenario scenario;
  scenario.windows["feast"].holidays = true;
  scenario.windows["work"].holidays = false;
  scenario.windows["work"].weekdays = {1, 2, 3, 4, 5};
  scenario.windows["week"].weekdays = {1, 2, 3, 4, 5};
  const Period range{local(2023, 9, 25), local(2023, 10, 10)};
  EXPECT_EQ(open_hours(scenario, "feast", range, inventory), 8 * 24);
  // 25-28 September, 7-9 October.
  EXPECT_EQ(open_hours(scenario, "work", range, inventory), 7 * 24);
  // The bare weekdays: 25-29 September, 2-6 and 9 October.
  EXPECT_EQ(open_hours(scenario, "week", range, inventory), 11 * 24);
}

TEST(PolicyCheck, AWindowThatNoHourOfAnyYearMeetsIsRefused) {
  const auto refused = [](auto spoil) {
    Scenario scenario;
    Window& window = scenario.windows["w"];
    window.id = "w";
    spoil(scenario, window);
    std::vector<std::string> ids;
    for (const auto& f : never_open(scenario)) ids.push_back(f.key);
    return ids;
  };
  const std::vector<std::string> w{"window.w"};
  // 25 and 26 November 2023 are a Saturday and a Sunday.
  EXPECT_EQ(refused([](Scenario&, Window& one) {
              one.dates = {{false, {}, {}, day(2023, 11, 25), day(2023, 11, 26)}};
              one.weekdays = {1, 2, 3, 4, 5};
            }),
            w);
  EXPECT_EQ(refused([](Scenario& scenario, Window& one) {
              scenario.windows["summer"].dates = {{true, {6, 1}, {8, 31}, 0, 0}};
              one.dates = {{true, {11, 15}, {3, 15}, 0, 0}};
              one.all_of = {"summer"};
            }),
            w);
  EXPECT_EQ(refused([](Scenario& scenario, Window& one) {
              scenario.windows["always"].hours = {{0, 24}};
              one.none_of = {"always"};
            }),
            w);
  // 29 February meets a Monday in some year; what a forecast decides may be open.
  const std::vector<std::string> none;
  EXPECT_EQ(refused([](Scenario&, Window& one) {
              one.dates = {{true, {2, 29}, {2, 29}, 0, 0}};
              one.weekdays = {1};
            }),
            none);
  EXPECT_EQ(refused([](Scenario& scenario, Window& one) {
              scenario.windows["bad"].when = Expression{};
              one.none_of = {"bad"};
            }),
            none);
}

TEST(PolicyWindow, AVetoTakesHoursOut) {
  Scenario scenario;
  scenario.windows["night"].hours = {{20, 6}};
  Measure measure;
  measure.window = "night";
  measure.veto = Expression{Expression::Kind::comparison, "air_temperature", Relation::less, 0.0, 0, {}};
  const Period run{local(2023, 11, 22), local(2023, 11, 23)};
  Surroundings around{china, run};
  // Frost from 3 to 5 h and from 21 h on.
  auto& temperature = around.signals.hourly["air_temperature"];
  around.signals.start = run.start;
  for (int h = 0; h < 24; ++h) temperature.push_back((h >= 3 && h < 5) || h >= 21 ? -1.0 : 1.0);
  const Inventory inventory;
  MeasureSpans spans(measure, {scenario, inventory, around}, run);
  const std::vector<WindowSpan> open{{run.start, run.start + 3 * hour, ""},
                                     {run.start + 5 * hour, run.start + 6 * hour, ""},
                                     {run.start + 20 * hour, run.start + 21 * hour, ""}};
  EXPECT_EQ(spans.of(Source{}), open);
}

/// Windows w0 … w(count - 1), each built of the next one, twice; the last is the night.
Scenario chained_windows(int count) {
  Scenario scenario;
  for (int n = 0; n < count; ++n) {
    const std::string id = "w" + std::to_string(n), next = "w" + std::to_string(n + 1);
    scenario.windows[id].id = id;
    if (n + 1 < count)
      scenario.windows[id].all_of = {next, next};
    else
      scenario.windows[id].hours = {{20, 6}};
  }
  return scenario;
}

TEST(PolicyWindow, DeepNestsAreWorkedOutOnce) {
  // Without memory this takes 2^399 steps an hour.
  const Period day{local(2023, 11, 22), local(2023, 11, 23)};
  EXPECT_EQ(open_hours(chained_windows(400), "w0", day), 10);
}

TEST(PolicyCheck, TooManyPartsAreRefusedBeforeAnythingIsDoneWithThem) {
  const auto found = check(chained_windows(50000));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "too_many");
  EXPECT_EQ(found[0].key, "window");
}

TEST(PolicyCheck, ACircleIsToldOnceWhereItCloses) {
  auto scenario = chained_windows(400);
  scenario.windows["w399"].none_of = {"w0"};
  std::vector<std::string> circles;
  for (const auto& f : check(scenario))
    if (f.code == "circular_reference") circles.push_back(f.key);
  EXPECT_EQ(circles, std::vector<std::string>{"window.w399"});
}

/// A ladder by level under a trigger that knows yellow and orange.
Scenario with_ladder(const std::string& level, const std::vector<std::string>& order) {
  Scenario scenario;
  scenario.triggers["city"].levels = {"yellow", "orange"};
  scenario.windows["w"].trigger = "city";
  scenario.windows["w"].levels = {"yellow"};
  auto& table = scenario.tables["t"];
  table.id = "t";
  table.by_level = true;
  table.rows = {{"brick", "B", "yellow", 1.0}, {"brick", "B", level, 0.5}};
  table.monotone = {{"level", order, true}};
  Measure& measure = scenario.measures["m"];
  measure.id = "m";
  measure.window = "w";
  measure.op = LimitOutput{"t"};
  return scenario;
}

std::vector<std::string> keys_of(const std::vector<Finding>& findings) {
  std::vector<std::string> keys;
  for (const auto& f : findings) keys.push_back(f.code + " " + f.key);
  return keys;
}

TEST(PolicyCheck, LevelsOfLaddersAndTheirOrderAreThoseOfTheTriggers) {
  EXPECT_TRUE(check(with_ladder("orange", {"yellow", "orange"})).empty());
  EXPECT_EQ(keys_of(check(with_ladder("purple", {"yellow", "orang"}))),
            (std::vector<std::string>{"unknown_reference table.t.brick.B.purple",
                                      "unknown_reference table.t.monotone.0.order.1"}));
}

TEST(PolicyLadder, TheLongestBranchHoldsThenTheDefaultRow) {
  LadderTable table;
  table.rows = {
      {"", "B", "", 0.9}, {"", "A", "", 1.0}, {"chemical", "B", "", 0.7}, {"chemical.paint", "B", "", 0.5}};
  EXPECT_EQ(ladder_value(table, "chemical.paint.water", "B", ""), 0.5);
  EXPECT_EQ(ladder_value(table, "chemical.fine", "B", ""), 0.7);
  EXPECT_EQ(ladder_value(table, "chemicals", "B", ""), 0.9);
  EXPECT_EQ(ladder_value(table, "chemical.fine", "A", ""), 1.0);
  EXPECT_FALSE(ladder_value(table, "chemical.fine", "", ""));
}

TEST(PolicyLadder, AStepThatClimbsIsRefused) {
  LadderTable table;
  table.id = "cut";
  table.rows = {{"brick", "A", "", 1.0}, {"brick", "B", "", 0.5}, {"brick", "C", "", 0.6}};
  table.monotone = {{"grade", {"A", "B", "C", "D"}, true}};
  const auto found = check_monotone(table);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].key, "table.cut.brick.C");
  table.rows[2].value = 0.5;
  EXPECT_TRUE(check_monotone(table).empty());
}

TEST(PolicyCheck, DayCountsReferencesCirclesAndUnusedPartsAreFound) {
  auto scenario = heating_season();
  scenario.windows["heating"].expect_days = 136;
  scenario.windows["a"].id = "a";
  scenario.windows["a"].all_of = {"b"};
  scenario.windows["b"].id = "b";
  scenario.windows["b"].any_of = {"a"};
  scenario.measures["m"].id = "m";
  scenario.measures["m"].window = "heatin";
  std::vector<std::string> codes;
  for (const auto& f : check(scenario)) codes.push_back(f.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"unknown_reference", "day_count", "circular_reference"}));
  auto unused = heating_season();
  ASSERT_EQ(check(unused).size(), 1u);
  EXPECT_EQ(check(unused)[0].code, "never_used");
}

TEST(PolicyCheck, ExpectedDaysMayBeACommonOrALeapSeason) {
  auto scenario = heating_season();
  for (int days : {121, 122}) {
    scenario.windows["heating"].expect_days = days;
    for (const auto& f : check(scenario)) EXPECT_NE(f.code, "day_count");
  }
}

}  // namespace
