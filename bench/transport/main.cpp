/// How long do transport and mixing take per cell, tracer and step?
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>

#include "bench/transport/yardsticks.hpp"
#include "model/grid/parallel.hpp"
#include "model/transport/vertical.hpp"

namespace {
using namespace lantian::model;

struct Size {
  const char* name;
  int nx, ny, nz, species, members;
};

struct Scene {
  Grid grid;
  StepWeather weather;
  EmissionField emission;
  BoundaryValues boundary;
  Forcing forcing() const { return {weather, emission, boundary}; }
};

/// Rolling winds of Courant number up to 0.4 at dt = 60 s, convective mixing, sources in the lowest layers.
Scene scene(const Size& size) {
  Scene s;
  s.grid.nx = size.nx, s.grid.ny = size.ny, s.grid.dx = 1000.0;
  for (int k = 0; k <= size.nz; ++k) s.grid.layer_face.push_back(4000.0 * std::pow(double(k) / size.nz, 1.8));
  const Layout layout(s.grid, size.species, size.members);
  Weather& w = s.weather.middle;
  const std::size_t n = s.grid.cells(), columns = s.grid.columns();
  w.air_temperature.assign(n, 290.0), w.air_pressure.assign(n, 1e5);
  w.x_wind.resize(static_cast<std::size_t>(size.nz) * size.ny * (size.nx + 1));
  w.y_wind.resize(static_cast<std::size_t>(size.nz) * (size.ny + 1) * size.nx);
  for (std::size_t f = 0; f < w.x_wind.size(); ++f) w.x_wind[f] = 5.0 + 1.5 * std::sin(0.001 * double(f));
  for (std::size_t f = 0; f < w.y_wind.size(); ++f) w.y_wind[f] = 5.0 + 1.5 * std::cos(0.0007 * double(f));
  w.eddy_diffusivity.assign((size.nz + 1) * columns, 20.0);
  w.boundary_layer_thickness.assign(columns, 900.0);
  w.inverse_obukhov_length.assign(columns, -0.02);
  s.weather.air_amount_at_end = air_amount(s.grid, w);
  s.boundary.sides.assign(static_cast<std::size_t>(4) * size.nz * layout.lanes, 1e-8f);
  s.boundary.top.assign(layout.lanes, 1e-8f);
  return s;
}

/// Of this thread on its core, so that other programs that take turns there do not count.
double core_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

double seconds_of(const std::function<void()>& work) {
  const double start = core_seconds();
  work();
  return core_seconds() - start;
}

void print(const std::string& name, double value, double bar) {
  std::printf("%s %.3f ns/(cell*tracer*step) <=%g %s\n", name.c_str(), value, bar,
              value <= bar ? "held" : "short");
}

template <class Real>
State<Real> noise(const Scene& s, const Size& size) {
  State<Real> state(s.grid, size.species, size.members);
  state.air_amount.assign(s.weather.air_amount_at_end.begin(), s.weather.air_amount_at_end.end());
  unsigned random = 1;
  for (int k = 0; k < size.nz; ++k)
    for (int j = 0; j < size.ny; ++j)
      for (int i = 0; i < size.nx; ++i)
        for (int v = 0; v < size.species * size.members; ++v) {
          random = random * 1664525u + 1013904223u;
          state.at(k, j, i)[v] = static_cast<Real>(1e-8 * (random >> 8) / 16777216.0);
        }
  return state;
}

struct Times {
  double horizontal = 1e9, vertical = 1e9, whole_vertical = 1e9;
};

template <class Real>
Times measure(const Scene& s, const Size& size, InstructionSet set) {
  State<Real> state = noise<Real>(s, size);
  const HorizontalTransport<Real> horizontal{s.grid, StepHalf::first, set};
  VerticalTransport<Real> wind(s.grid), whole(s.grid);
  wind.instruction_set = whole.instruction_set = set;
  wind.mixes = false;
  typename HorizontalTransport<Real>::Scratch hs;
  typename VerticalTransport<Real>::Scratch vs;
  vs.deposition_velocity.velocity.assign(s.grid.columns() * size.species, 0.003);
  const Interval step{0, Seconds(60.0)};
  Times least;
  for (int run = 0; run < 10; ++run) {
    least.horizontal =
        std::min(least.horizontal, seconds_of([&] { horizontal.advance(state, s.forcing(), step, hs); }));
    least.vertical =
        std::min(least.vertical, seconds_of([&] { wind.advance(state, s.forcing(), step, vs); }));
    horizontal.advance(state, s.forcing(), step, hs);
    least.whole_vertical =
        std::min(least.whole_vertical, seconds_of([&] { whole.advance(state, s.forcing(), step, vs); }));
  }
  return least;
}

template <class Real>
void report(const Size& size, const char* real, InstructionSet set, double advection_bar, double mixing_bar) {
  const Scene s = scene(size);
  const double per_value = 1e9 / (double(s.grid.cells()) * size.species * size.members);
  const Times t = measure<Real>(s, size, set);
  const std::string tail =
      std::string(size.name) + "." + real + "." + (set == InstructionSet::v4 ? "avx512" : "avx2");
  print("transport.advection_xyz." + tail, (t.horizontal + t.vertical) * per_value, advection_bar);
  print("transport.mixing_deposition." + tail, (t.whole_vertical - t.vertical) * per_value, mixing_bar);
  std::fprintf(stderr, "  %s: xy %.3f z %.3f z+mix %.3f\n", tail.c_str(), t.horizontal * per_value,
               t.vertical * per_value, t.whole_vertical * per_value);
}

/// Refuses to time a wrong answer: air of one mole fraction must stay as it is.
bool keeps_uniform_air() {
  const Size size{"check", 20, 20, 10, 16, 1};
  Scene s = scene(size);
  std::fill(s.boundary.sides.begin(), s.boundary.sides.end(), 1.0f);
  std::fill(s.boundary.top.begin(), s.boundary.top.end(), 1.0f);
  State<float> state = noise<float>(s, size);
  std::fill(state.mole_fraction.begin(), state.mole_fraction.end(), 1.0f);
  HorizontalTransport<float>::Scratch hs;
  VerticalTransport<float>::Scratch vs;
  for (int n = 0; n < 10; ++n) {
    HorizontalTransport<float>{s.grid}.advance(state, s.forcing(), {0, Seconds(60.0)}, hs);
    VerticalTransport<float>(s.grid).advance(state, s.forcing(), {0, Seconds(60.0)}, vs);
  }
  return std::all_of(state.mole_fraction.begin(), state.mole_fraction.end(),
                     [](float q) { return q == 1.0f; });
}

}  // namespace

int main() {
  if (!keeps_uniform_air()) {
    std::fprintf(stderr, "uniform air did not stay uniform: nothing is timed\n");
    return 1;
  }
  set_thread_count(1);
  lantian::bench::print_machine();
  if (fastest_instruction_set() == InstructionSet::v4) lantian::bench::print_kernels(InstructionSet::v4);
  lantian::bench::print_kernels(InstructionSet::v3);
  // The bars of the design are for float; double moves and computes twice as much.
  const Size large{"100x100x35x50", 100, 100, 35, 50, 1}, city{"40x36x14x288", 40, 36, 14, 96, 3};
  for (const Size& size : {large, city}) {
    if (fastest_instruction_set() == InstructionSet::v4) {
      report<float>(size, "float", InstructionSet::v4, 1.5, 0.5);
      report<double>(size, "double", InstructionSet::v4, 3.0, 1.0);
    }
    report<float>(size, "float", InstructionSet::v3, 2.5, 0.5);
    report<double>(size, "double", InstructionSet::v3, 5.0, 1.0);
  }
}
