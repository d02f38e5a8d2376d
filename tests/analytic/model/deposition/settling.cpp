// Falling dust against what can be worked out by hand.
#include "model/deposition/settling.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/deposition/particle_deposition.hpp"
#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

SpeciesTable dust() {
  return SpeciesTable({{"CO", 0.028},
                       {"PMC", 0.1, SpeciesKind::coarse_particle},
                       {"PML", 0.1, SpeciesKind::large_particle},
                       {"PMG", 0.1, SpeciesKind::giant_particle}});
}
constexpr int species = 4, large = 2;

std::vector<double> equal_layers(int count, double depth) {
  std::vector<double> faces;
  for (int k = 0; k <= count; ++k) faces.push_back(k * depth);
  return faces;
}

double fall_speed(SpeciesKind kind = SpeciesKind::large_particle) {
  return settling_velocity(kind, 300.0, 1e5, 0.0);  // the window's air
}

/// Lowers a layer of dust between 400 and 600 m to `time` in `steps`; the column's profile of it, and how far
/// the exact one, the same layer v t lower, is away (mean over the column, of the first height).
struct Lowered {
  std::vector<double> q;
  double error = 0.0, centre = 0.0;
};
Lowered lower(int layers, double time, int steps) {
  use_one_thread();
  Window window(box(3, 3, equal_layers(layers, 1000.0 / layers)), species, 1);
  const Grid& grid = window.grid;
  const auto within = [&](int k, double shift) {  // share of layer k in the shifted layer
    const double bottom = std::max(grid.layer_face[k], 400.0 - shift);
    const double top = std::min(grid.layer_face[k + 1], 600.0 - shift);
    return std::max(0.0, top - bottom) / grid.layer_depth(k);
  };
  auto state = window.template state<double>(
      species, 1, [&](int k, int, int, int s, int) { return s == large ? within(k, 0.0) : 0.0; });
  const Settling<double> settling(grid, dust());
  Settling<double>::Scratch scratch;
  for (int n = 0; n < steps; ++n)
    settling.advance(state, window.forcing(), {0, Seconds(time / steps)}, scratch);
  Lowered made;
  double mass = 0.0;
  for (int k = 0; k < layers; ++k) {
    const double q = state.at(k, 1, 1)[large];
    made.q.push_back(q);
    made.error += std::abs(q - within(k, fall_speed() * time)) * grid.layer_depth(k) / 200.0;
    made.centre += q * grid.layer_centre(k), mass += q;
  }
  made.centre /= mass;
  return made;
}

TEST(Settling, LowersAColumnOfDustAsFarAsItFalls) {
  const double time = 300.0 / fall_speed();  // 300 m
  const Lowered made = lower(100, time, 100);
  // Upwind steps carry the centre exactly; some of the spread-out dust has reached the ground and rests
  // there.
  EXPECT_NEAR(made.centre, 500.0 - 300.0, 0.5);
  for (const double q : made.q) EXPECT_GE(q, 0.0);
}

// First order in both: with steps and layers four times finer the error of a jump halves.
TEST(Settling, ComesNearerToTheExactColumnWithFinerSteps) {
  const double time = 200.0 / fall_speed();
  const double rough = lower(50, time, 20).error, fine = lower(200, time, 80).error,
               finest = lower(400, time, 160).error;
  EXPECT_NEAR(std::log2(rough / fine), 1.0, 0.15);
  EXPECT_NEAR(std::log2(fine / finest), 0.5, 0.05);
}

// Fall with a steady supply from above: in each layer the flux is the supply, so q is its value at the top.
TEST(Settling, KeepsASteadyColumnAboveTheLowestLayer) {
  use_one_thread();
  Window window(box(3, 3, default_layer_faces()), species, 2);
  for (int m = 0; m < 2; ++m) window.boundary.top[window.layout.lane(large, m)] = 1e-8f;
  auto state = window.template state<double>(
      species, 2, [&](int, int, int, int s, int) { return s == large ? double(1e-8f) : 0.0; });
  const Settling<double> settling(window.grid, dust());
  Settling<double>::Scratch scratch;
  MassExchange moved = settling.advance(state, window.forcing(), {0, Seconds(600.0)}, scratch);
  for (int k = 1; k < window.grid.nz(); ++k)
    EXPECT_NEAR(state.at(k, 1, 1)[window.layout.lane(large, 1)], double(1e-8f), 1e-21) << k;  // round-off
  // The lowest layer has what fell into the window.
  const double air = state.air_amount[window.grid.cell(0, 1, 1)];
  const double gained = air * (state.at(0, 1, 1)[window.layout.lane(large, 0)] - double(1e-8f));
  EXPECT_NEAR(moved.of(Exchange::flowed_in)[window.layout.lane(large, 0)], 9.0 * gained, 1e-12 * gained);
}

