#include "model/numerics/vector_lanes.hpp"

#include <gtest/gtest.h>

namespace {

namespace numerics = lantian::model::numerics;
typedef double Four __attribute__((vector_size(32)));

TEST(VectorLanes, BringTogetherWhatLiesTogether) {
  alignas(64) double table[80];
  for (int n = 0; n < 80; ++n) table[n] = n;
  const numerics::Integers<Four> index{7, 0, 9, 3};
  const auto found = numerics::records<Four>(table, index);
  alignas(64) double again[32];
  numerics::put_records(found, again);
  for (int k = 0; k < 32; ++k) EXPECT_EQ(again[k], table[8 * index[k / 8] + k % 8]);
  const Four gathered = numerics::gather<Four>(table, index);
  for (int n = 0; n < 4; ++n) {
    EXPECT_EQ(gathered[n], index[n]);
    for (int k = 0; k < 8; ++k) {
      EXPECT_EQ(found.field[k][n], 8 * index[n] + k);
      EXPECT_EQ(numerics::records<double>(table, index[n]).field[k], found.field[k][n]);
    }
  }
}

TEST(VectorLanes, RoundAndChooseAsNumbersDo) {
  const Four x{0.0, 2.9999, 3.0, 86.5};
  const auto whole = numerics::integer_of(numerics::whole_below(x));
  const Four root = numerics::square_root(x), more = numerics::larger(x, 3.0), size = numerics::magnitude(-x);
  for (int n = 0; n < 4; ++n) {
    EXPECT_EQ(whole[n], static_cast<int>(x[n]));
    EXPECT_EQ(root[n], numerics::square_root(x[n]));
    EXPECT_EQ(more[n], std::max(x[n], 3.0));
    EXPECT_EQ(size[n], x[n]);
  }
  EXPECT_TRUE(numerics::any(x > 80.0));
  EXPECT_FALSE(numerics::any(x > 90.0));
}

}  // namespace
