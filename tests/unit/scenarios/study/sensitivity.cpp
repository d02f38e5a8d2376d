// Sensitivity figures on functions whose answers are known in closed form.
#include "scenarios/study/sensitivity.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "scenarios/study/sampling.hpp"
#include "scenarios/study/sweep_metrics.hpp"

namespace {

using namespace lantian::scenarios;
using Method = Sampling::Method;

/// sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi)^3 [Ishigami1990].
double ishigami(const std::vector<double>& u) {
  const auto x = [&](int i) { return (2.0 * u[i] - 1.0) * std::numbers::pi; };
  return std::sin(x(0)) + 7.0 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

TEST(Sensitivity, SobolIndicesOfIshigamisFunction) {
  const int rows = 4096;
  std::vector<double> values;
  for (const auto& point : unit_points({Method::saltelli, rows}, {"x1", "x2", "x3"}, 1))
    values.push_back(ishigami(point));
  const auto found = sobol_indices(values, rows, 3, 1);
  // V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2, V1 = (1 + b pi^4/5)^2/2, V2 = a^2/8, V13 = 8 b^2 pi^8/225
  const double pi4 = std::pow(std::numbers::pi, 4), b = 0.1, a = 7.0;
  const double v = a * a / 8.0 + b * pi4 / 5.0 + b * b * pi4 * pi4 / 18.0 + 0.5;
  const double v1 = 0.5 * std::pow(1.0 + b * pi4 / 5.0, 2), v2 = a * a / 8.0,
               v13 = 8.0 * b * b * pi4 * pi4 / 225.0;
  const double first[] = {v1 / v, v2 / v, 0.0}, total[] = {(v1 + v13) / v, v2 / v, v13 / v};
  for (int i = 0; i < 3; ++i) {
    EXPECT_NEAR(found[i].first, first[i], 0.02) << i;
    EXPECT_NEAR(found[i].total, total[i], 0.02) << i;
    EXPECT_LT(found[i].first_range, 0.1);
    EXPECT_GT(found[i].total_range, 0.0);
  }
}

TEST(Sensitivity, NothingVariesNothingMatters) {
  for (const auto& index : sobol_indices(std::vector<double>(40, 3.0), 8, 3, 1)) {
    EXPECT_EQ(index.first, 0.0);
    EXPECT_EQ(index.total, 0.0);
  }
}

TEST(Sensitivity, ElementaryEffectsOfALineAndAProduct) {
  const auto points = unit_points({Method::morris, 200}, {"a", "b", "c"}, 5);
  std::vector<double> values;
  for (const auto& p : points) values.push_back(3.0 * p[0] - 2.0 * p[1] + 4.0 * p[1] * p[2]);
  const auto found = elementary_effects(values, points);
  EXPECT_NEAR(found[0].mean, 3.0, 1e-9);
  EXPECT_NEAR(found[0].deviation, 0.0, 1e-9);
  EXPECT_NEAR(found[1].mean, 0.0, 0.3);  // -2 + 4 c over the levels of c: ±2, ±2/3
  EXPECT_NEAR(found[1].mean_size, 4.0 / 3.0, 0.15);
  EXPECT_GT(found[1].deviation, 1.0);
  EXPECT_NEAR(found[2].mean, 2.0, 0.3);
}

TEST(Sensitivity, AFrontHoldsWhatNothingBeats) {
  EXPECT_EQ(pareto_front({3, 1, 2, 2, 4, std::nan("")}, {1, 5, 3, 2, 1, 0}),
            (std::vector<std::size_t>{1, 3, 0}));
}

TEST(Sensitivity, AResponseIsTheMeanOfItsPart) {
  const auto curve = response_curve({4, 1, 3, 2}, {40, 10, 30, 20}, 2);
  ASSERT_EQ(curve.size(), 2u);
  EXPECT_EQ(curve[0].input, 1.5);
  EXPECT_EQ(curve[0].mean, 15.0);
  EXPECT_EQ(curve[1].greatest, 40.0);
  const auto levels = response_curve({1, 1, 1, 0, 0, 1}, {4, 5, 6, 1, 3, 9}, 4);
  ASSERT_EQ(levels.size(), 2u);  // a point a level, not more
  EXPECT_EQ(levels[0].mean, 2.0);
  EXPECT_EQ(levels[1].mean, 6.0);
  EXPECT_EQ(levels[1].count, 4u);
}

TEST(RobustUse, RegretIsAgainstTheBestDecisionInTheSameStateOfTheWorld) {
  const double none = std::nan("");
  // (option, weather, sample): winter is an order worse than summer whatever is done.
  const std::vector<double> values{80, 90, 10, none, 83, 88, 9, 14};
  const std::vector<SweepExtent> extents{{2, is_state_of_the_world("option")},
                                         {2, is_state_of_the_world("weather")},
                                         {2, is_state_of_the_world("sample")}};
  const auto found = regrets(values, extents);
  ASSERT_EQ(found.size(), 8u);
  const std::vector<double> expected{0, 2, 1, none, 3, 0, 0, 0};
  for (std::size_t m = 0; m < found.size(); ++m)
    if (m == 3)
      EXPECT_TRUE(std::isnan(found[m]));
    else
      EXPECT_EQ(found[m], expected[m]) << m;
  for (const char* kind : {"scenario", "parameter"}) EXPECT_FALSE(is_state_of_the_world(kind)) << kind;
  for (const char* kind : {"draw", "compliance"}) EXPECT_TRUE(is_state_of_the_world(kind)) << kind;
  for (const double regret : regrets({3, 1}, {{2, true}})) EXPECT_EQ(regret, 0.0);
}

TEST(RobustUse, OfTheWorstShare) {
  EXPECT_EQ(robust(*robust_use_of("mean"), {1, 2, 6}), 3.0);
  EXPECT_EQ(robust(*robust_use_of("worst"), {1, 6, 2}), 6.0);
  EXPECT_NEAR(robust(*robust_use_of("cvar0.5"), {1, 2, 6}), (6.0 + 0.5 * 2.0) / 1.5, 1e-12);
  EXPECT_NEAR(robust(*robust_use_of("cvar0.9"), {1, 2, 6}), 6.0, 1e-12);
  EXPECT_TRUE(std::isnan(robust(*robust_use_of("mean"), {1, std::nan("")})));
  EXPECT_FALSE(robust_use_of("cvar1.5"));
  EXPECT_FALSE(robust_use_of("median"));
}

}  // namespace
