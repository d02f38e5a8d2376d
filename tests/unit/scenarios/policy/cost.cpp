#include "scenarios/policy/cost.hpp"

#include <gtest/gtest.h>

#include "tests/support/policy_town.hpp"

namespace {

using namespace lantian::tests;

TEST(Costs, ALostUnitIsChargedOnceToTheStrictest) {
  auto limit = LimitOutput{};
  limit.to = 0.5;
  auto a = measure("half", "cement.clinker", limit), b = measure("stop", "cement.clinker", Stop{});
  for (auto* m : {&a, &b}) {
    m->cost.per_output = {60.0, "CNY", "t"};
    m->cost.per_stop = {1000.0, "CNY", "event"};
    m->cost.job_hours = 10.0;
    m->cost.is_given = true;
  }
  b.physics.min_down_h = 0;
  auto scenario = of({a, b});
  open_at(scenario, "stop", {0, 12});
  const auto inventory = town();
  const auto found = expand({scenario}, inventory, around());
  ASSERT_EQ(codes(found.findings), Codes{});
  const auto costs = cost_of(found.plan, {scenario}, inventory, around());
  ASSERT_EQ(costs.rows.size(), 2u);
  // 8760 t a year are 1 t an hour: 24 of the 48 hours at half, 24 at nothing.
  EXPECT_EQ(costs.rows[0].measure, "half");
  EXPECT_DOUBLE_EQ(costs.rows[0].lost, 12.0);
  EXPECT_DOUBLE_EQ(costs.rows[0].cost, 12.0 * 60.0);
  EXPECT_EQ(costs.rows[0].stops, 0.0);
  EXPECT_DOUBLE_EQ(costs.rows[1].lost, 24.0);
  EXPECT_EQ(costs.rows[1].stops, 1.0);  // the run begins with the other
  EXPECT_DOUBLE_EQ(costs.rows[1].cost, 24.0 * 60.0 + 1000.0);
  EXPECT_DOUBLE_EQ(costs.rows[1].job_hours, 240.0);
  EXPECT_EQ(costs.rows[1].unit, "t");
}

TEST(Costs, EachHourIsAShareOfItsOwnYear) {
  auto stop = measure("stop", "cement.clinker", Stop{});
  stop.cost.per_output = {1.0, "CNY", "t"};
  stop.cost.capital = 8760.0 * 8784.0;
  stop.cost.is_given = true;
  const auto inventory = town();
  auto new_year = around();
  new_year.run.start = new_year.clock.midnight(19722);  // 31 December 2023
  new_year.run.end = new_year.run.start + 48 * 3600;
  const auto found = expand({of({stop})}, inventory, new_year);
  ASSERT_EQ(codes(found.findings), Codes{});
  const auto costs = cost_of(found.plan, {of({stop})}, inventory, new_year);
  // 8760 t a year: 1 t an hour in 2023, 8760/8784 t an hour in 2024.
  EXPECT_NEAR(costs.rows[0].lost, 24.0 + 24.0 * 8760.0 / 8784.0, 1e-12);  // sums of 48 hours
  EXPECT_NEAR(costs.rows[0].cost, costs.rows[0].lost + 24.0 * (8760.0 + 8784.0), 1e-6);
}

TEST(Costs, AvoidedMassMovedHoursAndCapital) {
  Control scr{"scr", {}, 1.0, 1.0};
  scr.efficiency[of(Pollutant::NOx)] = 0.5;
  auto a = measure("scr", "boiler", scr), b = measure("noon", "boiler", out_of_noon());
  a.cost.per_tonne_abated = {1e6, "CNY", "t"};
  a.cost.capital = 1000.0;
  a.cost.life_years = 10.0;
  a.cost.rate = 0.05;
  b.op = [] {
    auto shift = out_of_noon();
    shift.share = 0.5;
    return shift;
  }();
  b.cost.per_output_hour_moved = {320.0, "CNY", "h"};
  const auto inventory = town();
  const auto scenario = of({a, b});
  const auto costs = cost_of(expand({scenario}, inventory, around()).plan, {scenario}, inventory, around());
  ASSERT_EQ(costs.rows.size(), 2u);
  EXPECT_DOUBLE_EQ(costs.rows[0].moved_hours, 6.0);  // two days, six hours, half of each
  EXPECT_DOUBLE_EQ(costs.rows[0].cost, 6.0 * 320.0);
  // 9100 kg a year, 48 h of 8760, less 6 h of output given away and plus what the run's nights make of it.
  EXPECT_GT(costs.rows[1].avoided, 0.4 * 9100.0 * 48 / 8760);
  EXPECT_LT(costs.rows[1].avoided, 0.6 * 9100.0 * 48 / 8760);
  // Annuity 129.50 of 1000 over ten years at 5 %.
  EXPECT_NEAR(costs.rows[1].cost, 1e3 * costs.rows[1].avoided + 129.504575 * 48 / 8760,
              1e-6);  // printed digits
}

TEST(Costs, OutputThatAShiftCannotPlaceIsLost) {
  auto limit = LimitOutput{};
  limit.to = 0.5;
  limit.baseline_minimum = false;
  auto shift = out_of_noon();
  shift.most_rate = 1.3;  // ten hours take 0.3 each, of 6
  auto m = measure("noon", "cement.clinker", shift);
  m.physics.min_down_h = 0;
  m.cost.per_output = {60.0, "CNY", "t"};
  m.cost.per_output_hour = {100.0, "CNY", "h"};
  m.cost.job_hours = 10.0;
  m.cost.is_given = true;
  const auto inventory = town();
  const auto costs_of = [&](const Scenario& scenario) {
    const auto found = expand({scenario}, inventory, around());
    EXPECT_EQ(codes(found.findings), Codes{});
    return cost_of(found.plan, {scenario}, inventory, around());
  };
  // 8760 t a year are 1 t an hour: of the twelve given hours half are made at night, half never.
  const auto costs = costs_of(of({m}));
  ASSERT_EQ(costs.rows.size(), 1u);
  const auto& row = costs.rows[0];
  EXPECT_NEAR(row.lost, 6.0, 1e-12);  // sums of 120 parts, here and below
  EXPECT_NEAR(row.lost_hours, 6.0, 1e-12);
  EXPECT_NEAR(row.moved_hours, 6.0, 1e-12);
  EXPECT_NEAR(row.job_hours, 60.0, 1e-11);
  EXPECT_NEAR(row.cost, 60.0 * (6.0 + row.moved) + 100.0 * 6.0, 1e-9);
  // Under a limit to half an hour of noon is half an hour of full output, here too half of it lost.
  const auto halved = costs_of(of({m, measure("half", "cement.clinker", limit)}));
  ASSERT_EQ(halved.rows.size(), 2u);
  EXPECT_EQ(halved.rows[0].lost_hours, 24.0);
  EXPECT_NEAR(halved.rows[1].lost_hours, 3.0, 1e-12);
  EXPECT_NEAR(halved.rows[1].lost, 3.0, 1e-12);
}

TEST(Costs, UnitsAndFiguresMustBeThere) {
  auto a = measure("stop", "boiler", Stop{});
  a.cost.per_output = {60.0, "CNY", "piece"};
  a.cost.per_output_hour_column = "hourly";
  EXPECT_EQ(codes(expand({of({a})}, town(), around()).findings),
            (Codes{"cost_unit_differs measure.stop.cost.per_output.unit",
                   "cost_missing measure.stop.cost.per_output_hour"}));
}

TEST(Draws, EachEnterpriseHasItsOwnAndTheBitsDoNotHangOnCompany) {
  auto stop = measure("stop", "cement", Stop{});
  stop.compliance = {0.85, "beta", 0.08};
  stop.physics.min_down_h = 0;
  auto drawn = around();
  drawn.draw = 3;
  const auto first = expand({of({stop})}, town(), drawn);
  EXPECT_NE(at(first, kiln, 0), at(first, mill, 0));
  EXPECT_EQ(first.plan.rules.front(), "stop (drawn from beta)");
  auto alone = stop;
  alone.select.where.industry = {"cement.clinker"};
  EXPECT_EQ(at(expand({of({alone})}, town(), drawn), kiln, 0), at(first, kiln, 0));
  EXPECT_EQ(at(expand({of({stop})}, town(), around()), kiln, 0), 1.0 - 0.85);
}

}  // namespace
