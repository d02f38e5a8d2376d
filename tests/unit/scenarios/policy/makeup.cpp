// Output made up outside the window, on the small town; numbers counted by hand.
#include "scenarios/policy/makeup.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/policy/cost.hpp"
#include "tests/support/policy_town.hpp"

namespace {

using namespace lantian::tests;

constexpr std::int64_t first_day = 19683;  // 22 November 2023

/// The kiln stands still on the first day and makes up for it afterwards.
Scenario stopped(const MakeUp& makeup) {
  Stop stop;
  stop.makeup = makeup;
  auto m = measure("stop", "cement.clinker", stop);
  m.cost.per_output = {60.0, "CNY", "t"};
  m.cost.job_hours = 10.0;
  auto scenario = of({m});
  scenario.windows["w"].dates = {{false, {1, 1}, {12, 31}, first_day, first_day}};
  scenario.measures.at("stop").window = "w";
  return scenario;
}

MakeUp half_within(int hours, double rate = 1.5) { return {0.5, rate, hours, false}; }

TEST(MakeUps, WhatADayLosesIsMadeOnTheNextWithItsEmission) {
  const auto scenario = stopped(half_within(48));
  const auto found = expand({scenario}, town(), around());
  ASSERT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(codes(found.notes), Codes{});
  EXPECT_EQ(at(found, kiln, 0), 0.0);
  EXPECT_EQ(at(found, kiln, 23), 0.0);
  EXPECT_EQ(at(found, kiln, 24), 1.5);  // 24 h are lost, 12 h owed: half as much again on the second day
  EXPECT_EQ(at(found, kiln, 47), 1.5);
  EXPECT_EQ(at(found, mill, 30), 1.0);
  ASSERT_EQ(found.plan.made_up.size(), 1u);
  EXPECT_DOUBLE_EQ(found.plan.made_up[0].owed, 12.0);
  EXPECT_DOUBLE_EQ(found.plan.made_up[0].placed, 12.0);
  EXPECT_EQ(found.plan.made_up[0].later, 0.0);
  // 1 t an hour: what is lost, and all that hangs on it, is net of what is made up; the stop stays one.
  const auto costs = cost_of(found.plan, {scenario}, town(), around());
  ASSERT_EQ(costs.rows.size(), 1u);
  EXPECT_DOUBLE_EQ(costs.rows[0].lost, 12.0);
  EXPECT_DOUBLE_EQ(costs.rows[0].made_up, 12.0);
  EXPECT_DOUBLE_EQ(costs.rows[0].lost_hours, 12.0);
  EXPECT_DOUBLE_EQ(costs.rows[0].job_hours, 120.0);
  EXPECT_DOUBLE_EQ(costs.rows[0].cost, 12.0 * 60.0);
}

TEST(MakeUps, ThoseWhoCarryGoOnAsTheWorksDo) {
  auto scenario = stopped(half_within(48));
  Companion carry;
  carry.target.where.industry = {"road.freight.heavy"};
  scenario.measures.at("stop").also = {carry};
  const auto found = expand({scenario}, town(), around());
  ASSERT_EQ(codes(found.findings), Codes{});
  EXPECT_DOUBLE_EQ(at(found, lorries, 0), 1.0 - 8760.0 / 13140.0);
  EXPECT_DOUBLE_EQ(at(found, lorries, 30), 1.0 + 0.5 * 8760.0 / 13140.0);
}

TEST(MakeUps, TheShareOfTheWorksThatKeepsToItStopsAndMakesUp) {
  auto scenario = stopped(half_within(48));
  scenario.measures.at("stop").compliance.mean = 0.5;
  const auto found = expand({scenario}, town(), around());
  EXPECT_EQ(at(found, kiln, 0), 0.5);
  EXPECT_EQ(at(found, kiln, 30), 1.25);
  EXPECT_DOUBLE_EQ(found.plan.made_up[0].owed, 6.0);
}

TEST(MakeUps, WhatComesAfterTheRunIsTold) {
  const auto found = expand({stopped(half_within(240, 1.2))}, town(), around());
  ASSERT_EQ(codes(found.notes), Codes{"makeup_after_run measure.stop.op.makeup"});
  EXPECT_EQ(found.notes[0].arguments[0].second, "60");  // 4.8 of 12 h fit into the second day
  EXPECT_EQ(at(found, kiln, 47), 1.2);
  EXPECT_NEAR(found.plan.made_up[0].later, 7.2, 1e-12);
  EXPECT_NEAR(found.plan.made_up[0].placed, 12.0, 1e-12);
}

TEST(MakeUps, WhatFindsNoHourStaysLost) {
  const auto found = expand({stopped({1.0, 1.2, 24, false})}, town(), around());
  // 4.8 h in all: the hours of the second day are in reach, those after it only for what was lost late.
  ASSERT_EQ(codes(found.findings), Codes{});
  const auto& made = found.plan.made_up[0];
  EXPECT_DOUBLE_EQ(made.owed, 24.0);
  EXPECT_LT(made.placed, 24.0);
  EXPECT_GT(made.placed, 4.7);
  EXPECT_EQ(codes(found.notes).front(), "makeup_unplaced measure.stop.op.makeup");
  EXPECT_EQ(codes(expand({stopped({1.0, 1.2, 24, true})}, town(), around()).findings),
            Codes{"makeup_unplaced measure.stop.op.makeup"});
}

TEST(MakeUps, OutputIsConservedWhateverTheProfile) {
  // Random rates, a plant with ramps: owed is placed and left over, and placed is what the hours make more.
  const Period range{0, 2000 * hour};
  const std::vector<LoadStep> curve{{100 * hour, 101 * hour, 0.5, 0.5},
                                    {101 * hour, 400 * hour, 0.1, 0.0},
                                    {400 * hour, 440 * hour, 2.0, 0.0},
                                    {900 * hour, 1000 * hour, 0.7, 0.7}};
  const std::vector<WindowSpan> spans{{100 * hour, 400 * hour, ""}, {900 * hour, 1000 * hour, ""}};
  const auto rate = [](UtcSeconds time) {
    return 1.0 + 0.6 * std::sin(0.37 * static_cast<double>(time / hour)) +
           0.3 * std::cos(1.3 * static_cast<double>(time / hour));
  };
  for (const MakeUp& makeup :
       {MakeUp{0.8, 1.3, 900, false}, MakeUp{1.0, 1.05, 200, false}, MakeUp{0.3, 3.0, 2000, false}}) {
    const auto found = made_up(curve, spans, makeup, rate, range, range);
    double owed = 0.0, made = 0.0;
    for (const auto& step : curve)
      for (auto h = step.start; h < step.end; h += hour) owed += makeup.share * (1.0 - step.output) * rate(h);
    for (const auto& step : found.steps)
      for (auto h = step.start; h < step.end; h += hour) {
        made += (step.output - 1.0) * rate(h);
        EXPECT_FALSE(span_at(spans, h));
        EXPECT_LE(step.output, makeup.most_rate * (1.0 + 1e-12));
        EXPECT_EQ(step.factor, step.output);
      }
    EXPECT_NEAR(found.owed / owed, 1.0, 1e-12);
    EXPECT_NEAR(made / found.placed, 1.0, 1e-12);
    EXPECT_NEAR(found.planned / found.placed, 1.0, 1e-12);
    EXPECT_LE(found.placed, found.owed * (1.0 + 1e-12));
  }
}

TEST(MakeUps, ALaterRunSeesWhatWasLostBeforeIt) {
  const auto scenario = stopped(half_within(240, 1.1));
  auto longer = around();
  longer.run.end = start + 120 * hour;
  auto later = longer;
  later.run.start = start + 72 * hour;
  const auto whole = expand({scenario}, town(), longer), part = expand({scenario}, town(), later);
  ASSERT_EQ(codes(part.findings), Codes{});
  for (int h = 72; h < 120; ++h) {
    EXPECT_EQ(at(part, kiln, h), at(whole, kiln, h)) << h;
    EXPECT_EQ(at(part, kiln, h), 1.1) << h;
  }
  // It loses nothing itself, and counts what it makes.
  const auto costs = cost_of(part.plan, {scenario}, town(), later);
  EXPECT_NEAR(costs.rows.at(0).lost, -4.8, 1e-12);
}

TEST(MakeUps, AnotherMeasureHoldsItBackAndThatIsTold) {
  LimitOutput limit;
  limit.to = 0.8;
  auto scenario = stopped(half_within(48));
  auto m = measure("limit", "cement.clinker", limit);
  m.window = "next";
  scenario.windows["next"].dates = {{false, {1, 1}, {12, 31}, first_day + 1, first_day + 1}};
  scenario.measures["limit"] = m;
  const auto found = expand({scenario}, town(), around());
  ASSERT_EQ(codes(found.findings), Codes{});
  EXPECT_EQ(at(found, kiln, 30), 0.8);
  ASSERT_EQ(codes(found.notes), Codes{"makeup_held_back measure.stop.op.makeup"});
  EXPECT_EQ(found.notes[0].arguments[0].second, "100");
}

TEST(MakeUps, AStopThatNeverEndsHasNowhereToMakeUp) {
  auto scenario = stopped(half_within(48));
  scenario.measures.at("stop").window = "";
  scenario.windows.clear();
  EXPECT_EQ(codes(expand({scenario}, town(), around()).findings),
            Codes{"makeup_nowhere measure.stop.op.makeup"});
}

TEST(MakeUps, ALimitMakesUpLikeAStop) {
  LimitOutput limit;
  limit.to = 0.5;
  limit.makeup = MakeUp{1.0, 1.5, 48, false};
  auto scenario = stopped(half_within(48));
  scenario.measures.at("stop").op = limit;
  const auto found = expand({scenario}, town(), around());
  EXPECT_EQ(at(found, kiln, 0), 0.5);
  EXPECT_EQ(at(found, kiln, 47), 1.5);
  EXPECT_DOUBLE_EQ(found.plan.made_up[0].placed, 12.0);
}

}  // namespace
