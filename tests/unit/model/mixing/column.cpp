#include <gtest/gtest.h>

#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

/// One column of `layers` equal layers, closed above and at rest.
Window column(int layers, double depth, double diffusivity, int species = 1) {
  std::vector<double> faces;
  for (int k = 0; k <= layers; ++k) faces.push_back(k * depth);
  Window window(box(1, 1, faces), species, 1);
  for (int f = 1; f < layers; ++f) window.diffusivity(f, 0, 0) = diffusivity;
  return window;
}

template <class Real>
MassExchange mix(State<Real>& state, const Window& window, double dt, double deposition_velocity = 0.0) {
  use_one_thread();
  const VerticalTransport<Real> process(window.grid);
  typename VerticalTransport<Real>::Scratch scratch;
  if (deposition_velocity > 0.0)
    scratch.deposition_velocity.velocity.assign(window.grid.columns() * state.layout.species,
                                                deposition_velocity);
  return process.advance(state, window.forcing(), {0, Seconds(dt)}, scratch);
}

TEST(Mixing, DepositionEmptiesTheLowestLayerExactlyImplicitly) {
  Window window = column(3, 20.0, 0.0);
  auto state = window.state<double>(1, 1, [](int, int, int, int, int) { return 1e-8; });
  const MassExchange moved = mix(state, window, 300.0, 0.02);
  const double expected = 1e-8 / (1.0 + 0.02 * 300.0 / 20.0);
  EXPECT_NEAR(state.at(0, 0, 0)[0], expected, 1e-15 * 1e-8 * 4);  // a few operations in double
  EXPECT_EQ(state.at(1, 0, 0)[0], 1e-8);                          // nothing joins the layers
  const double lost = state.air_amount[0] * (1e-8 - expected);
  EXPECT_NEAR(moved.of(Exchange::deposited)[0], lost, 1e-13 * lost);  // difference of nearly equal numbers
}

TEST(Mixing, EmissionRaisesItsLayerByRateOverAir) {
  Window window = column(3, 20.0, 0.0, 2);
  window.emission.layers = 2;
  window.emission.rate.assign(2 * window.layout.lanes, 0.0f);
  window.emission.rate[window.layout.lanes + 1] = 0.5f;  // layer 1, species 1
  auto state = window.state<double>(2, 1);
  const MassExchange moved = mix(state, window, 300.0);
  EXPECT_DOUBLE_EQ(state.at(1, 0, 0)[1], 150.0 / state.air_amount[1]);
  EXPECT_EQ(state.at(0, 0, 0)[1], 0.0);
  EXPECT_EQ(state.at(1, 0, 0)[0], 0.0);
  EXPECT_DOUBLE_EQ(moved.of(Exchange::emitted)[1], 150.0);
}

TEST(Mixing, NonlocalShareFollowsPleim) {
  // f = 1 / (1 + k^(-2/3) / (0.1 * 7.2) (-H/L)^(-1/3)), evaluated apart with the C library
  for (const double h_over_l : {0.02, 0.1, 1.0, 10.0, 100.0, 2000.0})
    EXPECT_NEAR(nonlocal_share(h_over_l),
                1.0 / (1.0 + std::pow(0.4, -2.0 / 3.0) / 0.72 * std::pow(h_over_l, -1.0 / 3.0)),
                1e-14);  // round-off of both roots
  EXPECT_EQ(nonlocal_share(0.0), 0.0);
  EXPECT_EQ(nonlocal_share(-3.0), 0.0);
}

Window convective_column() {
  Window window(box(1, 1, default_layer_faces()), 2, 1);
  for (int f = 1; f < window.grid.nz(); ++f)
    window.diffusivity(f, 0, 0) = window.grid.layer_face[f] < 900.0 ? 40.0 : 0.1;
  window.weather.middle.boundary_layer_thickness[0] = 900.0;
  window.weather.middle.inverse_obukhov_length[0] = -0.02;
  for (int k = 0; k < window.grid.nz(); ++k)  // density falls with height
    window.weather.middle.air_pressure[k] = 1e5 * std::exp(-window.grid.layer_centre(k) / 8000.0);
  window.weather.air_amount_at_end = air_amount(window.grid, window.weather.middle);
  return window;
}

double column_mass(const State<double>& state, int lane) {
  double mass = 0.0;
  for (int k = 0; k < state.layout.nz; ++k) mass += state.air_amount[k] * state.at(k, 0, 0)[lane];
  return mass;
}

TEST(Acm2, KeepsAUniformColumnToTheBitAndAPointSourcesMass) {
  Window window = convective_column();
  auto state = window.state<double>(
      2, 1, [](int k, int, int, int s, int) { return s == 0 ? 0.3 : (k == 0 ? 1.0 : 0.0); });
  const double before = column_mass(state, 1);
  mix(state, window, 300.0);
  EXPECT_NEAR(column_mass(state, 1), before, 1e-14 * before);
  for (int n = 1; n < 1000; ++n) mix(state, window, 300.0);
  for (int k = 0; k < window.grid.nz(); ++k) EXPECT_EQ(state.at(k, 0, 0)[0], 0.3);  // brackets are zero
  EXPECT_NEAR(column_mass(state, 1), before, 1e-13 * before);  // 1000 steps of double round-off
  EXPECT_NEAR(state.at(0, 0, 0)[1], state.at(7, 0, 0)[1],
              2e-3 * state.at(0, 0, 0)[1]);  // mixed up to H, slow leak above
}

