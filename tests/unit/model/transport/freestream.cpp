#include <gtest/gtest.h>

#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

template <class Real>
class Freestream : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(Freestream, Reals);

template <class Real>
double largest_departure(const State<Real>& state, double from) {
  double worst = 0.0;
  const Layout& l = state.layout;
  for (int k = 0; k < l.nz; ++k)
    for (int j = 0; j < l.ny; ++j)
      for (int i = 0; i < l.nx; ++i)
        for (int v = 0; v < l.species * l.members; ++v)
          worst = std::max(worst, std::abs(static_cast<double>(state.at(k, j, i)[v]) - from));
  return worst;
}

template <class Real>
void expect_one_to_stay(AdvectionScheme scheme, bool diffuses) {
  use_one_thread();
  Window window(box(12, 9, {0, 20, 50, 100, 180, 320, 600}), 2, 1);
  window.disturb_winds(4.0, true);
  std::fill(window.boundary.sides.begin(), window.boundary.sides.end(), 1.0f);
  std::fill(window.boundary.top.begin(), window.boundary.top.end(), 1.0f);
  std::fill(window.weather.middle.eddy_diffusivity.begin(), window.weather.middle.eddy_diffusivity.end(),
            20.0);
  std::fill(window.weather.middle.inverse_obukhov_length.begin(),
            window.weather.middle.inverse_obukhov_length.end(), -0.01);  // ACM2 at work
  auto state = window.template state<Real>(2, 1, [](int, int, int, int, int) { return 1.0; });
  SplitStep<Real> split(window.grid);
  split.use(scheme, diffuses);
  for (int n = 0; n < 1000; ++n) split.step(state, window.forcing(), 60.0);
  EXPECT_EQ(largest_departure(state, 1.0), 0.0);  // every bracket of the difference form is exactly zero
}

TYPED_TEST(Freestream, UniformAirStaysUniformToTheBitInADivergentWind) {
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive})
    for (const bool diffuses : {false, true}) expect_one_to_stay<TypeParam>(scheme, diffuses);
}

TYPED_TEST(Freestream, NothingSinksBelowZeroInADivergentWindHoweverRough) {
  use_one_thread();
  for (const AdvectionScheme scheme : {AdvectionScheme::monotone, AdvectionScheme::positive}) {
    Window window(box(14, 11, {0, 20, 50, 100, 180, 320, 600, 1000}), 5, 1);
    window.disturb_winds(4.0, true);
    // noise, holes, lone cells, fifteen decades between neighbours
    auto state = window.template state<TypeParam>(5, 1, [&](int k, int j, int i, int s, int) {
      const std::size_t n = window.grid.cell(k, j, i);
      if (s == 0) return scatter(n);
      if (s == 1) return n % 3 ? 0.0 : scatter(n);
      if (s == 2) return n % 97 == 0 ? 1.0 : 0.0;
      if (s == 3) return std::pow(10.0, -15.0 * scatter(n));
      return (i / 3 + j / 2 + k) % 2 ? 1.0 : 0.0;
    });
    SplitStep<TypeParam> split(window.grid);
    split.use(scheme, false);
    for (int n = 0; n < 200; ++n) {
      split.step(state, window.forcing(), 120.0);
      for (int k = 0; k < window.grid.nz(); ++k)
        for (int j = 0; j < window.grid.ny; ++j)
          for (int i = 0; i < window.grid.nx; ++i)
            for (int s = 0; s < 5; ++s) ASSERT_GE(state.at(k, j, i)[s], 0.0) << n << " " << s;
    }
  }
}

/// The weather of a winter's day as it turns: heat by day, pressure that falls and rises with a front.
Weather weather_at(const Window& window, double hour) {
  Weather w = window.weather.middle;
  for (std::size_t n = 0; n < w.air_temperature.size(); ++n) {
    const int k = static_cast<int>(n / window.grid.columns());
    w.air_temperature[n] =
        278.0 + 6.0 * std::sin(hour * 0.2618 + 1e-3 * static_cast<double>(n % 97)) - 0.5 * k;
    w.air_pressure[n] =
        1.012e5 * std::exp(-0.00012 * window.grid.layer_centre(k)) + 900.0 * std::sin(hour * 0.09);
  }
  for (double& u : w.x_wind) u = 2.5 * std::cos(hour * 0.15) + 0.3 * u;
  for (double& v : w.y_wind) v = 1.5 * std::sin(hour * 0.21) + 0.3 * v;
  return w;
}

