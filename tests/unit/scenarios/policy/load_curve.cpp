#include "scenarios/policy/load_curve.hpp"

#include <gtest/gtest.h>

namespace {

using namespace lantian::scenarios;
constexpr lantian::model::UtcSeconds hour = 3600;

/// What is emitted in the hour that begins at `h`; full load where no step says otherwise.
double emitted(const std::vector<LoadStep>& steps, int h) {
  for (const auto& step : steps)
    if (step.start <= h * hour && h * hour < step.end) return step.factor;
  return 1.0;
}

Order given(int from, int to, double output) { return {from * hour, to * hour, output, true}; }
Order free_again(int from, int to) { return {from * hour, to * hour, 1.0, false}; }

Physics physics(int down, int up, int heat = 0, double heat_emission = 0.0, double idle = 0.0) {
  return {down, up, heat, heat_emission, idle};
}

TEST(LoadCurve, ADowngradedWarningRampsUpToItsNewTarget) {
  // Red from hour 12, orange from hour 24, over at 36.
  const auto steps = load_curve({given(12, 24, 0.0), given(24, 36, 0.5), free_again(36, 60)}, physics(0, 12));
  EXPECT_EQ(emitted(steps, 23), 0.0);
  EXPECT_DOUBLE_EQ(emitted(steps, 24), 0.5 * 0.5 / 12);
  EXPECT_DOUBLE_EQ(emitted(steps, 35), 0.5 * 11.5 / 12);
  EXPECT_DOUBLE_EQ(emitted(steps, 36), 0.5 + 0.5 * 0.5 / 12);
  EXPECT_EQ(emitted(steps, 48), 1.0);
}

TEST(LoadCurve, ADowngradedStopHeatsUpFirst) {
  const auto steps = load_curve({given(0, 10, 0.0), given(10, 30, 0.5)}, physics(0, 4, 8, 0.35, 0.1));
  EXPECT_EQ(emitted(steps, 9), 0.1);
  for (int h = 10; h < 18; ++h) EXPECT_EQ(emitted(steps, h), 0.35) << h;
  EXPECT_DOUBLE_EQ(emitted(steps, 18), 0.35 + 0.15 * 0.125);
  EXPECT_EQ(emitted(steps, 22), 0.5);
}

TEST(LoadCurve, HeatingUpGoesOnThroughTheNextLevel) {
  const auto steps =
      load_curve({given(0, 10, 0.0), given(10, 14, 0.5), given(14, 40, 0.8)}, physics(0, 0, 8, 0.35));
  for (int h = 10; h < 18; ++h) EXPECT_EQ(emitted(steps, h), 0.35) << h;
  EXPECT_EQ(emitted(steps, 18), 0.8);
}

TEST(LoadCurve, ALevelThatAsksForTheSameLetsTheRampRunOn) {
  const auto whole = load_curve({given(0, 24, 0.5)}, physics(12, 0));
  EXPECT_EQ(load_curve({given(0, 6, 0.5), given(6, 24, 0.5)}, physics(12, 0)), whole);
}

TEST(LoadCurve, WhatIsCutShortGoesOnFromWhereItIs) {
  // Half way down when the order ends: no stop was reached, so nothing must heat up.
  const auto steps = load_curve({given(0, 6, 0.0), free_again(6, 30)}, physics(12, 4, 48, 0.35));
  EXPECT_DOUBLE_EQ(emitted(steps, 5), 1.0 - 5.5 / 12);
  EXPECT_DOUBLE_EQ(emitted(steps, 6), 0.5 + 0.5 * 0.125);
  EXPECT_EQ(emitted(steps, 10), 1.0);
  EXPECT_EQ(steps.back().end, 10 * hour);
}

TEST(LoadCurve, TheLoadSaysWhichWayItGoesNotTheEmission) {
  // Of a pollutant that heating up emits more of than full load, or as much, output climbs as of any other.
  for (const double heat : {0.35, 1.0, 1.25}) {
    const auto steps = load_curve({given(0, 10, 0.0), free_again(10, 40)}, physics(0, 4, 8, heat));
    EXPECT_EQ(emitted(steps, 17), heat);
    EXPECT_DOUBLE_EQ(emitted(steps, 18), heat + (1.0 - heat) * 0.125);
    EXPECT_EQ(steps.back().end, 22 * hour) << heat;
    EXPECT_DOUBLE_EQ(steps.back().output, 0.875) << heat;
  }
}

TEST(LoadCurve, AStricterLevelRampsDownFromTheWeakerOne) {
  const auto steps = load_curve({given(0, 10, 0.5), given(10, 30, 0.0)}, physics(4, 0));
  EXPECT_EQ(emitted(steps, 9), 0.5);
  EXPECT_DOUBLE_EQ(emitted(steps, 10), 0.5 - 0.5 * 0.125);
  EXPECT_EQ(emitted(steps, 14), 0.0);
}

}  // namespace
