/// A window of air for the tests of transport and mixing: calm, uniform and closed until told otherwise.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <string>
#include <vector>

#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"
#include "model/state/ledger.hpp"
#include "model/transport/horizontal_diffusion.hpp"
#include "model/transport/vertical.hpp"

namespace lantian::tests {

using namespace lantian::model;

inline Grid box(int nx, int ny, std::vector<double> layer_face, double dx = 1000.0) {
  Grid grid;
  grid.nx = nx, grid.ny = ny, grid.dx = dx, grid.layer_face = std::move(layer_face);
  return grid;
}

/// A number in [0, 1) that depends on its index only.
inline double scatter(std::size_t n) {
  const double x = std::sin(static_cast<double>(n % 100003) * 12.9898 + 78.233) * 43758.5453;
  return x - std::floor(x);
}

template <class Real>
void hold(State<Real>& state, const std::vector<double>& air) {
  state.air_amount.assign(air.begin(), air.end());
}

/// For thousands of steps on small boxes, where threads would only wait for each other.
inline void use_one_thread() { set_thread_count(1); }

struct Window {
  Grid grid;
  Layout layout;
  StepWeather weather;
  EmissionField emission;
  BoundaryValues boundary;

  Window(Grid g, int species, int members) : grid(std::move(g)), layout(grid, species, members) {
    Weather& w = weather.middle;
    const std::size_t n = grid.cells(), columns = grid.columns();
    const std::size_t nx = grid.nx, ny = grid.ny, nz = grid.nz();
    w.air_temperature.assign(n, 300.0), w.air_pressure.assign(n, 1e5);
    w.x_wind.assign(nz * ny * (nx + 1), 0.0), w.y_wind.assign(nz * (ny + 1) * nx, 0.0);
    w.eddy_diffusivity.assign((nz + 1) * columns, 0.0);
    w.boundary_layer_thickness.assign(columns, 500.0), w.inverse_obukhov_length.assign(columns, 0.0);
    weather.air_amount_at_end = air_amount(grid, w);
    boundary.sides.assign(4 * nz * layout.lanes, 0.0f), boundary.top.assign(layout.lanes, 0.0f);
  }
  Forcing forcing() const { return {weather, emission, boundary}; }

  double& x_wind(int k, int j, int i) {
    return weather.middle.x_wind[(static_cast<std::size_t>(k) * grid.ny + j) * (grid.nx + 1) + i];
  }
  double& y_wind(int k, int j, int i) {
    return weather.middle.y_wind[(static_cast<std::size_t>(k) * (grid.ny + 1) + j) * grid.nx + i];
  }
  double& diffusivity(int face, int j, int i) {
    return weather.middle.eddy_diffusivity[(static_cast<std::size_t>(face) * grid.ny + j) * grid.nx + i];
  }
  /// Winds that differ from face to face, up to `speed`; the outermost faces only if `open`.
  void disturb_winds(double speed, bool open) {
    for (int k = 0; k < grid.nz(); ++k) {
      for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i <= grid.nx; ++i)
          x_wind(k, j, i) = open || (i > 0 && i < grid.nx)
                                ? speed * std::sin(0.9 * i + 1.7 * j + 0.6 * k) * std::cos(0.31 * i * j)
                                : 0.0;
      for (int j = 0; j <= grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
          y_wind(k, j, i) = open || (j > 0 && j < grid.ny)
                                ? speed * std::cos(1.1 * i - 0.8 * j + 0.4 * k) * std::sin(0.23 * i + j)
                                : 0.0;
    }
  }
  template <class Real>
  State<Real> state(int species, int members) const {
    State<Real> s(grid, species, members);
    hold(s, weather.air_amount_at_end);
    return s;
  }
  template <class Real, class Value>
  State<Real> state(int species, int members, Value&& value) const {
    State<Real> s = state<Real>(species, members);
    for (int k = 0; k < grid.nz(); ++k)
      for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
          for (int sp = 0; sp < species; ++sp)
            for (int m = 0; m < members; ++m)
              s.at(k, j, i)[s.layout.lane(sp, m)] = static_cast<Real>(value(k, j, i, sp, m));
    return s;
  }
};

/// Transport and mixing of one split step: x, y, z, mixing; mixing, z, y, x.
template <class Real>
struct SplitStep {
  HorizontalTransport<Real> horizontal, horizontal_back;
  VerticalTransport<Real> vertical, vertical_back;
  typename HorizontalTransport<Real>::Scratch horizontal_scratch;
  typename VerticalTransport<Real>::Scratch vertical_scratch;

  explicit SplitStep(const Grid& grid, InstructionSet set = fastest_instruction_set())
      : horizontal{grid, StepHalf::first, set},
        horizontal_back{grid, StepHalf::second, set},
        vertical(grid),
        vertical_back(grid, StepHalf::second) {
    vertical.instruction_set = vertical_back.instruction_set = set;
  }
  void use(AdvectionScheme scheme, bool diffuses = false) {
    for (auto* process : {&horizontal, &horizontal_back})
      process->scheme = scheme, process->diffuses = diffuses;
    for (auto* process : {&vertical, &vertical_back}) process->scheme = scheme;
  }
  MassExchange first(State<Real>& state, const Forcing& forcing, double half_step) {
    const Interval interval{0, Seconds(half_step)};
    MassExchange moved = horizontal.advance(state, forcing, interval, horizontal_scratch);
    return moved += vertical.advance(state, forcing, interval, vertical_scratch);
  }
  MassExchange second(State<Real>& state, const Forcing& forcing, double half_step) {
    const Interval interval{0, Seconds(half_step)};
    MassExchange moved = vertical_back.advance(state, forcing, interval, vertical_scratch);
    return moved += horizontal_back.advance(state, forcing, interval, horizontal_scratch);
  }
  MassExchange step(State<Real>& state, const Forcing& forcing, double dt) {
    MassExchange moved = first(state, forcing, 0.5 * dt);
    return moved += second(state, forcing, 0.5 * dt);
  }
};

}  // namespace lantian::tests
