// The grid refined within its cells: the mean stays, nothing is negative, without plumes nothing changes.
#include "model/city/refined_field.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/city/photostationary.hpp"
#include "model/city/refined_ozone.hpp"

namespace {

using namespace lantian::model::city;

/// The same numbers everywhere: a plain congruence.
class Numbers {
 public:
  double next() {  // in [0, 1)
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state_ >> 11) * 0x1p-53;
  }
  std::vector<double> list(std::size_t count, double scale) {
    std::vector<double> values(count);
    for (double& value : values) value = scale * next();
    return values;
  }
  /// Mostly little, here and there very much: plumes.
  std::vector<double> plumes(std::size_t count, double scale) {
    std::vector<double> values(count);
    for (double& value : values) value = scale * std::pow(next(), 12.0);
    return values;
  }

 private:
  std::uint64_t state_ = 42;
};

double worst_mean(const Patch& patch, const std::vector<double>& field, std::span<const double> grid) {
  const auto means = cell_means(patch, field);
  double worst = 0.0;
  for (std::size_t cell = 0; cell < means.size(); ++cell)
    worst = std::max(worst, std::abs(means[cell] / grid[cell] - 1.0));
  return worst;
}

RefinedField refined(const Patch& patch, std::span<const double> grid, std::span<const double> plumes,
                     Between between) {
  const auto means = cell_means(patch, plumes);
  return {patch, grid, means, held_shares(grid, means), between};
}

TEST(RefinedField, TwoCellsByHand) {
  const Patch patch{2, 1, 2};
  const std::vector<double> grid{10.0, 3.0};
  // Points: south row west to east, then the north row. Means 4 and 6: the second cell holds half of it.
  const std::vector<double> plumes{0.0, 8.0, 0.0, 12.0, 4.0, 4.0, 0.0, 12.0};
  const auto field = refined(patch, grid, plumes, Between::steps).at_points(plumes);
  EXPECT_EQ(field, (std::vector<double>{6.0, 14.0, 0.0, 6.0, 10.0, 10.0, 0.0, 6.0}));
}

TEST(RefinedField, KeepsEveryCellsMeanAndIsNowhereNegative) {
  Numbers numbers;
  for (const int n : {1, 2, 5, 20})
    for (const auto between : {Between::steps, Between::smooth}) {
      const Patch patch{7, 4, n};
      const auto grid = numbers.plumes(patch.cells(), 50.0);
      const auto plumes = numbers.plumes(patch.points(), 300.0);
      const auto field = refined(patch, grid, plumes, between).at_points(plumes);
      EXPECT_LT(worst_mean(patch, field, grid), 1e-13) << n;
      for (const double value : field) EXPECT_GE(value, 0.0);
    }
}

TEST(RefinedField, WithoutPlumesStepsAreTheGridToTheBit) {
  Numbers numbers;
  const Patch patch{5, 3, 4};
  const auto grid = numbers.list(patch.cells(), 80.0);
  const std::vector<double> none(patch.points(), 0.0);
  const auto field = refined(patch, grid, none, Between::steps).at_points(none);
  for (std::size_t point = 0; point < field.size(); ++point)
    EXPECT_EQ(field[point], grid[patch.cell_of_point(point)]);
}

TEST(CellSurface, IsContinuousWhereNothingIsSoftened) {
  Numbers numbers;
  const Patch patch{6, 5, 20};
  auto means = numbers.list(patch.cells(), 10.0);
  for (double& mean : means) mean += 40.0;  // far from zero: no cell needs softening
  const CellSurface surface(patch, means, Between::smooth);
  constexpr double beside = 1e-9;
  for (int side = 1; side < patch.nx; ++side)
    for (double y = 0.05; y < patch.ny; y += 0.1)
      EXPECT_NEAR(surface.at(side - beside, y), surface.at(side + beside, y), 1e-6);
  for (int side = 1; side < patch.ny; ++side)
    for (double x = 0.05; x < patch.nx; x += 0.1)
      EXPECT_NEAR(surface.at(x, side - beside), surface.at(x, side + beside), 1e-6);
}

TEST(CellSurface, LeavesAUniformFieldUniformAndOneCellAlone) {
  const Patch patch{4, 4, 10};
  const CellSurface uniform(patch, std::vector<double>(patch.cells(), 7.0), Between::smooth);
  EXPECT_NEAR(uniform.at(1.3, 2.9), 7.0, 1e-14);
  EXPECT_EQ(CellSurface({1, 1, 10}, {5.0}, Between::smooth).at(0.1, 0.9), 5.0);
}