template <class Real>
void run_three_days(int members) {
  use_one_thread();
  Window window(box(8, 7, default_layer_faces(), 2000.0), 1, members);
  window.disturb_winds(2.0, true);
  const Window calm = window;
  std::fill(window.boundary.sides.begin(), window.boundary.sides.end(), 1.0f);
  std::fill(window.boundary.top.begin(), window.boundary.top.end(), 1.0f);
  std::fill(window.weather.middle.eddy_diffusivity.begin(), window.weather.middle.eddy_diffusivity.end(),
            5.0);
  auto state = window.template state<Real>(1, members, [](int, int, int, int, int) { return 1.0; });
  hold(state, air_amount(window.grid, weather_at(calm, 0.0)));
  SplitStep<Real> split(window.grid);
  const double dt = 300.0;
  for (int n = 0; n < 72 * 12; ++n) {
    for (const int half : {0, 1}) {
      const double start = (n + 0.5 * half) * dt / 3600.0, length = 0.5 * dt / 3600.0;
      const auto diffusivity = window.weather.middle.eddy_diffusivity;
      window.weather.middle = weather_at(calm, start + 0.5 * length);
      window.weather.middle.eddy_diffusivity = diffusivity;
      window.weather.air_amount_at_end = air_amount(window.grid, weather_at(calm, start + length));
      if (half == 0)
        split.first(state, window.forcing(), 0.5 * dt);
      else
        split.second(state, window.forcing(), 0.5 * dt);
    }
    ASSERT_TRUE(std::equal(state.air_amount.begin(), state.air_amount.end(),
                           window.weather.air_amount_at_end.begin()));  // set, after a check to round-off
  }
  EXPECT_EQ(largest_departure(state, 1.0), 0.0);  // exact: see above
}

TYPED_TEST(Freestream, OneStaysOneForThreeDaysOfChangingTemperatureAndPressure) {
  for (const int members : {1, 2, 3}) run_three_days<TypeParam>(members);
}

TYPED_TEST(Freestream, HeatLeavesThroughTheTopAndNeverSideways) {
  Window window(box(4, 4, {0, 50, 150}), 1, 1);
  auto state = window.template state<TypeParam>(1, 1, [](int, int, int, int, int) { return 1.0; });
  const auto before = state.air_amount;
  double lost = 0.0;
  for (std::size_t n = 0; n < before.size(); ++n) {
    window.weather.air_amount_at_end[n] = before[n] * 0.99;
    lost += before[n] - window.weather.air_amount_at_end[n];
  }
  const MassExchange moved = SplitStep<TypeParam>(window.grid).first(state, window.forcing(), 60.0);
  EXPECT_NEAR(moved.of(Exchange::flowed_out)[0], lost, 1e-12 * before[0] * 32);  // double sums of 32 cells
  EXPECT_EQ(moved.of(Exchange::flowed_in)[0], 0.0);
  EXPECT_EQ(largest_departure(state, 1.0), 0.0);  // exact: see above
}

TYPED_TEST(Freestream, AirThatEntersFromAboveCarriesTheTopValue) {
  Window window(box(2, 2, {0, 50, 150}), 1, 1);
  window.boundary.top[0] = 0.25f;
  auto state = window.template state<TypeParam>(1, 1);
  for (double& m : window.weather.air_amount_at_end) m *= 1.01;
  double gained = 0.0;
  for (std::size_t n = 0; n < state.air_amount.size(); ++n)
    gained += window.weather.air_amount_at_end[n] - state.air_amount[n];
  const MassExchange moved = SplitStep<TypeParam>(window.grid).first(state, window.forcing(), 60.0);
  EXPECT_NEAR(moved.of(Exchange::flowed_in)[0], 0.25 * gained, 1e-12 * gained * 8 + 1e-9);  // double sums
}

TEST(HorizontalTransport, RefusesAirThatDoesNotEndAsTheWeathers) {
  Window window(box(4, 4, {0, 50}), 1, 1);
  auto state = window.state<double>(1, 1);
  window.weather.air_amount_at_end[5] *= 1.001;
  HorizontalTransport<double>::Scratch scratch;
  const HorizontalTransport<double> back{window.grid, StepHalf::second};
  EXPECT_THROW(back.advance(state, window.forcing(), {0, Seconds(60.0)}, scratch), std::logic_error);
}

TEST(HorizontalTransport, RefusesWindsThatEmptyACell) {
  Window window(box(4, 4, {0, 50}), 1, 1);
  auto state = window.state<double>(1, 1);
  window.x_wind(0, 1, 2) = 30.0;  // 1.8 km in a minute out of one cell of 1 km
  HorizontalTransport<double>::Scratch scratch;
  const HorizontalTransport<double> transport{window.grid};
  EXPECT_THROW(transport.advance(state, window.forcing(), {0, Seconds(60.0)}, scratch), std::range_error);
  EXPECT_LT(transport.largest_stable_step(state, window.forcing()).si(), 17.0);  // half a cell's air: 16.7 s
}

}  // namespace
