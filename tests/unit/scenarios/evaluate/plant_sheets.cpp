// What two works have to do by level: masses are 10 kg a day, so duties are whole numbers.
#include "scenarios/evaluate/plant_sheets.hpp"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace lantian::scenarios;
constexpr lantian::model::LocalClock china{8 * 3600};
const auto start = china.midnight(19683);
const Surroundings a_day{china, {start, start + 24 * 3600}};
constexpr auto nox = static_cast<std::size_t>(Pollutant::NOx);

/// A brick works that stops off-peak, a casting works, lorries of nobody's, a works of another county.
Inventory town() {
  Inventory inventory;
  inventory.temporal_profiles.emplace_back();
  inventory.temporal_profiles[0].month.fill(1.0 / 12.0);
  inventory.temporal_profiles[0].weekday.fill(1.0);
  inventory.temporal_profiles[0].hour.fill(1.0);
  for (const char* id : {"brick", "casting", "lorries", "outside"}) {
    Source source;
    source.id = id;
    source.industry = id;
    source.temporal = 0;
    source.in_county = source.id != "outside";
    source.annual_mass[nox] = 3650.0;
    if (source.id != "lorries") {
      source.enterprise = static_cast<int>(inventory.enterprises.size());
      inventory.enterprises.emplace_back().id = id;
    }
    inventory.sources.push_back(std::move(source));
  }
  return inventory;
}

Measure measure(const std::string& industry, const std::string& window, Operation op) {
  Measure made;
  made.id = industry + window;
  made.label = {made.id, made.id};
  made.select.where.industry = {industry};
  made.window = window;
  made.op = std::move(op);
  return made;
}

std::vector<Scenario> plan() {
  Scenario offpeak, warning;
  offpeak.id = "offpeak";
  LimitOutput fifth, half;
  fifth.to = 0.8, half.to = 0.5;
  offpeak.measures["brick"] = measure("brick", "", fifth);
  warning.id = "warning";
  auto& trigger = warning.triggers["city"];
  trigger.id = "city";
  trigger.levels = {"yellow", "orange"};
  for (const auto& [id, levels] : {std::pair{"any", std::set<std::string>{"yellow", "orange"}},
                                   std::pair{"high", std::set<std::string>{"orange"}}}) {
    auto& window = warning.windows[id];
    window.id = id;
    window.trigger = "city";
    window.levels = {levels.begin(), levels.end()};
  }
  for (const char* industry : {"casting", "lorries", "outside"})
    warning.measures[std::string(industry) + "any"] = measure(industry, "any", half);
  warning.measures["castingany"].compliance.mean = 0.6;
  warning.measures["castinghigh"] = measure("casting", "high", Stop{});
  return {offpeak, warning};
}

const PlantDuty* find(const std::vector<PlantDuty>& all, int enterprise, const std::string& level,
                      const std::string& measure) {
  for (const auto& one : all)
    if (one.enterprise == enterprise && one.level == level && one.measure == measure) return &one;
  return nullptr;
}

TEST(PlantDuties, AreOfTheCountysWorksByLevelAsIfTheyKeptToThem) {
  const auto duties = plant_duties(plan(), town(), a_day);
  for (const auto& one : duties)
    EXPECT_LT(one.enterprise, 2) << one.measure;  // neither road nor the far works
  for (const char* level : {"", "yellow", "orange"}) {
    const auto* brick = find(duties, 0, level, "brick");
    ASSERT_NE(brick, nullptr) << level;
    EXPECT_NEAR(brick->cut[nox] / brick->before[nox], 0.2, 1e-12) << level;
  }
  EXPECT_EQ(find(duties, 1, "", "castingany"), nullptr);
  const auto* yellow = find(duties, 1, "yellow", "castingany");
  ASSERT_NE(yellow, nullptr);
  EXPECT_NEAR(yellow->cut[nox] / yellow->before[nox], 0.5, 1e-12);  // 0.6 keep to it; the sheet asks for all
  EXPECT_EQ(find(duties, 1, "yellow", "castinghigh"), nullptr);
  double orange = 0.0;
  for (const auto& one : duties)
    if (one.enterprise == 1 && one.level == "orange") orange += one.cut[nox] / one.before[nox];
  EXPECT_NEAR(orange, 1.0, 1e-12);
  EXPECT_EQ(duties.front().label.en, "brick");
  EXPECT_FALSE(duties.front().has_cost);
}

TEST(PlantDuties, WithoutLevelsThereIsNoSheet) {
  auto without = plan();
  without.pop_back();
  EXPECT_TRUE(plant_duties(without, town(), a_day).empty());
}

}  // namespace