TEST(Photostationary, SolvesItsEquationAndTitratesInTheDark) {
  for (const double j : {1e-6, 0.1, 10.0, 1e4}) {
    const double no2 = photostationary_no2(30.0, 40.0, j);
    EXPECT_NEAR((30.0 - no2) * (40.0 - no2), j * no2, 1e-9 * j * no2 + 1e-10);
  }
  EXPECT_EQ(photostationary_no2(30.0, 40.0, 0.0), 30.0);
  EXPECT_EQ(photostationary_no2(40.0, 30.0, 0.0), 30.0);
  EXPECT_EQ(photostationary_no2(0.0, 0.0, 0.0), 0.0);
}

struct Air {
  std::vector<double> no, no2, o3;
  NitrogenAndOzone spans() const { return {no, no2, o3}; }
};

/// Days and nights: ozone with little NO, NO with little ozone, both.
Air some_air(Numbers& numbers, std::size_t cells) {
  return {numbers.plumes(cells, 80.0), numbers.list(cells, 40.0), numbers.plumes(cells, 60.0)};
}

TEST(RefinedOzone, KeepsTheMeansOfNo2AndOzoneAndIsNowhereNegative) {
  Numbers numbers;
  int softened = 0, lit = 0;
  for (const auto between : {Between::steps, Between::smooth})
    for (const double strength : {0.3, 30.0, 3000.0}) {
      const Patch patch{6, 5, 10};
      const Air air = some_air(numbers, patch.cells());
      const auto nox = numbers.plumes(patch.points(), strength);
      auto direct = nox;
      for (double& value : direct) value *= 0.09;
      const RefinedOzone refined(patch, air.spans(), nox, direct, between);
      std::vector<double> no2, o3;
      for (const Ozone& one : refined.at_points(nox, direct)) {
        no2.push_back(one.no2), o3.push_back(one.o3);
        EXPECT_GE(one.no2, 0.0);
        EXPECT_GE(one.o3, 0.0);
      }
      EXPECT_LT(worst_mean(patch, no2, air.no2), 1e-12);
      const auto means = cell_means(patch, o3);
      for (std::size_t cell = 0; cell < means.size(); ++cell) {
        EXPECT_NEAR(means[cell], air.o3[cell], 1e-12 * (air.o3[cell] + air.no2[cell]));
        softened += refined.kept(cell) < 1.0;
        lit += refined.j(cell) > 0.0;
      }
    }
  EXPECT_GT(softened, 10);  // both ways out were taken
  EXPECT_GT(lit, 10);
}

TEST(RefinedOzone, FindsTheLightOfAirThatIsInItsSteadyState) {
  const Patch patch{1, 1, 2};
  constexpr double j = 12.0;
  const std::vector<double> nox{10.0, 50.0, 20.0, 0.0}, direct(4, 0.0);  // mean 20
  double no2 = 0.0;
  for (const double one : nox) no2 += photostationary_no2(5.0 + one, 40.0, j) / 4.0;
  const Air air{{25.0 - no2}, {no2}, {40.0 - no2}};
  const RefinedOzone refined(patch, air.spans(), nox, direct, Between::steps);
  EXPECT_NEAR(refined.j(0), j, 1e-10 * j);
  const auto field = refined.at_points(nox, direct);
  for (std::size_t point = 0; point < 4; ++point) {
    EXPECT_NEAR(field[point].no2, photostationary_no2(5.0 + nox[point], 40.0, j), 1e-11);
    EXPECT_NEAR(field[point].o3, 40.0 - field[point].no2, 1e-12);
  }
}

TEST(RefinedOzone, WithoutPlumesStepsAreTheGridToTheBit) {
  Numbers numbers;
  const Patch patch{4, 4, 3};
  const Air air = some_air(numbers, patch.cells());
  const std::vector<double> none(patch.points(), 0.0);
  const auto field = RefinedOzone(patch, air.spans(), none, none, Between::steps).at_points(none, none);
  for (std::size_t point = 0; point < field.size(); ++point) {
    EXPECT_EQ(field[point].no2, air.no2[patch.cell_of_point(point)]);
    EXPECT_EQ(field[point].o3, air.o3[patch.cell_of_point(point)]);
  }
}

}  // namespace
