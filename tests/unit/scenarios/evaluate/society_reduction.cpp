// The whole society's cut by level, on two works and a road whose masses are whole numbers.
#include "scenarios/evaluate/society_reduction.hpp"

#include <gtest/gtest.h>

namespace {

using namespace lantian::scenarios;
constexpr lantian::model::LocalClock china{8 * 3600};
const auto start = china.midnight(19683);
const Surroundings a_day{china, {start, start + 24 * 3600}};
constexpr auto nox = static_cast<std::size_t>(Pollutant::NOx);

/// 10 kg a day each: a brick works, another that stands still for the season, lorries; one works lies
/// outside.
Inventory town() {
  Inventory inventory;
  inventory.temporal_profiles.emplace_back();
  inventory.temporal_profiles[0].month.fill(1.0 / 12.0);
  inventory.temporal_profiles[0].weekday.fill(1.0);
  inventory.temporal_profiles[0].hour.fill(1.0);
  for (const char* id : {"running", "idle", "lorries", "outside"}) {
    Source source;
    source.id = id;
    source.industry = id;
    source.category = source.id == "lorries" ? "mobile.road.city.heavy_diesel" : "process_industry.brick";
    source.temporal = 0;
    source.in_county = source.id != "outside";
    source.annual_mass[nox] = 3650.0;
    inventory.sources.push_back(std::move(source));
  }
  return inventory;
}

Measure measure(const std::string& id, const std::string& industry, const std::string& window, Operation op) {
  Measure made;
  made.id = id;
  made.select.where.industry = {industry};
  made.window = window;
  made.op = std::move(op);
  return made;
}

/// The idle works' off-peak stop; a warning that halves works at yellow, and lorries too at orange.
std::vector<Scenario> plan() {
  Scenario offpeak, warning;
  offpeak.id = "offpeak";
  offpeak.measures["stop"] = measure("stop", "idle", "", Stop{});
  warning.id = "warning";
  auto& trigger = warning.triggers["city"];
  trigger.id = "city";
  trigger.levels = {"yellow", "orange"};
  trigger.schedule = {{"orange", true, 12 * 3600, std::nullopt}};
  const auto window = [&](const std::string& id, std::vector<std::string> levels) {
    auto& made = warning.windows[id];
    made.id = id;
    made.trigger = "city";
    made.levels = std::move(levels);
  };
  window("any", {"yellow", "orange"});
  window("orange", {"orange"});
  LimitOutput half;
  half.to = 0.5;
  for (const char* works : {"running", "idle"}) {
    warning.measures[works] = measure(works, works, "any", half);
    warning.measures[works].compliance.mean = 0.8;
  }
  warning.measures["road"] = measure("road", "lorries", "orange", half);
  return {offpeak, warning};
}

TEST(SocietyReduction, IsOfWhatOperatesByLevelAndGroup) {
  const auto rows = society_reductions(plan(), town(), a_day);
  ASSERT_EQ(rows.size(), 8u);
  const auto row = [&](const std::string& level, SourceGroup group) {
    for (const auto& one : rows)
      if (one.level == level && one.group == group) return one;
    ADD_FAILURE() << level;
    return SocietyReduction{};
  };
  const double year = 365.0 * 24.0;  // the profile's own count of hours decides the day's mass to 1 %
  for (const char* level : {"yellow", "orange"}) {
    const auto industry = row(level, SourceGroup::industry);
    EXPECT_NEAR(industry.base[nox], 3650.0 * 24.0 / year, 0.2)
        << level;  // one works, not two, nor the one outside
    EXPECT_NEAR(industry.planned[nox] / industry.base[nox], 0.5, 1e-12) << level;
    EXPECT_NEAR(industry.kept[nox] / industry.base[nox], 0.4, 1e-12) << level;
  }
  EXPECT_EQ(row("yellow", SourceGroup::mobile).planned[nox], 0.0);
  const auto mobile = row("orange", SourceGroup::mobile);
  EXPECT_NEAR(mobile.planned[nox] / mobile.base[nox], 0.5, 1e-12);
  EXPECT_NEAR(mobile.kept[nox], mobile.planned[nox], 1e-12);
  EXPECT_EQ(row("orange", SourceGroup::dust).base[nox], 0.0);
}

TEST(SocietyReduction, NothingIsSaidWithoutAWarning) {
  EXPECT_TRUE(society_reductions({plan().front()}, town(), a_day).empty());
}

TEST(SourceGroup, WorksAreIndustryWhateverTheyEmitFrom) {
  Source yard;
  yard.category = "dust.yard.bare_ground.netting";
  EXPECT_EQ(group_of(yard), SourceGroup::dust);
  yard.enterprise = 3;
  EXPECT_EQ(group_of(yard), SourceGroup::industry);
}

}  // namespace
