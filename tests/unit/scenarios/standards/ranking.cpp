#include "scenarios/standards/ranking.hpp"

#include <gtest/gtest.h>

#include "tests/support/standards.hpp"

namespace {

using namespace lantian::scenarios;
using Ranks = std::vector<std::optional<int>>;

const std::vector<CriticalValue>& critical_values() {
  return lantian::tests::shipped_standards().assessment.front().trend;
}

TEST(Ranks, EqualValuesShareARankAndTheNextIsSkipped) {
  EXPECT_EQ(ranks({4.94, 4.10, 4.94, 6.0, 3.2}), (Ranks{3, 2, 3, 5, 1}));
  EXPECT_EQ(ranks({1.0, std::nullopt, 1.0}), (Ranks{1, std::nullopt, 1}));
  EXPECT_EQ(ranks({}), Ranks{});
}

TEST(Ranks, LevelAndImprovementAreWeighed) {
  const Ranks level{1, 2, 3}, improvement{3, 2, 1};
  EXPECT_EQ(combined_ranks(level, improvement, 0.0), level);
  EXPECT_EQ(combined_ranks(level, improvement, 1.0), improvement);
  EXPECT_EQ(combined_ranks(level, improvement, 0.5), (Ranks{1, 1, 1}));
  EXPECT_EQ(combined_ranks(level, improvement, 0.25), level);
  EXPECT_EQ(combined_ranks(level, {std::nullopt, 2, 1}, 0.5), (Ranks{std::nullopt, 1, 1}));
}

// Expected values: Pearson's correlation of mean ranks by numpy.
TEST(Trend, IsSpearmansCorrelationWithTheYears) {
  const auto falls = trend({60, 55, 52, 50, 49}, critical_values());
  ASSERT_TRUE(falls);
  EXPECT_NEAR(falls->coefficient, -1.0, 1e-15);
  EXPECT_EQ(falls->critical, 0.9);
  EXPECT_TRUE(falls->is_significant);
  const auto unclear = trend({60, 55, 58, 50, 52}, critical_values());
  EXPECT_NEAR(unclear->coefficient, -0.8, 1e-15);
  EXPECT_FALSE(unclear->is_significant);
}

TEST(Trend, EqualValuesTakeTheMeanOfTheirRanks) {
  EXPECT_NEAR(trend({5, 5, 4, 3, 3}, critical_values())->coefficient, -0.9486832980505138, 1e-15);
  EXPECT_NEAR(trend({48, 50, 50, 46, 45, 44, 47}, critical_values())->coefficient, -0.6666937223947137,
              1e-15);
  EXPECT_FALSE(trend({5, 5, 5, 5, 5}, critical_values()));
}

TEST(Trend, AtTheCriticalValueItIsSignificant) {
  // Six years, two neighbours swapped twice: 1 - 6·2·… = 0.942857; and 0.828571, which the table rounds to
  // 0.829.
  EXPECT_NEAR(trend({1, 2, 3, 4, 6, 5}, critical_values())->coefficient, 0.942857142857143, 1e-15);
  const auto edge = trend({2, 1, 3, 5, 4, 6}, critical_values());
  EXPECT_NEAR(edge->coefficient, 1.0 - 6.0 * 4.0 / 210.0, 1e-15);
  const auto at = trend({3, 2, 1, 4, 6, 5}, critical_values());
  EXPECT_NEAR(at->coefficient, 1.0 - 6.0 * 10.0 / 210.0, 1e-15);
  EXPECT_FALSE(at->is_significant);
  const auto exactly = trend({2, 1, 4, 3, 6, 5}, critical_values());
  EXPECT_NEAR(exactly->coefficient, 1.0 - 6.0 * 6.0 / 210.0, 1e-15);
  EXPECT_TRUE(exactly->is_significant);  // 0.828571
}

TEST(Trend, FewerYearsThanTheTableHasHaveNone) {
  const auto four = trend({4, 3, 2, 1}, critical_values());
  EXPECT_FALSE(four->critical);
  EXPECT_FALSE(four->is_significant);
  EXPECT_FALSE(trend({4.0}, critical_values()));
}

}  // namespace
