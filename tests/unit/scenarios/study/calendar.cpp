// Calendars of a study's options on plants of another county: glass and lime, one line a works.
#include "scenarios/study/calendar.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/emission/planned_mass.hpp"
#include "scenarios/study/period_mass.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::model::LocalClock;
using lantian::model::UtcSeconds;

constexpr LocalClock elsewhere{-3 * 3600};
constexpr UtcSeconds day = 86400;
const UtcSeconds start = elsewhere.midnight(19570);  // 1 August 2023
const Surroundings august_to_october{elsewhere, {start, start + 92 * day}};
constexpr std::size_t nox = static_cast<std::size_t>(Pollutant::NOx);

/// 24 t of NOx and 24 pieces a day each, but for the month's profile.
Inventory works() {
  Inventory inventory;
  inventory.temporal_profiles = {{"flat", {}, {}, {}, true}};
  inventory.temporal_profiles[0].month.fill(1.0 / 12.0);
  inventory.temporal_profiles[0].weekday.fill(1.0);
  inventory.temporal_profiles[0].hour.fill(1.0);
  const char* grades[] = {"good", "poor", "poor"};
  const char* towns[] = {"harbour", "harbour", "hill"};
  for (int n = 0; n < 3; ++n) {
    const std::string id = "W" + std::to_string(n + 7);
    inventory.enterprises.push_back({id, {}, n == 2 ? "lime" : "glass", grades[n], towns[n], {}, {}, ""});
    inventory.lines.push_back({"furnace", n, {}, "ware", 8760, 8760, "piece", ""});
    Source source;
    source.id = id + "/furnace/shaft/S1";
    source.enterprise = source.line = n;
    source.industry = inventory.enterprises.back().industry;
    source.process = "shaft";
    source.region = towns[n];
    source.temporal = 0;
    source.in_county = true;
    source.annual_mass[nox] = 8760e3;  // 1 t an hour
    inventory.sources.push_back(std::move(source));
  }
  return inventory;
}

/// Stops from 11 to 20 August.
Option option(const std::string& id, Operation op, const char* industry) {
  Option made;
  made.id = id;
  made.scenario.id = id;
  made.scenario.currency = {"ARS", 2023};
  made.scenario.windows["w"].dates = {{true, {8, 11}, {8, 20}, 0, 0}};
  Measure& measure = made.scenario.measures[id + "-1"];
  measure.id = id + "-1";
  measure.select.where.industry = {industry};
  measure.window = "w";
  measure.op = std::move(op);
  measure.physics.min_down_h = 0;
  measure.cost.per_output = {2.0, "ARS", "piece"};
  measure.cost.is_given = true;
  return made;
}

TEST(StudyCalendars, DaysMonthsAndWhoCarriesHowMuch) {
  Study study;
  Stop stop;
  stop.makeup = MakeUp{0.5, 1.25, 60 * 24, false};
  study.options = {option("all", stop, "glass"), option("lime", Stop{}, "lime")};
  const auto inventory = works();
  const auto compared = compare(study, {}, inventory, august_to_october);
  ASSERT_TRUE(compared.findings.empty());
  const auto found = calendars(compared, study, {}, inventory, august_to_october);
  ASSERT_EQ(found.size(), 2u);
  const auto& all = found[0];
  ASSERT_EQ(all.lines.size(), 3u);  // the lime works too, which another option touches
  const auto& first = all.lines[0];
  EXPECT_DOUBLE_EQ(first.stop_days_due, 10.0);
  EXPECT_DOUBLE_EQ(first.stop_days_done, 10.0);
  EXPECT_NEAR(first.made_up_days, 5.0, 1e-12);
  EXPECT_EQ(first.stops, 1.0);
  EXPECT_NEAR(first.usual, 92 * 24.0, 1e-9);
  EXPECT_NEAR(first.lost, 120.0, 1e-9);
  EXPECT_NEAR(first.made_up, 120.0, 1e-9);
  EXPECT_NEAR(first.cost, 240.0, 1e-9);
  ASSERT_EQ(first.spells.size(), 2u);
  EXPECT_EQ(first.spells[0].kind, SpellKind::stopped);
  EXPECT_EQ(first.spells[0].end, start + 20 * day);
  EXPECT_EQ(first.spells[1].kind, SpellKind::makes_up);
  EXPECT_EQ(first.spells[1].start, start + 20 * day);
  EXPECT_EQ(first.spells[1].end, start + 40 * day);  // 5 days at a quarter more
  EXPECT_EQ(first.spells[1].kept, 1.25);
  EXPECT_TRUE(all.lines[2].spells.empty());
  // 3 t an hour without; in August two works are off for 10 days and make a quarter more in the last 11.
  ASSERT_EQ(all.months.size(), 3u);
  EXPECT_EQ(all.months[0].month, 8);
  EXPECT_EQ(all.months[0].days, 31.0);
  EXPECT_NEAR(all.months[0].without[nox], 3 * 31 * 24e3, 1e-4);
  EXPECT_NEAR(all.months[0].avoided_in_county[nox], 2 * (240e3 - 0.25 * 11 * 24e3), 1e-4);
  EXPECT_NEAR(all.months[0].with[nox], 3 * 31 * 24e3 - 2 * (240e3 - 0.25 * 11 * 24e3), 1e-4);
  EXPECT_NEAR(all.months[1].with[nox], 3 * 30 * 24e3 + 2 * 0.25 * 9 * 24e3, 1e-4);
  EXPECT_NEAR(all.months[2].with[nox], all.months[2].without[nox], 1e-6);
  // By grade: the good works and half of the poor ones lose 5 of 92 days; by town: the harbour alone.
  ASSERT_EQ(all.equity.size(), 4u);
  EXPECT_EQ(all.equity[0].key, "good");
  EXPECT_NEAR(all.equity[0].lost_share, 5.0 / 92.0, 1e-12);
  EXPECT_EQ(all.equity[1].key, "poor");
  EXPECT_EQ(all.equity[1].lines, 2);
  EXPECT_NEAR(all.equity[1].lost_share, 2.5 / 92.0, 1e-12);
  EXPECT_NEAR(all.equity[1].share_of_cost, 0.5, 1e-12);
  EXPECT_EQ(all.equity[1].product, "ware");
  EXPECT_NEAR(all.equity[1].capacity_part, 2.0 / 3.0,
              1e-12);  // half of the loss on two thirds of the capacity
  EXPECT_NEAR(all.equity[1].lost_part, 0.5, 1e-12);
  EXPECT_TRUE(all.equity[2].by_town);
  EXPECT_EQ(all.equity[2].key, "harbour");
  EXPECT_NEAR(all.equity[2].avoided[nox], 2 * 120e3, 1e-4);
  EXPECT_NEAR(all.equity[3].avoided[nox], 0.0, 1e-6);
}

