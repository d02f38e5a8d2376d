#include "scenarios/policy/keyed_draw.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace {

using namespace lantian::scenarios;

TEST(KeyedDraw, IsPhiloxOfTheNamesFnvHash) {
  // Both written anew in Python: Philox4x32-10 with counter (hash, 19683, 2) and key (7, 0).
  const std::array<std::uint32_t, 4> wanted{0xbf4d7885, 0x69b46678, 0xadba1a0f, 0xab2709bd};
  EXPECT_EQ(keyed_words({7, "city", 19683}, 2), wanted);
}

TEST(KeyedDraw, AnyPartOfTheKeyChangesIt) {
  const auto first = keyed_words({7, "E1", 3}, 0);
  EXPECT_EQ(keyed_words({7, "E1", 3}, 0), first);
  EXPECT_NE(keyed_words({8, "E1", 3}, 0), first);
  EXPECT_NE(keyed_words({7, "E2", 3}, 0), first);
  EXPECT_NE(keyed_words({7, "E1", 4}, 0), first);
  EXPECT_NE(keyed_words({7, "E1", 3}, 1), first);
}

TEST(KeyedDraw, NormalsHaveMeanZeroAndDeviationOne) {
  constexpr int count = 10000;
  double sum = 0.0, squares = 0.0;
  for (int n = 0; n < count; ++n) {
    const double value = keyed_normal({1, "t", n}, 0);
    sum += value;
    squares += value * value;
  }
  // Four standard errors: 4 / sqrt(10000), and of the variance 4 sqrt(2 / 10000).
  EXPECT_LT(std::abs(sum / count), 0.04);
  EXPECT_LT(std::abs(squares / count - 1.0), 0.057);
}

TEST(KeyedDraw, ChoicesCoverEveryPlaceAlike) {
  constexpr int count = 7000;
  std::array<int, 7> seen{};
  for (int n = 0; n < count; ++n) ++seen.at(keyed_choice({1, "t", n}, 0, 7));
  for (int one : seen) EXPECT_LT(std::abs(one - 1000), 4 * 30);  // four standard errors of a binomial
}

}  // namespace
