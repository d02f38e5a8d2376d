#include <gtest/gtest.h>

#include "model/transport/air_flux.hpp"
#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

template <class Real>
class TransportLedger : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(TransportLedger, Reals);

// float: 24-bit mole fractions whose rounding errors are random and average out; double: the same, 53 bits.
template <class Real>
constexpr double bar = sizeof(Real) == 4 ? 1e-6 : 1e-12;

constexpr int species = 5;

/// Everything at once: wind through the sides, rising and sinking air, sources, deposition, ACM2.
Window open_window(int members) {
  Window window(box(14, 11, default_layer_faces()), species, members);
  window.disturb_winds(3.0, true);
  for (auto* outside : {&window.boundary.sides, &window.boundary.top})
    for (std::size_t n = 0; n < outside->size(); ++n)
      (*outside)[n] = n % window.layout.lanes < static_cast<std::size_t>(species * members)
                          ? static_cast<float>(4e-8 * scatter(n))
                          : 0.0f;
  Weather& w = window.weather.middle;
  for (std::size_t n = 0; n < w.eddy_diffusivity.size(); ++n) w.eddy_diffusivity[n] = 30.0 * scatter(n);
  for (std::size_t n = 0; n < w.inverse_obukhov_length.size(); ++n)
    w.inverse_obukhov_length[n] = n % 3 ? -0.02 : 0.03;
  window.emission.layers = 4;
  window.emission.rate.assign(4 * window.grid.columns() * window.layout.lanes, 0.0f);
  for (std::size_t n = 0; n < window.emission.rate.size(); ++n)
    if (n % window.layout.lanes < static_cast<std::size_t>(species * members))
      window.emission.rate[n] = static_cast<float>(0.05 * scatter(3 * n));
  return window;
}

struct Run {
  Ledger ledger;
  double one_face = 0.0;  // what one west face let in during one half-step, lane 0 [mol]
};

template <class Real>
Run run_open_window(int steps, double dt, AdvectionScheme scheme = AdvectionScheme::monotone,
                    bool diffuses = false) {
  use_one_thread();
  Window window = open_window(1);
  auto state = window.template state<Real>(species, 1, [&](int k, int j, int i, int s, int) {
    return 1e-8 * scatter(window.grid.cell(k, j, i) * 7 + s);
  });
  SplitStep<Real> split(window.grid);
  split.use(scheme, diffuses);
  auto& velocity = split.vertical_scratch.deposition_velocity.velocity;
  velocity.resize(window.grid.columns() * species);
  for (std::size_t n = 0; n < velocity.size(); ++n) velocity[n] = 0.01 * scatter(n);
  Run run;
  run.ledger.initial = amount_in_window(state);
  const auto calm_end = window.weather.air_amount_at_end;
  for (int n = 0; n < steps; ++n)
    for (const int half : {0, 1}) {
      for (std::size_t c = 0; c < calm_end.size(); ++c)  // warms and cools
        window.weather.air_amount_at_end[c] =
            calm_end[c] * (1.0 + 0.01 * std::sin(0.1 * n + 0.05 * half + 0.001 * c));
      run.ledger.moved += half == 0 ? split.first(state, window.forcing(), 0.5 * dt)
                                    : split.second(state, window.forcing(), 0.5 * dt);
    }
  run.ledger.final = amount_in_window(state);
  double row[16];
  const AirFlux flux(window.grid, window.weather.middle, Seconds(0.5 * dt));
  flux.density(0, 0, row);
  double east[16];
  flux.eastward(0, 1, row, east);
  run.one_face = std::abs(east[0]) * window.boundary.at(window.layout, Side::west, 0, 1)[0];
  return run;
}

TYPED_TEST(TransportLedger, ClosesWithEveryTermFromItsOwnFluxes) {
  Run run = run_open_window<TypeParam>(300, 120.0);
  for (int v = 0; v < species; ++v) {
    EXPECT_LT(std::abs(run.ledger.relative_residual(v)), bar<TypeParam>);
    for (const Exchange term :
         {Exchange::emitted, Exchange::flowed_in, Exchange::flowed_out, Exchange::deposited})
      EXPECT_GT(run.ledger.moved.of(term)[v], 0.01 * run.ledger.initial[v]);  // each term matters
  }
}

TYPED_TEST(TransportLedger, ClosesInThePositiveSchemeWithHorizontalDiffusion) {
  Run run = run_open_window<TypeParam>(300, 120.0, AdvectionScheme::positive, true);
  for (int v = 0; v < species; ++v) EXPECT_LT(std::abs(run.ledger.relative_residual(v)), bar<TypeParam>);
}

TYPED_TEST(TransportLedger, TurnsRedWhereOneFaceOfOneHalfStepIsDropped) {
  Run run = run_open_window<TypeParam>(3, 120.0);
  ASSERT_LT(std::abs(run.ledger.relative_residual(0)), bar<TypeParam>);
  ASSERT_GT(run.one_face, 0.0);
  run.ledger.moved.of(Exchange::flowed_in)[0] -= run.one_face;
  EXPECT_GT(std::abs(run.ledger.relative_residual(0)), bar<TypeParam>);
}

template <class Real>
void expect_mass_to_stay(AdvectionScheme scheme, bool diffuses) {
  use_one_thread();
  Window window(box(12, 10, {0, 20, 50, 100, 180, 320}), species, 1);
  window.disturb_winds(3.0, false);
  // The top closes where the horizontal winds leave every column's air as it was: turn them into rolls.
  for (int j = 0; j < window.grid.ny; ++j)
    for (int i = 0; i <= window.grid.nx; ++i)
      for (int k = 0; k < 4; ++k) {
        const double u = window.x_wind(0, j, i) * (k % 2 ? -1.0 : 1.0);
        window.x_wind(k, j, i) = u / window.grid.layer_depth(k) * 20.0;
      }
  for (int j = 0; j <= window.grid.ny; ++j)
    for (int i = 0; i < window.grid.nx; ++i)
      for (int k = 0; k < 4; ++k) {
        const double v = window.y_wind(0, j, i) * (k % 2 ? -1.0 : 1.0);
        window.y_wind(k, j, i) = v / window.grid.layer_depth(k) * 20.0;
      }
  for (int j = 0; j < window.grid.ny; ++j)
    for (int i = 0; i <= window.grid.nx; ++i) window.x_wind(4, j, i) = 0.0;
  for (int j = 0; j <= window.grid.ny; ++j)
    for (int i = 0; i < window.grid.nx; ++i) window.y_wind(4, j, i) = 0.0;
  for (double& K : window.weather.middle.eddy_diffusivity) K = 10.0;
  auto state = window.template state<Real>(species, 1, [&](int k, int j, int i, int s, int) {
    return 1e-8 * scatter(window.grid.cell(k, j, i) * 7 + s);
  });
  const auto before = amount_in_window(state);
  SplitStep<Real> split(window.grid);
  split.use(scheme, diffuses);
  for (int n = 0; n < 1000; ++n) split.step(state, window.forcing(), 100.0);
  const auto after = amount_in_window(state);
  for (int v = 0; v < species; ++v) EXPECT_NEAR(after[v] / before[v], 1.0, bar<Real>);
}

TYPED_TEST(TransportLedger, AClosedBoxKeepsItsMass) {
  expect_mass_to_stay<TypeParam>(AdvectionScheme::monotone, false);
  expect_mass_to_stay<TypeParam>(AdvectionScheme::positive, true);
}

}  // namespace