TEST(StudyCalendars, OptionsAreNetOfWhatIsMadeUp) {
  Study study;
  Stop stop;
  stop.makeup = MakeUp{0.5, 1.25, 60 * 24, false};
  study.options = {option("all", stop, "glass"), option("short", Stop{}, "lime")};
  study.equalise = Equalise{EqualBy::lost_output, Pollutant::NOx, "short", {"all"}};
  const auto found = compare(study, {}, works(), august_to_october);
  ASSERT_TRUE(found.findings.empty());
  // The lime works loses 240 pieces, so do two of glass that make half of theirs up.
  EXPECT_EQ(found.options[0].id, "short");
  const auto& all = found.options[1];
  EXPECT_NEAR(all.share, 1.0, 1e-9);
  EXPECT_LT(std::abs(all.residual), 1e-6);
  EXPECT_NEAR(all.made_up.at("ware, piece"), 240.0, 1e-6);
  EXPECT_NEAR(all.cost, found.options[0].cost, 1e-6);
  EXPECT_NEAR(all.avoided[nox], found.options[0].avoided[nox], 1e-3);
}

TEST(StudyCalendars, AnOptionThatStaysBelowSaysByHowMuch) {
  Study study;
  Stop stop;
  stop.makeup = MakeUp{0.75, 1.25, 60 * 24, false};
  study.options = {option("all", stop, "glass"), option("short", Stop{}, "lime")};
  study.equalise = Equalise{EqualBy::lost_output, Pollutant::NOx, "short", {"all"}};
  const auto found = compare(study, {}, works(), august_to_october);
  ASSERT_TRUE(found.findings.empty());
  EXPECT_FALSE(found.options[1].is_reached);
  EXPECT_NEAR(found.options[1].missing, 240.0 - 120.0, 1e-6);
  EXPECT_EQ(found.options[1].share, 1.0);
}

TEST(PeriodMasses, AreThoseOfTheHoursOneByOne) {
  auto inventory = works();
  auto& profile = inventory.temporal_profiles[0];
  for (std::size_t n = 0; n < 24; ++n) profile.hour[n] = 0.5 + static_cast<double>(n) / 23.0;
  for (std::size_t n = 0; n < 7; ++n) profile.weekday[n] = 0.8 + 0.4 * static_cast<double>(n) / 6.0;
  Stop stop;
  stop.pattern = StopPattern{5, 2, "", {}, {}};
  stop.makeup = MakeUp{0.5, 1.25, 60 * 24, false};
  auto made = option("all", stop, "glass");
  made.scenario.measures.begin()->second.compliance.mean = 0.7;
  const auto plan = expand({made.scenario}, inventory, august_to_october).plan;
  ASSERT_FALSE(plan.runs.empty());
  double hourly = 0.0;
  for (auto h = start; h < august_to_october.run.end; h += 3600)
    hourly += PlannedMass(inventory, elsewhere, h).of(0, {&plan, Exclusion::none})[nox];
  EXPECT_NEAR(PeriodMass(inventory, august_to_october).of(0, plan)[nox] / hourly, 1.0, 1e-12);
}

}  // namespace
