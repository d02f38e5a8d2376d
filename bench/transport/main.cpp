/// How long do transport and mixing take per cell, tracer and step?
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "bench/transport/yardsticks.hpp"
#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"
#include "model/transport/vertical.hpp"

namespace {
using namespace lantian::model;
using lantian::bench::core_seconds;

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

enum class FieldKind { noise, smooth };

/// White noise from 0 to 1e-8, or a wave along each axis, stronger in some lanes than in others.
template <class Real>
void fill(State<Real>& state, const Scene& s, FieldKind kind) {
  state.air_amount.assign(s.weather.air_amount_at_end.begin(), s.weather.air_amount_at_end.end());
  const Layout& l = state.layout;
  const auto wave = [](int n, int of) { return 0.1 * std::sin(2.0 * constants::pi * n / of); };
  unsigned random = 1;
  for (int k = 0; k < l.nz; ++k)
    for (int j = 0; j < l.ny; ++j)
      for (int i = 0; i < l.nx; ++i) {
        const double waves = wave(k, l.nz) + wave(j, l.ny) + wave(i, l.nx);
        Real* q = state.at(k, j, i);
        for (int v = 0; v < l.species * l.members; ++v) {
          random = random * 1664525u + 1013904223u;
          const double share =
              kind == FieldKind::noise ? (random >> 8) / 16777216.0 : 0.5 + waves * (1 + v % 8) / 8.0;
          q[v] = static_cast<Real>(1e-8 * share);
        }
      }
}

/// Seconds of nine calls, sorted.
struct Taken {
  std::vector<double> seconds;
  void add(double one) { seconds.insert(std::upper_bound(seconds.begin(), seconds.end(), one), one); }
  double median() const { return seconds[seconds.size() / 2]; }
  double least() const { return seconds.front(); }
};

struct Times {
  Taken horizontal, vertical, whole_vertical;
};

/// Every run starts from the field as it was made: a step or two would smooth the noise.
template <class Real>
Times measure(const Scene& s, const Size& size, InstructionSet set, FieldKind kind) {
  State<Real> state(s.grid, size.species, size.members);
  const HorizontalTransport<Real> horizontal{s.grid, StepHalf::first, set};
  VerticalTransport<Real> wind(s.grid), whole(s.grid);
  wind.instruction_set = whole.instruction_set = set;
  wind.mixes = false;
  typename HorizontalTransport<Real>::Scratch hs;
  typename VerticalTransport<Real>::Scratch vs;
  vs.deposition_velocity.velocity.assign(s.grid.columns() * size.species, 0.003);
  const Interval step{0, Seconds(60.0)};
  Times times;
  for (int run = 0; run < 9; ++run) {
    fill(state, s, kind);
    times.horizontal.add(core_seconds([&] { horizontal.advance(state, s.forcing(), step, hs); }));
    times.vertical.add(core_seconds([&] { wind.advance(state, s.forcing(), step, vs); }));
    fill(state, s, kind);
    horizontal.advance(state, s.forcing(), step, hs);
    times.whole_vertical.add(core_seconds([&] { whole.advance(state, s.forcing(), step, vs); }));
  }
  return times;
}

void print(const std::string& name, double value, const char* unit, double bar) {
  std::printf("%s %.3f %s <=%g %s\n", name.c_str(), value, unit, bar, value <= bar ? "held" : "short");
}

/// ns of a call per cell and tracer.
struct Costs {
  double advection, mixing, mixed_column;
};

template <class Real>
Costs report_field(const Scene& s, const Size& size, InstructionSet set, FieldKind kind,
                   const std::string& tail, double advection_bar, double mixing_bar) {
  const Times t = measure<Real>(s, size, set, kind);
  const double per_value = 1e9 / (double(s.grid.cells()) * size.species * size.members);
  const auto costs = [&](double (Taken::*of)() const) {
    const double xy = (t.horizontal.*of)(), z = (t.vertical.*of)(), whole = (t.whole_vertical.*of)();
    return Costs{(xy + z) * per_value, (whole - z) * per_value, whole * per_value};
  };
  const Costs middle = costs(&Taken::median), least = costs(&Taken::least);
  const std::string name = (kind == FieldKind::noise ? "noise." : "smooth.") + tail;
  constexpr const char* unit = "ns/(cell*tracer*step)";
  print("transport.advection_xyz." + name, middle.advection, unit, advection_bar);
  print("transport.mixing_deposition." + name, middle.mixing, unit, mixing_bar);
  std::fprintf(stderr, "  %s: medians xy %.3f z %.3f z+mix %.3f; least xyz %.3f mix %.3f\n", name.c_str(),
               t.horizontal.median() * per_value, t.vertical.median() * per_value, middle.mixed_column,
               least.advection, least.mixing);
  return middle;
}

/// Both kinds of fields, and how far apart they are: the larger over the smaller.
template <class Real>
void report(const Size& size, const char* real, InstructionSet set, double advection_bar, double mixing_bar) {
  const Scene s = scene(size);
  const std::string tail =
      std::string(size.name) + "." + real + "." + (set == InstructionSet::v4 ? "avx512" : "avx2");
  const auto of = [&](FieldKind kind) {
    return report_field<Real>(s, size, set, kind, tail, advection_bar, mixing_bar);
  };
  const Costs noise = of(FieldKind::noise), smooth = of(FieldKind::smooth);
  const auto print_ratio = [&](const char* what, double a, double b) {
    print(std::string(what) + ".noise_to_smooth." + tail, std::max(a / b, b / a), "1", 1.1);
  };
  print_ratio("transport.advection_xyz", noise.advection, smooth.advection);
  print_ratio("transport.z_and_mixing", noise.mixed_column, smooth.mixed_column);
}

/// Refuses to time a wrong answer: air of one mole fraction must stay as it is.
bool keeps_uniform_air() {
  const Size size{"check", 20, 20, 10, 16, 1};
  Scene s = scene(size);
  std::fill(s.boundary.sides.begin(), s.boundary.sides.end(), 1.0f);
  std::fill(s.boundary.top.begin(), s.boundary.top.end(), 1.0f);
  State<float> state(s.grid, size.species, size.members);
  fill(state, s, FieldKind::noise);
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
