#include <gtest/gtest.h>

#include <limits>

#include "tests/analytic/model/transport/carry.hpp"

namespace {
using namespace lantian::tests;

constexpr int cells = 60, steps = 100;
constexpr double wind = 10.0, dx = 1000.0;

/// A block with a slot, a lone cell, a staircase, a peak on a plateau and noise.
double profile(int s, int i) {
  if (s == 0) return i >= 8 && i < 20 && (i < 13 || i >= 15) ? 1.0 : 0.0;
  if (s == 1) return i == 12 ? 1.0 : 0.0;
  if (s == 2) return std::min(1.0, (i / 4) / 5.0);
  if (s == 3) return i == 14 ? 1.0 : (i >= 8 && i < 22 ? 0.5 : 0.1);
  return static_cast<float>(scatter(i));  // as the boundary holds it
}

/// One row under a constant wind. Air outside is as the row's western end.
template <class Real>
struct Row {
  Window window{box(cells, 3, {0, 50}, dx), 5, 1};
  State<Real> state;

  Row() {
    for (int j = 0; j < 3; ++j)
      for (int i = 0; i <= cells; ++i) window.x_wind(0, j, i) = wind;
    for (int side = 0; side < 4; ++side)
      for (int s = 0; s < 5; ++s)
        window.boundary.sides[side * window.layout.lanes + s] = static_cast<float>(profile(s, 0));
    state = window.state<Real>(5, 1, [](int, int, int i, int s, int) { return profile(s, i); });
  }
  void carry(AdvectionScheme scheme, double courant) {
    HorizontalTransport<Real> transport{window.grid};
    transport.scheme = scheme;
    typename HorizontalTransport<Real>::Scratch scratch;
    transport.advance(state, window.forcing(), {0, Seconds(courant * dx / wind)}, scratch);
  }
  /// Sum of the steps between neighbours: what a monotone scheme never adds to.
  double variation(int s) const {
    double sum = 0.0;
    for (int i = 1; i < cells; ++i)
      sum += std::abs(static_cast<double>(state.at(0, 1, i)[s]) - state.at(0, 1, i - 1)[s]);
    return sum;
  }
};

template <class Real>
class ConstantWind : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(ConstantWind, Reals);

TYPED_TEST(ConstantWind, NothingRisesAboveOrSinksBelowWhatWasThereInTheMonotoneScheme) {
  use_one_thread();
  const double epsilon = std::numeric_limits<TypeParam>::epsilon();
  for (const double courant : {0.05, 0.3, 0.5, 0.77, 0.9, 2.3}) {
    Row<TypeParam> row;
    std::array<double, 5> least, most, variation;
    for (int s = 0; s < 5; ++s) {
      least[s] = 1.0, most[s] = 0.0, variation[s] = row.variation(s);
      for (int i = 0; i < cells; ++i) {
        least[s] = std::min<double>(least[s], row.state.at(0, 1, i)[s]);
        most[s] = std::max<double>(most[s], row.state.at(0, 1, i)[s]);
      }
    }
    for (int n = 0; n < steps; ++n) {
      row.carry(AdvectionScheme::monotone, courant);
      for (int s = 0; s < 5; ++s)
        for (int i = 0; i < cells; ++i) {
          const double q = row.state.at(0, 1, i)[s];
          ASSERT_GE(q, least[s] * (1.0 - 8.0 * epsilon)) << courant << " " << s;  // 0 stays 0 exactly
          ASSERT_LE(q, most[s] * (1.0 + 8.0 * epsilon)) << courant << " " << s;
        }
    }
    for (int s = 0; s < 5; ++s)
      EXPECT_LE(row.variation(s), variation[s] * (1.0 + steps * epsilon)) << courant << " " << s;
  }
}

TYPED_TEST(ConstantWind, NothingSinksBelowZeroInThePositiveScheme) {
  use_one_thread();
  for (const double courant : {0.05, 0.3, 0.5, 0.77, 0.9, 2.3}) {
    Row<TypeParam> row;
    for (int n = 0; n < steps; ++n) {
      row.carry(AdvectionScheme::positive, courant);
      for (int s = 0; s < 5; ++s)
        for (int i = 0; i < cells; ++i) ASSERT_GE(row.state.at(0, 1, i)[s], 0.0) << courant << " " << s;
    }
  }
}

}  // namespace