template <class Real>
void expect_mass_kept(double bar) {
  use_one_thread();
  Window window(box(4, 3, default_layer_faces()), species, 2);
  auto state = window.template state<Real>(species, 2, [&](int k, int j, int i, int s, int m) {
    return s == 0 ? 1e-7 : 1e-8 * scatter(window.grid.cell(k, j, i) * 11 + s * 3 + m);
  });
  const auto before = amount_in_window(state);
  const Settling<Real> settling(window.grid, dust());
  typename Settling<Real>::Scratch scratch;
  for (int n = 0; n < 500; ++n) settling.advance(state, window.forcing(), {0, Seconds(600.0)}, scratch);
  const auto after = amount_in_window(state);
  for (int v = 0; v < species * 2; ++v) EXPECT_NEAR(after[v] / before[v], 1.0, bar) << v;
  for (int v = 6; v < species * 2; ++v)  // giant dust: by now all of it lies in the lowest layer
    EXPECT_LT(state.at(5, 1, 1)[v], 1e-3 * state.at(0, 1, 1)[v]);
}
TEST(Settling, KeepsAllMassInAnyStep) {
  expect_mass_kept<float>(1e-6);  // rounding of the lowest layer alone
  expect_mass_kept<double>(1e-13);
}

// A plume of dust from 100 m in a steady wind: what the ground takes is what is emitted, and it lands u H / v
// away on average. No turbulence; the ground takes up at the speed of the fall.
TEST(Settling, APlumeLandsWhereItsFallTakesIt) {
  use_one_thread();
  const double wind = 2.0, dt = 50.0, v = fall_speed(), height = 100.0;
  const double reach = wind * height / v;
  Window window(box(60, 3, equal_layers(25, 8.0), reach / 20.0), species, 1);
  const Grid& grid = window.grid;
  for (double& u : window.weather.middle.x_wind) u = wind;
  window.emission.layers = 13;
  window.emission.rate.assign(13 * grid.columns() * window.layout.lanes, 0.0f);
  const int source = 12;  // layer 12 has its middle at 100 m
  for (int j = 0; j < 3; ++j)
    window.emission.rate[((source * 3 + j) * grid.nx + 2) * window.layout.lanes + large] = 1.0f;
  auto state = window.template state<double>(species, 1);
  SplitStep<double> split(grid);
  Dustfall fallen(dust(), grid.columns(), 1);
  split.vertical_scratch.dustfall = &fallen;
  auto& velocity = split.vertical_scratch.deposition_velocity.velocity;
  velocity.assign(grid.columns() * species, 0.0);
  for (std::size_t c = 0; c < grid.columns(); ++c) velocity[c * species + large] = v;
  const Settling<double> settling(grid, dust());
  Settling<double>::Scratch scratch;
  const int steps = static_cast<int>(6.0 * reach / wind / dt);
  for (int n = 0; n < steps; ++n) {
    if (2 * n == steps) std::fill(fallen.all.begin(), fallen.all.end(), 0.0);  // steady from here
    split.first(state, window.forcing(), 0.5 * dt);
    settling.advance(state, window.forcing(), {0, Seconds(dt)}, scratch);
    split.second(state, window.forcing(), 0.5 * dt);
  }
  double mass = 0.0, distance = 0.0;
  for (int i = 0; i < grid.nx; ++i) {
    const double here = fallen.all[grid.column(1, i)];
    mass += here, distance += here * (i - 2) * grid.dx;
  }
  const double emitted = 0.1 * (steps - steps / 2) * dt;  // kg: 1 mol/s of 0.1 kg/mol
  EXPECT_NEAR(mass / emitted, 1.0, 1e-3);                 // the tail beyond the window
  // The lowest layer is left within a layer's depth of the ground; cells and steps are finite.
  EXPECT_NEAR(distance / mass / reach, 1.0, 0.03);
}

}  // namespace
