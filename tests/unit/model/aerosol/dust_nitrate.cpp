#include "model/aerosol/dust_nitrate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"
#include "model/state/ledger.hpp"

namespace lantian::model::aerosol {
namespace {

TEST(DustUptake, FollowsItsLawExactly) {
  // dx/dt = k (room - x)/capacity (acid - x) by a fourth-order Runge-Kutta scheme in 20000 steps.
  const double rate = 3e-4, capacity = 5e-9, dt = 7200.0;
  for (const double acid : {1e-9, 3e-9, 8e-9})
    for (const double room : {0.5e-9, 3e-9, 5e-9}) {
      double x = 0.0;
      const int steps = 20000;
      const double h = dt / steps;
      const auto slope = [&](double at) { return rate * (room - at) / capacity * (acid - at); };
      for (int n = 0; n < steps; ++n) {
        const double a = slope(x), b = slope(x + 0.5 * h * a), c = slope(x + 0.5 * h * b),
                     d = slope(x + h * c);
        x += h / 6.0 * (a + 2 * b + 2 * c + d);
      }
      EXPECT_NEAR(taken_up(rate, acid, room, capacity, dt) / x, 1.0, 1e-11);  // rounding of 20000 steps
    }
}

TEST(DustUptake, IsFirstOrderWhileThereIsRoomForAll) {
  const double rate = 2e-5, acid = 1e-12, capacity = 1e-6;
  EXPECT_NEAR(taken_up(rate, acid, capacity, capacity, 3600.0) / (acid * -std::expm1(-rate * 3600.0)), 1.0,
              1e-5);  // acid takes up to a millionth of the room
}

TEST(DustUptake, StopsWhereTheCalciumIsUsedUp) {
  EXPECT_EQ(taken_up(1e-3, 1e-9, 0.0, 2e-9, 600.0), 0.0);
  EXPECT_EQ(taken_up(1e-3, 1e-9, -1e-10, 2e-9, 600.0), 0.0);
  EXPECT_NEAR(taken_up(1.0, 50e-9, 1e-9, 2e-9, 1e6), 1e-9, 1e-21);   // all room, no more
  EXPECT_NEAR(taken_up(1.0, 1e-9, 50e-9, 60e-9, 1e6), 1e-9, 1e-21);  // all acid, no more
}

TEST(DustUptake, IsSplitFreely) {
  const double rate = 2e-4, acid = 3e-9, room = 2e-9, capacity = 4e-9;
  double taken = 0.0;
  for (int n = 0; n < 12; ++n) taken += taken_up(rate, acid - taken, room - taken, capacity, 300.0);
  EXPECT_NEAR(taken / taken_up(rate, acid, room, capacity, 3600.0), 1.0, 1e-12);  // rounding
}

TEST(DustUptake, TakesHoursInDustyHaze) {
  // 100 ug m-3 of coarse dust at 60 %: gamma 0.1 on an eighth of a surface of 7.8e-5 m2 m-3, so that
  // k = gamma c S/4 = 0.0125 x 308 m/s x 7.8e-5/4 = 7.5e-5 s-1, less some percent for diffusion.
  const double k = dust_uptake_rate({}, 100e-9, 280.0, 0.6);
  EXPECT_GT(k, 6.5e-5);
  EXPECT_LT(k, 7.5e-5);
  EXPECT_EQ(nitric_acid_on_calcite(0.0), 0.003);
  EXPECT_EQ(nitric_acid_on_calcite(0.99), 0.2);
  EXPECT_NEAR(nitric_acid_on_calcite(0.55), 0.085, 1e-15);
}

struct Window {
  Grid grid{.nx = 3, .ny = 2, .dx = 2000.0, .layer_face = {0, 20, 60}};
  SpeciesTable table{[] {
    std::vector<Species> all = {{"HNO3", 63.012e-3, SpeciesKind::gas, 1.0, 0.0}};
    for (const Species& s : aerosol_species()) all.push_back(s);
    return all;
  }()};
  StepWeather weather;
  EmissionField emission;
  BoundaryValues boundary;

