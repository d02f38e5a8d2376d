// A run beside monitors: pairing, reference states, days, composites.
#include "scenarios/skill/model_evaluation.hpp"

#include <gtest/gtest.h>

#include "io/skill_rules.hpp"
#include "tests/support/standards.hpp"

namespace {

using namespace lantian;
using namespace lantian::scenarios;
using namespace lantian::tests;

constexpr double ug = 1e-9;
constexpr std::size_t no2 = 1, pm2p5 = 3, ozone = 5;

const SkillRules& rules() {
  static const SkillRules read = [] {
    io::Diagnostics mistakes;
    auto found = io::read_skill_rules(source_root() / "data" / "standards" / "skill.toml", mistakes);
    EXPECT_TRUE(mistakes.empty());
    return found;
  }();
  return read;
}

/// Hours of a model that has `value` everywhere, from a day's midnight on.
ModelledStation modelled(std::int64_t first_day, int hours, double value) {
  ModelledStation station{"m", 24 * first_day, {}};
  for (auto& item : station.hours) item.assign(static_cast<std::size_t>(hours), value * ug);
  return station;
}

const ItemSkill* find(const ModelEvaluation& in, std::size_t item, const std::string& average) {
  for (const auto& one : in.items)
    if (one.item == item && one.average == average) return &one;
  return nullptr;
}

TEST(ModelEvaluated, GasesBeforeSeptember2018AreTurnedToTheModelsState) {
  const auto observed =
      hourly_series("a", day(2018, 8, 31), 48, [](int) { return PerItem<double>{10, 100, 80, 50, 1, 100}; });
  const std::vector<ModelledStation> model{modelled(day(2018, 8, 31), 48, 100.0)};
  const auto found = evaluate_model({{&observed, 0}}, model, false, rules(), shipped_standards());
  const auto* hours = find(found, no2, "1h");
  ASSERT_NE(hours, nullptr);
  EXPECT_EQ(hours->all.count, 48);
  const double old_state = 100.0 * 273.15 / 298.15;  // of the first day; the second stands as it is
  EXPECT_NEAR(hours->all.mean_observed, (old_state + 100.0) / 2.0 * ug, 1e-15 * ug * 100);
  EXPECT_NEAR(find(found, pm2p5, "1h")->all.mean_observed, 50.0 * ug, 1e-20);  // particles are left alone
  EXPECT_NEAR(find(found, pm2p5, "24h")->all.nmb.value(), 1.0, 1e-12);
}

TEST(ModelEvaluated, AStatedStateGoesBeforeThatOfTheDate) {
  auto observed =
      hourly_series("a", day(2018, 8, 1), 24, [](int) { return PerItem<double>{10, 100, 80, 50, 1, 100}; });
  observed.gas_temperature = 298.15;
  const std::vector<ModelledStation> model{modelled(day(2018, 8, 1), 24, 100.0)};
  const auto found = evaluate_model({{&observed, 0}}, model, false, rules(), shipped_standards());
  EXPECT_NEAR(find(found, no2, "1h")->all.mean_observed, 100.0 * ug, 1e-20);
}

TEST(ModelEvaluated, OnlyCommonHoursArePairedAndDaysNeedTwenty) {
  const auto observed = hourly_series("a", day(2023, 11, 22), 48, [](int h) {
    return PerItem<double>{10, 40, 80, h < 24 || h > 40 ? 50.0 : none, 1, 60};
  });
  const std::vector<ModelledStation> model{modelled(day(2023, 11, 22), 48, 40.0)};
  const auto found = evaluate_model({{&observed, 0}}, model, false, rules(), shipped_standards());
  EXPECT_EQ(find(found, pm2p5, "1h")->all.count, 24 + 7);
  EXPECT_EQ(find(found, pm2p5, "24h")->all.count, 1);
  EXPECT_NEAR(*find(found, pm2p5, "24h")->all.nmb, -0.2, 1e-12);
  // RMSE 10 over 2 * 0.36 * sqrt(0.75 * 2500 + 0.25 * 625)
  EXPECT_NEAR(*find(found, pm2p5, "24h")->quality, 10.0 / (0.72 * std::sqrt(2031.25)), 1e-9);
  EXPECT_NE(find(found, ozone, "mda8"), nullptr);
  EXPECT_EQ(find(found, ozone, "24h"), nullptr);
  bool judged_by_emery = false;
  for (const auto& one : find(found, pm2p5, "24h")->verdicts)
    judged_by_emery |= one.criteria == "Emery2017" && one.statistic == "NMB" && one.mark == Mark::criterion;
  EXPECT_TRUE(judged_by_emery);
}

TEST(ModelEvaluated, TheYearlyFormNeedsThreeQuartersOfAYear) {
  const auto days = [](int count) {
    const auto observed = hourly_series("a", day(2023, 1, 1), 24 * count,
                                        [](int) { return PerItem<double>{10, 40, 80, 50, 1, 60}; });
    const std::vector<ModelledStation> model{modelled(day(2023, 1, 1), 24 * count, 40.0)};
    return evaluate_model({{&observed, 0}}, model, false, rules(), shipped_standards());
  };
  EXPECT_FALSE(find(days(273), pm2p5, "24h")->yearly_quality);
  const auto found = days(274);  // 0.75 * 365 = 273.75
  // bias 10 over 2 * 0.36 * sqrt(0.75 * 2500 / 20 + 0.25 * 625 / 1.5)
  EXPECT_NEAR(*find(found, pm2p5, "24h")->yearly_quality, 10.0 / (0.72 * std::sqrt(93.75 + 156.25 / 1.5)),
              1e-9);
  EXPECT_EQ(find(found, pm2p5, "24h")->stations[0].yearly_quality, find(found, pm2p5, "24h")->yearly_quality);
}

TEST(ModelEvaluated, ACompositeHasNoPairsNoVerdictsAndNeedsNoCommonDate) {
  const auto observed = hourly_series(
      "a", day(2015, 1, 1), 48, [](int h) { return PerItem<double>{10, 40, 80, 50.0 + h % 24, 1, 60}; });
  const std::vector<ModelledStation> model{modelled(day(2023, 11, 22), 48, 40.0)};
  const auto found = evaluate_model({{&observed, 0}}, model, true, rules(), shipped_standards());
  ASSERT_TRUE(found.is_composite);
  const auto* fine = find(found, pm2p5, "1h");
  ASSERT_NE(fine, nullptr);
  EXPECT_EQ(fine->all.count, 0);
  EXPECT_TRUE(fine->stations.empty() && fine->verdicts.empty() && !fine->quality);
  EXPECT_NEAR(fine->observed.mean, 61.5 * ug, 1e-15);
  EXPECT_NEAR(fine->model.percentiles[2], 40.0 * ug, 1e-20);
  EXPECT_NEAR(fine->diurnal->observed[23], 73.0 * ug, 1e-20);
  EXPECT_FALSE(fine->diurnal->shape);  // the model's is level
}

TEST(ModelEvaluated, WithoutACommonHourThereIsNothing) {
  const auto observed =
      hourly_series("a", day(2015, 1, 1), 24, [](int) { return PerItem<double>{10, 40, 80, 50, 1, 60}; });
  const std::vector<ModelledStation> model{modelled(day(2023, 11, 22), 48, 40.0)};
  EXPECT_TRUE(evaluate_model({{&observed, 0}}, model, false, rules(), shipped_standards()).items.empty());
}

}  // namespace
