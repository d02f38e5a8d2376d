// What items do to the air: alone, last in, together, and what stations feel of groups.
#include "scenarios/measures/plan_air.hpp"

#include <gtest/gtest.h>

namespace {
using namespace lantian::scenarios;

AirFigure figure(const std::string& place, const std::string& pollutant, const std::string& average,
                 const std::string& when) {
  return {place, pollutant, average, when};
}

ActionPlan two_items() {
  ActionPlan plan;
  plan.items.resize(3);
  plan.items[0].number = "3";
  plan.items[1].number = "12";
  plan.items[2].number = "S1";
  return plan;
}

const AirFigure particles = figure("county_mean", "PM2p5", "mean", "stagnant");
const AirFigure ozone = figure("county_mean", "O3", "mda8", "2023-06-06");

std::vector<AirChange> run_of_plan() {
  std::vector<AirChange> changes;
  const auto add = [&](const std::string& member, double pm, double o3) {
    changes.push_back({member, figure("county_mean", "O3", "mda8", "2023-06-05"), 90.0, 90.0 + o3 / 2});
    changes.push_back({member, ozone, 120.0, 120.0 + o3});
    changes.push_back({member, particles, 100.0, 100.0 + pm});
    changes.push_back({member, figure("county_mean", "PM2p5", "mean", "windy"), 40.0, 40.0 + pm / 4});
  };
  add("m03", -3.0, 2.0);
  add("m12", -1.5, 0.5);
  add("together", -4.0, 3.0);
  add("without_m03", -1.5, 0.5);
  add("without_m12", -3.0, 2.0);
  return changes;
}

TEST(PlanAir, NamesOfRunsSortAsThePlanDoes) {
  EXPECT_EQ(item_member("3"), "m03");
  EXPECT_EQ(item_member("12"), "m12");
  EXPECT_EQ(item_member("S2"), "s2");
}

TEST(PlanAir, ShowsTheFirstSpellAndTheDayOfTheHighestOzone) {
  EXPECT_EQ(shown_figures(run_of_plan()), (std::vector<AirFigure>{particles, ozone}));
}

TEST(PlanAir, AloneLastInTogetherAndWhatTheirCompanyMakes) {
  const PlanAir air = air_of_plan(two_items(), run_of_plan());
  EXPECT_EQ(air.before, (std::vector<double>{100.0, 120.0}));
  EXPECT_EQ(air.items[0].first_in, (std::vector<double>{-3.0, 2.0}));
  EXPECT_EQ(air.items[0].last_in, (std::vector<double>{-2.5, 2.5}));
  EXPECT_EQ(air.items[1].last_in, (std::vector<double>{-1.0, 1.0}));
  EXPECT_TRUE(air.items[2].first_in.empty());
  EXPECT_EQ(air.joint, (std::vector<double>{-4.0, 3.0}));
  EXPECT_EQ(air.interaction(), (std::vector<double>{0.5, 0.5}));
}

TEST(PlanAir, AnItemWithoutAFigureHasNone) {
  auto changes = run_of_plan();
  std::erase_if(changes, [](const AirChange& one) { return one.member == "m12" && one.figure == ozone; });
  const PlanAir air = air_of_plan(two_items(), changes);
  EXPECT_TRUE(air.items[1].first_in.empty());
  EXPECT_EQ(air.interaction(), (std::vector<double>{-1.0, 1.0}));
}

TEST(PlanAir, StationsFeelGroupsAndTheRestComesOverTheBorder) {
  SourceTrace trace;
  trace.stations = {"hall", "office"};
  std::vector<AirChange> changes;
  const auto add = [&](const std::string& member, double hall, double office) {
    changes.push_back({member, figure("hall", "SO2", "mean", "stagnant"), 20.0, 20.0 - hall});
    changes.push_back({member, figure("office", "SO2", "mean", "stagnant"), 16.0, 16.0 - office});
  };
  add("county_brick", 2.0, 1.0);
  add("county_boiler", 5.0, 4.0);
  add("outside_power", 1.0, 3.0);
  const TraceAir air = air_of_trace(trace, changes);
  ASSERT_EQ(air.parts.size(), 3u);
  EXPECT_EQ(air.parts[0].group, "county_boiler");
  EXPECT_EQ(air.parts[2].group, "outside_power");
  EXPECT_EQ(air.at_station, (std::vector<double>{20.0, 16.0}));
  EXPECT_EQ(air.rest(), (std::vector<double>{12.0, 8.0}));
}

}  // namespace