  Window() {
    for (std::size_t c = 0; c < grid.cells(); ++c) {
      weather.middle.air_temperature.push_back(275.0 + 1.5 * static_cast<double>(c));
      weather.middle.air_pressure.push_back(100000.0 - 100.0 * static_cast<double>(c));
      weather.middle.relative_humidity.push_back(0.3 + 0.05 * static_cast<double>(c));
    }
  }
  Forcing forcing() const { return {weather, emission, boundary}; }

  template <class Real>
  State<Real> dusty(double coarse) const {
    State<Real> state(grid, table.size(), 2);
    const std::vector<double> air = air_amount(grid, weather.middle);
    state.air_amount.assign(air.begin(), air.end());
    for (int k = 0; k < grid.nz(); ++k)
      for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
          for (int m = 0; m < 2; ++m) {
            Real* x = state.at(k, j, i);
            x[state.layout.lane(table.at("HNO3"), m)] = static_cast<Real>((2.0 + m) * 1e-9);
            x[state.layout.lane(table.at("PMC"), m)] = static_cast<Real>(coarse * (1.0 + 0.1 * i));
          }
    return state;
  }
};

template <class Real>
MassExchange advanced(const Window& w, State<Real>& state, double seconds, CoarseDust dust = {}) {
  typename DustNitrate<Real>::Scratch scratch;
  return DustNitrate<Real>(w.table, dust).advance(state, w.forcing(), Interval{0, Seconds(seconds)}, scratch);
}

TEST(DustNitrateProcess, HasTheShapeOfAProcess) {
  EXPECT_TRUE((Process<DustNitrate<float>, float>));
  EXPECT_TRUE((Process<DustNitrate<double>, double>));
}

TEST(DustNitrateProcess, KeepsNitrogenAndBooksIt) {
  const Window w;
  State<double> state = w.dusty<double>(2e-8);
  Ledger ledger;
  ledger.initial = amount_in_window(state);
  const auto before = ledger.initial;
  ledger.moved = advanced(w, state, 3600.0);
  ledger.final = amount_in_window(state);
  for (int m = 0; m < 2; ++m) {
    const int acid = state.layout.lane(w.table.at("HNO3"), m),
              salt = state.layout.lane(w.table.at("ANO3K"), m);
    EXPECT_GT(ledger.final[salt], 0.01 * before[acid]);
    EXPECT_NEAR((ledger.final[acid] + ledger.final[salt]) / before[acid], 1.0, 1e-12);
    EXPECT_LE(std::abs(ledger.relative_residual(acid)), 1e-12);  // rounding of sums
    EXPECT_LE(std::abs(ledger.relative_residual(salt)), 1e-12);  // the same
  }
}

TEST(DustNitrateProcess, EndsWithTwoNitratesForEachCalcium) {
  const Window w;
  State<double> state = w.dusty<double>(1e-9);
  for (int n = 0; n < 50; ++n) advanced(w, state, 1e6);
  const double per_dust = 2.0 * 0.05 * 0.1 / 40.078e-3;  // PMC's nominal molar mass: 0.1 kg mol-1
  for (int i = 0; i < 3; ++i) {
    const double* x = state.at(1, 1, i);
    const double dust = x[state.layout.lane(w.table.at("PMC"), 1)];
    EXPECT_NEAR(x[state.layout.lane(w.table.at("ANO3K"), 1)] / (per_dust * dust), 1.0, 1e-12);  // rounding
  }
}

TEST(DustNitrateProcess, DoesNothingWithoutCalcium) {
  const Window w;
  State<float> state = w.dusty<float>(2e-8);
  const State<float> before = state;
  advanced(w, state, 3600.0, {.calcium = 0.0});
  EXPECT_EQ(state.mole_fraction, before.mole_fraction);
}

}  // namespace
}  // namespace lantian::model::aerosol
