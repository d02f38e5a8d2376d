// Statistics of pairs, counted by hand: M = 12, 18, 33 beside O = 10, 20, 30.
#include "scenarios/skill/skill.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/skill/criteria.hpp"

namespace {

using namespace lantian::scenarios;

constexpr double none = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> model{12.0, 18.0, 33.0}, observed{10.0, 20.0, 30.0};

TEST(SkillOfPairs, IsWhatAHandCounts) {
  const Skill skill = skill_of(model, observed);
  EXPECT_EQ(skill.count, 3);
  EXPECT_DOUBLE_EQ(skill.mean_observed, 20.0);
  EXPECT_DOUBLE_EQ(skill.mean_model, 21.0);
  EXPECT_DOUBLE_EQ(skill.bias(), 1.0);
  EXPECT_NEAR(*skill.nmb, 3.0 / 60.0, 1e-15);
  EXPECT_NEAR(*skill.nme, 7.0 / 60.0, 1e-15);
  EXPECT_NEAR(*skill.mfb, 2.0 / 3.0 * (2.0 / 22.0 - 2.0 / 38.0 + 3.0 / 63.0), 1e-15);
  EXPECT_NEAR(*skill.mfe, 2.0 / 3.0 * (2.0 / 22.0 + 2.0 / 38.0 + 3.0 / 63.0), 1e-15);
  EXPECT_NEAR(skill.root_mean_square_error, std::sqrt(17.0 / 3.0), 1e-14);
  EXPECT_NEAR(skill.centred_error, std::sqrt(14.0 / 3.0), 1e-14);
  EXPECT_NEAR(skill.deviation_observed, std::sqrt(200.0 / 3.0), 1e-14);
  EXPECT_NEAR(skill.deviation_model, std::sqrt(78.0), 1e-14);
  EXPECT_NEAR(*skill.correlation, 210.0 / std::sqrt(234.0 * 200.0), 1e-15);
  EXPECT_NEAR(*skill.agreement, 1.0 - 17.0 / 857.0, 1e-15);
  EXPECT_DOUBLE_EQ(*skill.within_factor, 1.0);
}

TEST(SkillOfPairs, CountsOnlyWhatBothHaveAndWhatIsAboveTheCutoff) {
  const std::vector<double> gaps{12.0, none, 33.0, 18.0}, more{10.0, 50.0, none, 20.0};
  EXPECT_EQ(skill_of(gaps, more).count, 2);
  EXPECT_EQ(skill_of(gaps, more, 20.0).count, 1);
  EXPECT_DOUBLE_EQ(skill_of(gaps, more, 20.0).mean_model, 18.0);
}

TEST(SkillOfPairs, HasNoValueWhereADenominatorIsNought) {
  const std::vector<double> level{5.0, 5.0};
  const Skill same = skill_of(level, level);
  EXPECT_FALSE(same.correlation);
  EXPECT_FALSE(same.agreement);
  EXPECT_DOUBLE_EQ(*same.nmb, 0.0);
  const Skill nothing = skill_of({}, {});
  EXPECT_EQ(nothing.count, 0);
  EXPECT_FALSE(nothing.nmb || nothing.within_factor || nothing.mfe);
  const std::vector<double> zero{0.0, 0.0};
  EXPECT_FALSE(skill_of(level, zero).nmb);
}

TEST(SkillOfPairs, AFactorOfTwoIncludesItsEdges) {
  const std::vector<double> far{5.0, 40.0, 61.0, 4.9}, of{10.0, 20.0, 30.0, 10.0};
  EXPECT_DOUBLE_EQ(*skill_of(far, of).within_factor, 0.5);
}

TEST(QualityOfASeries, IsTheErrorOverTwiceTheUncertainty) {
  // mean square 400 + 200/3; 0.75 of it and 0.25 * 625 make 506.25 = 22.5^2; 2 * 0.36 * 22.5 = 16.2
  const auto quality = quality_of(skill_of(model, observed), {0.36, 25.0, 0.5}, 2.0);
  EXPECT_NEAR(quality->value, std::sqrt(17.0 / 3.0) / 16.2, 1e-15);
  EXPECT_NEAR(quality->y, 1.0 / 16.2, 1e-15);
  EXPECT_NEAR(quality->x, -std::sqrt(14.0 / 3.0) / 16.2, 1e-15);  // the correlation's part is the larger
  EXPECT_NEAR(std::hypot(quality->x, quality->y), quality->value, 1e-15);
  EXPECT_FALSE(quality_of(Skill{}, {0.36, 25.0, 0.5}, 2.0));
}

TEST(QualityOfASeries, OfAYearIsTheBiasOverTheUncertaintyOfTheMean) {
  // 0.75 * 400 / 3 + 0.25 * 625 / 25 = 106.25; 2 * 0.36 * its root; the bias is 1
  const MeasurementUncertainty of_a_year{0.36, 25.0, 0.5, 3.0, 25.0};
  EXPECT_NEAR(*yearly_quality_of(skill_of(model, observed), of_a_year, 2.0), 1.0 / (0.72 * std::sqrt(106.25)),
              1e-15);
  EXPECT_FALSE(yearly_quality_of(Skill{}, of_a_year, 2.0));
}

TEST(QualityOfASeries, StandsOnTheRightWhereTheDeviationIsWrong) {
  const std::vector<double> twice{0.0, 20.0, 40.0};  // r = 1
  EXPECT_GT(quality_of(skill_of(twice, observed), {0.36, 25.0, 0.5}, 2.0)->x, 0.0);
}

TEST(DistributionOfValues, LeavesOutWhatIsNotThere) {
  const auto found = distribution_of(std::vector{4.0, none, 2.0, 1.0, 3.0, 5.0});
  EXPECT_EQ(found.count, 5);
  EXPECT_DOUBLE_EQ(found.mean, 3.0);
  EXPECT_NEAR(found.deviation, std::sqrt(2.0), 1e-15);
  EXPECT_DOUBLE_EQ(found.percentiles[2], 3.0);
  EXPECT_NEAR(found.percentiles[0], 1.2, 1e-15);  // k = 1 + 4 * 0.05
}

TEST(DiurnalCycle, BeginsAtTheLocalHourOfTheFirstValue) {
  std::vector<double> values(26, 1.0);
  values[0] = 3.0;  // 22:00
  values[24] = none;
  values[25] = 5.0;  // 23:00 of the next day
  const auto cycle = diurnal_cycle(values, 22 - 48);
  EXPECT_DOUBLE_EQ(cycle[22], 3.0);
  EXPECT_DOUBLE_EQ(cycle[23], 3.0);
  EXPECT_DOUBLE_EQ(cycle[0], 1.0);
  EXPECT_TRUE(std::isnan(diurnal_cycle(std::vector{1.0}, 0)[1]));
}

TEST(DiurnalCycle, ShapesCorrelateWhateverTheirHeight) {
  HourlyMeans low, high;
  for (std::size_t hour = 0; hour < low.size(); ++hour)
    low[hour] = static_cast<double>(hour % 7), high[hour] = 10.0 + 3.0 * low[hour];
  low[3] = none;
  EXPECT_NEAR(*correlation_of(low, high), 1.0, 1e-14);
}

TEST(MarksOfModels, GoalCriterionMissed) {
  const Bound bound{0.10, 0.30};
  EXPECT_EQ(mark_of(-0.05, bound, false), Mark::goal);
  EXPECT_EQ(mark_of(-0.20, bound, false), Mark::criterion);
  EXPECT_EQ(mark_of(0.40, bound, false), Mark::missed);
  EXPECT_EQ(mark_of(0.75, {0.70, 0.40}, true), Mark::goal);
  EXPECT_EQ(mark_of(0.30, {0.70, 0.40}, true), Mark::missed);
  EXPECT_EQ(mark_of(0.12, {0.15, std::nullopt}, false), Mark::goal);
  EXPECT_EQ(mark_of(0.12, {}, false), Mark::none);
}

TEST(MarksOfModels, OnlyWhatACriterionAsksForIsJudged) {
  SkillCriteria criteria{"own", "O3", "1h", 20.0, {0.05, 0.15}, {}, {}, {}, {0.75, 0.5}};
  const auto verdicts = verdicts_of(criteria, model, observed);
  ASSERT_EQ(verdicts.size(), 2u);
  EXPECT_EQ(verdicts[0].statistic, "NMB");
  EXPECT_NEAR(verdicts[0].value, 1.0 / 50.0, 1e-15);  // from 20 on
  EXPECT_EQ(verdicts[0].mark, Mark::goal);
  EXPECT_EQ(verdicts[0].count, 2);
  EXPECT_EQ(verdicts[1].statistic, "r");
}

}  // namespace
