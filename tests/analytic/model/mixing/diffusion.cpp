#include <gtest/gtest.h>

#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

/// A closed column of equal layers and equal air under diffusivity K(z), mixed for `time` in `steps`.
template <class Profile, class Initial>
std::vector<double> diffused(int layers, double height, Profile&& K, Initial&& initial, double time,
                             int steps) {
  std::vector<double> faces;
  for (int k = 0; k <= layers; ++k) faces.push_back(height * k / layers);
  Window window(box(1, 1, faces), 1, 1);
  for (int f = 1; f < layers; ++f) window.diffusivity(f, 0, 0) = K(faces[f]);
  auto state = window.state<double>(
      1, 1, [&](int k, int, int, int, int) { return initial(window.grid.layer_centre(k)); });
  const VerticalTransport<double> process(window.grid);
  VerticalTransport<double>::Scratch scratch;
  for (int n = 0; n < steps; ++n)
    process.advance(state, window.forcing(), {0, Seconds(time / steps)}, scratch);
  std::vector<double> q;
  for (int k = 0; k < layers; ++k) q.push_back(state.at(k, 0, 0)[0]);
  return q;
}

/// Amplitude of 1 + a cos(pi z / H) after 1 h under K = 10 m2 s-1, H = 500 m: a exp(-K (pi/H)^2 t)
/// [Crank1975].
double cosine_error(int layers, int steps) {
  const double H = 500.0, K = 10.0, t = 3600.0, wave = constants::pi / H;
  const auto q = diffused(
      layers, H, [&](double) { return K; }, [&](double z) { return 1.0 + 0.5 * std::cos(wave * z); }, t,
      steps);
  double amplitude = 0.0;
  for (int k = 0; k < layers; ++k) amplitude += q[k] * std::cos(wave * H * (k + 0.5) / layers) * 2.0 / layers;
  // Between the grid's own decay rate, so that the error in time shows alone.
  const double rate = K * std::pow(2.0 * layers / H * std::sin(0.5 * wave * H / layers), 2);
  return std::abs(amplitude - 0.5 * std::exp(-rate * t));
}

TEST(Diffusion, ACosineDecaysAtItsAnalyticRateAndConvergesAtFirstOrderInTime) {
  const double coarse = cosine_error(50, 40), middle = cosine_error(50, 80), fine = cosine_error(50, 160);
  EXPECT_LT(fine, 0.5 * 0.01);                         // 1 % of the amplitude at 22 s steps
  EXPECT_NEAR(std::log2(coarse / middle), 1.0, 0.05);  // backward Euler
  EXPECT_NEAR(std::log2(middle / fine), 1.0, 0.05);
}

TEST(Diffusion, ACosineConvergesAtSecondOrderInHeight) {
  const auto error = [](int layers) {
    const double H = 500.0, K = 10.0, t = 600.0, wave = constants::pi / H;
    const auto q = diffused(
        layers, H, [&](double) { return K; }, [&](double z) { return std::cos(wave * z) + 1.0; }, t, 20000);
    double worst = 0.0;
    for (int k = 0; k < layers; ++k)
      worst = std::max(
          worst,
          std::abs(q[k] - 1.0 - std::exp(-K * wave * wave * t) * std::cos(wave * H * (k + 0.5) / layers)));
    return worst;
  };
  EXPECT_NEAR(std::log2(error(5) / error(10)), 2.0, 0.15);  // small grids, a little error in time
}

TEST(Diffusion, AStepSpreadsAsTheErrorFunction) {
  const double H = 2000.0, K = 20.0, t = 600.0, middle = 1000.0;
  const auto q = diffused(
      200, H, [&](double) { return K; }, [&](double z) { return z < middle ? 1.0 : 0.0; }, t, 200);
  for (int k = 0; k < 200; ++k) {
    const double z = H * (k + 0.5) / 200;
    EXPECT_NEAR(q[k], 0.5 * std::erfc((z - middle) / (2.0 * std::sqrt(K * t))),
                2e-3);  // dt/2t of first order
  }
}

TEST(Diffusion, UnderGrowingDiffusivityTheGradientIsTheFluxOverK) {
  use_one_thread();
  // K = a (z + z0), a source F at the ground, no sink: once dq/dt is the same at every height, the flux
  // falls linearly and dq/dz = -F (1 - z/H) / (n K).
  const int layers = 40;
  const double H = 400.0, a = 0.2, z0 = 5.0, dt = 2000.0;
  std::vector<double> faces;
  for (int k = 0; k <= layers; ++k) faces.push_back(H * k / layers);
  Window window(box(1, 1, faces), 1, 1);
  for (int f = 1; f < layers; ++f) window.diffusivity(f, 0, 0) = a * (faces[f] + z0);
  window.emission.layers = 1;
  window.emission.rate.assign(window.layout.lanes, 0.0f);
  window.emission.rate[0] = 1.0f;
  auto state = window.state<double>(1, 1);
  const VerticalTransport<double> process(window.grid);
  VerticalTransport<double>::Scratch scratch;
  for (int n = 0; n < 400; ++n) process.advance(state, window.forcing(), {0, Seconds(dt)}, scratch);
  const double air_per_metre = state.air_amount[0] / (H / layers);
  for (int k = 0; k + 1 < layers; ++k) {
    const double z = faces[k + 1], step = state.at(k, 0, 0)[0] - state.at(k + 1, 0, 0)[0];
    const double expected = (1.0 - z / H) / (air_per_metre * a * (z + z0)) * (H / layers);
    EXPECT_NEAR(step, expected,
                1e-6 * expected + 1e-12 * state.at(0, 0, 0)[0]);  // steady after many turnovers
  }
}

/// K = K0 z^n above a reflecting ground: q = exp(-z^p / (p^2 K0 t)) / t^(1/p) with p = 2 - n [Huang1979].
TEST(Diffusion, AGroundSourceUnderAPowerLawOfHeightKeepsHuangsProfile) {
  for (const double n : {0.5, 1.0}) {
    const double K0 = 0.5, p = 2.0 - n, start = 200.0, duration = 600.0, H = 3000.0;
    const int layers = 600;
    const auto profile = [&](double z, double t) {
      return std::exp(-std::pow(z, p) / (p * p * K0 * t)) / std::pow(t / start, 1.0 / p);
    };
    const auto q = diffused(
        layers, H, [&](double z) { return K0 * std::pow(z, n); }, [&](double z) { return profile(z, start); },
        duration, 2400);
    double difference = 0.0, size = 0.0;
    for (int k = 0; k < layers; ++k) {
      const double exact = profile(H * (k + 0.5) / layers, start + duration);
      difference += std::pow(q[k] - exact, 2), size += exact * exact;
    }
    EXPECT_LT(std::sqrt(difference / size), 0.01) << n;  // the table's 1 %
  }
}

}  // namespace
