#include <gtest/gtest.h>

#include <cstring>

#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

/// The same air beyond a window held once, and held for each face.
void hold_by_face(Window& window) {
  const Layout& l = window.layout;
  const BoundaryValues once = window.boundary;
  BoundaryValues& all = window.boundary;
  all.length = std::max(l.nx, l.ny), all.top_varies = true;
  all.sides.assign(static_cast<std::size_t>(4 * l.nz) * all.length * l.lanes, 0.0f);
  all.top.assign(window.grid.columns() * l.lanes, 0.0f);
  for (int side = 0; side < 4; ++side)
    for (int k = 0; k < l.nz; ++k)
      for (int n = 0; n < all.length; ++n)
        std::copy_n(
            once.at(l, static_cast<Side>(side), k, n), l.lanes,
            all.sides.data() + ((static_cast<std::size_t>(side) * l.nz + k) * all.length + n) * l.lanes);
  for (std::size_t c = 0; c < window.grid.columns(); ++c)
    std::copy_n(once.top.data(), l.lanes, all.top.data() + c * l.lanes);
}

template <class Real>
class BoundaryFaces : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(BoundaryFaces, Reals);

TYPED_TEST(BoundaryFaces, TheSameAirByFaceGivesTheSameBits) {
  Window window(box(9, 12, {0, 20, 50, 100, 180, 320, 600}), 3, 2);
  window.disturb_winds(4.0, true);
  for (std::size_t n = 0; n < window.boundary.sides.size(); ++n)
    window.boundary.sides[n] = static_cast<float>(scatter(n));
  for (std::size_t n = 0; n < window.boundary.top.size(); ++n)
    window.boundary.top[n] = static_cast<float>(scatter(7 * n));
  Window by_face = window;
  hold_by_face(by_face);
  auto a = window.template state<TypeParam>(3, 2), b = a;
  SplitStep<TypeParam> first(window.grid), second(window.grid);
  for (int n = 0; n < 20; ++n) {
    first.step(a, window.forcing(), 60.0);
    second.step(b, by_face.forcing(), 60.0);
  }
  EXPECT_EQ(
      std::memcmp(a.mole_fraction.data(), b.mole_fraction.data(), a.mole_fraction.size() * sizeof(TypeParam)),
      0);
}

/// A west wind without shear carries each face's own value along its row; the other rows do not see it.
TYPED_TEST(BoundaryFaces, EachFaceLetsItsOwnAirIn) {
  Window window(box(6, 5, {0, 50, 100, 200}), 1, 1);
  for (double& u : window.weather.middle.x_wind) u = 8.0;
  hold_by_face(window);
  const Layout& l = window.layout;
  for (int k = 0; k < l.nz; ++k)
    for (int j = 0; j < l.ny; ++j)
      window.boundary
          .sides[((static_cast<std::size_t>(Side::west) * l.nz + k) * window.boundary.length + j) * l.lanes] =
          static_cast<float>(1 + j + 10 * k);
  auto state = window.template state<TypeParam>(1, 1);
  SplitStep<TypeParam> split(window.grid);
  for (int n = 0; n < 60; ++n) split.step(state, window.forcing(), 100.0);
  for (int k = 0; k < l.nz; ++k)
    for (int j = 0; j < l.ny; ++j)
      for (int i = 0; i < l.nx; ++i)
        EXPECT_NEAR(static_cast<double>(state.at(k, j, i)[0]), 1 + j + 10 * k, 1e-4)
            << k << ' ' << j << ' ' << i;
}

/// Air sinks in two columns only: they gain what stands above each of them.
TYPED_TEST(BoundaryFaces, EachColumnTakesInItsOwnAirFromAbove) {
  Window window(box(6, 5, {0, 50, 100, 200}), 1, 1);
  hold_by_face(window);
  const Layout& l = window.layout;
  auto state = window.template state<TypeParam>(1, 1);
  for (const int i : {1, 4}) {  // the air grows by a tenth in these columns of row 2
    window.boundary.top[window.grid.column(2, i) * l.lanes] = static_cast<float>(i);
    for (int k = 0; k < l.nz; ++k) window.weather.air_amount_at_end[window.grid.cell(k, 2, i)] *= 1.1;
  }
  SplitStep<TypeParam> split(window.grid);
  const auto moved = split.first(state, window.forcing(), 100.0);
  double inside = 0.0;
  for (int k = 0; k < l.nz; ++k)
    for (int j = 0; j < l.ny; ++j)
      for (int i = 0; i < l.nx; ++i) {
        const double amount =
            static_cast<double>(state.at(k, j, i)[0]) * state.air_amount[window.grid.cell(k, j, i)];
        inside += amount;
        if (j != 2 || (i != 1 && i != 4)) {
          EXPECT_EQ(amount, 0.0);
        }
      }
  const auto grown = [&](int i) {
    double air = 0.0;
    for (int k = 0; k < l.nz; ++k) air += window.weather.air_amount_at_end[window.grid.cell(k, 2, i)];
    return air * (1.0 - 1.0 / 1.1);
  };
  EXPECT_NEAR(moved.of(Exchange::flowed_in)[0] / (grown(1) * 1.0 + grown(4) * 4.0), 1.0, 1e-6);
  EXPECT_NEAR(inside / moved.of(Exchange::flowed_in)[0], 1.0, 1e-5);
}

}  // namespace