TEST(Acm2, LiftsSurfaceAirFurtherInOneStepThanLocalMixing) {
  Window convective = convective_column(), local = convective_column();
  local.weather.middle.inverse_obukhov_length[0] = 0.0;
  const auto source = [](int k, int, int, int, int) { return k == 0 ? 1.0 : 0.0; };
  auto lifted = convective.state<double>(2, 1, source), diffused = local.state<double>(2, 1, source);
  mix(lifted, convective, 60.0);
  mix(diffused, local, 60.0);
  EXPECT_GT(lifted.at(7, 0, 0)[0], 10.0 * diffused.at(7, 0, 0)[0]);
  EXPECT_GE(lifted.at(9, 0, 0)[0], 0.0);
}

TEST(Acm2, WithoutNonlocalShareItIsKTheory) {
  Window window = convective_column();
  LayerExchange with, without;
  const int nz = window.grid.nz();
  with.reserve(nz, 1), without.reserve(nz, 1);
  const auto& w = window.weather.middle;
  const double H = 900.0, barely = -LayerExchange::least_instability / H, stable = 0.01;
  with.compute(window.grid, 1, window.weather.air_amount_at_end.data(), w.eddy_diffusivity.data(), 1, &H,
               &barely, 60.0);
  without.compute(window.grid, 1, window.weather.air_amount_at_end.data(), w.eddy_diffusivity.data(), 1, &H,
                  &stable, 60.0);
  EXPECT_EQ(with.local, without.local);
  EXPECT_EQ(with.nonlocal, std::vector<double>(nz, 0.0));
}

TEST(KTheory, ChosenAloneNothingIsLiftedPastTheNextLayer) {
  Window window = convective_column();
  const auto& w = window.weather.middle;
  const int nz = window.grid.nz();
  LayerExchange chosen, stable;
  chosen.reserve(nz, 1), stable.reserve(nz, 1);
  const double H = 900.0, unstable = -0.02, neutral = 0.0;
  chosen.compute(window.grid, 1, window.weather.air_amount_at_end.data(), w.eddy_diffusivity.data(), 1, &H,
                 &unstable, 60.0, MixingScheme::k_theory);
  stable.compute(window.grid, 1, window.weather.air_amount_at_end.data(), w.eddy_diffusivity.data(), 1, &H,
                 &neutral, 60.0, MixingScheme::acm2);
  EXPECT_EQ(chosen.local, stable.local);
  EXPECT_EQ(chosen.nonlocal, std::vector<double>(nz, 0.0));
  const auto source = [](int k, int, int, int, int) { return k == 0 ? 1.0 : 0.0; };
  auto lifted = window.state<double>(2, 1, source), local = window.state<double>(2, 1, source);
  mix(lifted, window, 60.0);
  VerticalTransport<double> process(window.grid);
  process.mixing = MixingScheme::k_theory;
  VerticalTransport<double>::Scratch scratch;
  process.advance(local, window.forcing(), {0, Seconds(60.0)}, scratch);
  EXPECT_GT(lifted.at(7, 0, 0)[0], 10.0 * local.at(7, 0, 0)[0]);
}

/// The matrix of the step written out in full and solved by elimination with pivots.
std::vector<double> dense_step(const Window& window, std::vector<double> q, double dt, double velocity,
                               const std::vector<double>& emission) {
  const int n = window.grid.nz();
  const auto& w = window.weather.middle;
  const double* m = window.weather.air_amount_at_end.data();
  LayerExchange x;
  x.reserve(n, 1);
  x.compute(window.grid, 1, m, w.eddy_diffusivity.data(), 1, w.boundary_layer_thickness.data(),
            w.inverse_obukhov_length.data(), dt);
  std::vector<std::vector<double>> A(n, std::vector<double>(n + 1, 0.0));
  for (int l = 0; l < n; ++l) A[l][l] += m[l], A[l][n] = m[l] * q[l] + dt * emission[l];
  A[0][0] += m[0] * velocity * dt / window.grid.layer_depth(0);
  for (int l = 0; l + 1 < n; ++l) {  // flux through face l: E (q_l - q_l+1) + G (q_0 - q_l+1)
    for (const auto& [row, sign] : {std::pair{l, 1.0}, std::pair{l + 1, -1.0}}) {
      A[row][l] += sign * x.local[l], A[row][l + 1] -= sign * x.local[l];
      A[row][0] += sign * x.nonlocal[l], A[row][l + 1] -= sign * x.nonlocal[l];
    }
  }
  for (int p = 0; p < n; ++p)
    for (int r = 0; r < n; ++r)
      if (r != p) {
        const double f = A[r][p] / A[p][p];
        for (int c = p; c <= n; ++c) A[r][c] -= f * A[p][c];
      }
  for (int l = 0; l < n; ++l) q[l] = A[l][n] / A[l][l];
  return q;
}

TEST(Acm2, SolvesItsMatrixWithEmissionAndDeposition) {
  Window window = convective_column();
  const int nz = window.grid.nz();
  window.emission.layers = 5;
  window.emission.rate.assign(5 * window.layout.lanes, 0.0f);
  std::vector<double> q, emission(nz, 0.0);
  for (int k = 0; k < nz; ++k) q.push_back(scatter(k + 5));
  for (int k = 0; k < 5; ++k) {
    window.emission.rate[k * window.layout.lanes] = 1e6f * (k + 1);
    emission[k] = 1e6 * (k + 1);
  }
  auto state = window.state<double>(2, 1, [&](int k, int, int, int, int) { return q[k]; });
  mix(state, window, 300.0, 0.03);
  const auto expected = dense_step(window, q, 300.0, 0.03, emission);
  for (int k = 0; k < nz; ++k)
    EXPECT_NEAR(state.at(k, 0, 0)[0], expected[k], 1e-13);  // round-off of two solves
}

}  // namespace
