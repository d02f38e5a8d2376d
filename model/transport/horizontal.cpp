#include "model/transport/horizontal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "model/transport/air_flux.hpp"
#include "model/transport/horizontal_diffusion.hpp"
#include "model/transport/workers.hpp"

namespace lantian::model {
namespace {

constexpr double largest_divergence = 0.5;  // of a cell's air within one step
constexpr double air_round_off = 1e-11;     // relative: a few dozen operations on fluxes of the air's size

/// The three cells beyond either end: the air outside where it flows in, the nearest cell where it leaves.
template <class Real>
void fill_rim(Real* end_cell, std::ptrdiff_t outward, int lanes, bool flows_in, const float* outside) {
  for (int g = 1; g <= Grid::rim; ++g) {
    Real* ghost = end_cell + g * outward;
    if (flows_in)
      for (int v = 0; v < lanes; ++v) ghost[v] = static_cast<Real>(outside[v]);
    else
      std::copy_n(end_cell, lanes, ghost);
  }
}

/// One level during one step: its sweeps and what they share.
template <class Real>
struct Level {
  using Worker = typename HorizontalTransport<Real>::Worker;
  State<Real>& state;
  const Forcing& forcing;
  const Grid& grid;
  const AirFlux& air_flux;
  const HorizontalDiffusion* diffusion;  // or none
  Sweep<Real> sweep;
  Worker& work;
  EndFlow ends;
  int k;

  double* air() { return state.air_amount.data() + grid.cell(k, 0, 0); }

  void fluxes() {
    const int nx = grid.nx, ny = grid.ny;
    const auto row = [&](int j) {
      return work.density.data() + static_cast<std::size_t>(std::clamp(j, 0, ny - 1)) * nx;
    };
    for (int j = 0; j < ny; ++j) air_flux.density(k, j, row(j));
    for (int j = 0; j <= ny; ++j)
      air_flux.northward(k, j, row(j - 1), row(j), work.y_flux.data() + static_cast<std::size_t>(j) * nx);
    if (diffusion)
      diffusion->exchange(k, work.density.data(), work.x_exchange.data(), work.y_exchange.data(),
                          work.diffusivity.data());
  }

  SweepLine<Real> line(Real* q, Real* soon, std::ptrdiff_t stride, int cells) const {
    SweepLine<Real> l;
    l.q = q, l.soon = soon, l.stride = stride, l.cells = cells, l.lanes = state.layout.lanes;
    l.before = q - stride, l.before_stride = -stride;
    l.after = q + cells * stride, l.after_stride = stride;
    l.first_face_value = work.first_face.data(), l.last_face_value = work.last_face.data();
    return l;
  }

  /// Line n along the sides `low` and `high`.
  void rim(const SweepLine<Real>& l, double first, double last, Side low, Side high, int n) const {
    const BoundaryValues& outside = forcing.boundary;
    fill_rim(l.q, -l.stride, l.lanes, first > 0.0, outside.at(state.layout, low, k, n));
    fill_rim(l.q + (l.cells - 1) * l.stride, l.stride, l.lanes, last < 0.0,
             outside.at(state.layout, high, k, n));
  }

  void sweep_x() {
    const int nx = grid.nx, last_row = grid.ny - 1;
    const double* flux = work.x_flux.data();
    for (int j = 0; j <= last_row; ++j) {
      double* m = air() + static_cast<std::size_t>(j) * nx;
      air_flux.eastward(k, j, work.density.data() + static_cast<std::size_t>(j) * nx, work.x_flux.data());
      const LineAir now{
          m, flux, 1, 1,
          diffusion ? work.x_exchange.data() + static_cast<std::size_t>(j) * (nx + 1) : nullptr};
      work.x_factors.compute(nx, 1, now);
      const auto l =
          line(state.at(k, j, 0), state.at(k, std::min(j + 1, last_row), 0), state.layout.lanes, nx);
      rim(l, flux[0], flux[nx], Side::west, Side::east, j);
      sweep_line(l, work.x_factors, 0, 1, now, work.parts, sweep, ends);
      std::copy_n(work.x_factors.air_after.data(), nx, m);
    }
  }

  /// Block by block, so that the factors of its columns stay near.
  void sweep_y() {
    const int nx = grid.nx, ny = grid.ny;
    for (int west = 0; west < nx; west += columns_at_once) {
      const int columns = std::min(columns_at_once, nx - west);
      double* m = air() + west;
      const LineAir now{m, work.y_flux.data() + west, nx, nx,
                        diffusion ? work.y_exchange.data() + west : nullptr};
      work.factors.compute(ny, columns, now);
      for (int t = 0; t < columns; ++t) {
        const int i = west + t;
        const auto l =
            line(state.at(k, 0, i), state.at(k, 0, std::min(i + 1, nx - 1)), state.layout.row_stride, ny);
        rim(l, now.flux[t], now.flux[ny * now.flux_stride + t], Side::south, Side::north, i);
        sweep_line(l, work.factors, t, columns, now, work.parts, sweep, ends);
      }
      for (int j = 0; j < ny; ++j)
        std::copy_n(work.factors.air_after.data() + j * columns, columns,
                    m + static_cast<std::size_t>(j) * nx);
    }
  }

  /// Round-off of the sweeps must not gather over the days.
  void settle_air() {
    const double* end = forcing.weather.air_amount_at_end.data() + grid.cell(k, 0, 0);
    double* m = air();
    for (std::size_t c = 0; c < grid.columns(); ++c) {
      if (!(std::abs(m[c] - end[c]) <= air_round_off * end[c]))
        throw std::logic_error("transport: the air does not end as the weather's");
      m[c] = end[c];
    }
  }
};

}  // namespace

template <class Real>
FieldUse HorizontalTransport<Real>::field_use() const {
  return {{"x_wind", "y_wind", "air_temperature", "air_pressure", "air_amount_at_end", "boundary"},
          {"mole_fraction", "air_amount"}};
}

template <class Real>
Seconds HorizontalTransport<Real>::largest_stable_step(const State<Real>& state,
                                                       const Forcing& forcing) const {
  const AirFlux per_second(grid, forcing.weather.middle, Seconds(1.0));
  std::vector<double> row(grid.nx), work(5 * (grid.nx + 1));
  double step = std::numeric_limits<double>::infinity();
  for (int k = 0; k < grid.nz(); ++k)
    for (int j = 0; j < grid.ny; ++j) {
      per_second.divergence(k, j, row.data(), work.data());
      const double* east = work.data() + 2 * (grid.nx + 1);
      for (int i = 0; i < grid.nx; ++i) {
        // x and y apart, since one sweep comes before the other
        const double along_x = east[i + 1] - east[i];
        const double loss =
            std::max({row[i], along_x, row[i] - along_x, -along_x, along_x - row[i], -row[i]});
        if (loss > 0.0)
          step = std::min(step, largest_divergence * state.air_amount[grid.cell(k, j, i)] / loss);
      }
    }
  return Seconds(step);
}

template <class Real>
MassExchange HorizontalTransport<Real>::advance(State<Real>& state, const Forcing& forcing, Interval interval,
                                                Scratch& scratch) const {
  const int lanes = state.layout.lanes, levels = grid.nz();
  const std::size_t nx = grid.nx, ny = grid.ny;
  const AirFlux air_flux(grid, forcing.weather.middle, interval.dt);
  const HorizontalDiffusion diffusion(grid, forcing.weather.middle, interval.dt);
  const Sweep<Real> sweep = sweeps_for<Real>(instruction_set).of(scheme);
  scratch.flow.assign(static_cast<std::size_t>(levels) * 2 * lanes, 0.0);
  const auto prepare = [&](Worker& w) {
    w.density.resize(nx * ny), w.x_flux.resize(nx + 1), w.y_flux.resize(nx * (ny + 1));
    w.factors.reserve(ny, columns_at_once), w.x_factors.reserve(nx, 1), w.parts.reserve(std::max(nx, ny));
    w.first_face.resize(lanes), w.last_face.resize(lanes);
    if (diffuses)
      w.x_exchange.resize((nx + 1) * ny), w.y_exchange.resize(nx * (ny + 1)), w.diffusivity.resize(nx * ny);
  };
  parallel_with_workers(levels, scratch.workers, prepare, [&](int k, Worker& worker) {
    double* flow = scratch.flow.data() + static_cast<std::size_t>(k) * 2 * lanes;
    Level<Real> level{
        state, forcing, grid, air_flux, diffuses ? &diffusion : nullptr, sweep, worker, {flow, flow + lanes},
        k};
    level.fluxes();
    if (half == StepHalf::first) {
      level.sweep_x();
      level.sweep_y();
    } else {
      level.sweep_y();
      level.sweep_x();
      level.settle_air();
    }
  });
  MassExchange moved(lanes);
  for (int k = 0; k < levels; ++k) {
    const double* flow = scratch.flow.data() + static_cast<std::size_t>(k) * 2 * lanes;
    for (int v = 0; v < lanes; ++v) moved.of(Exchange::flowed_in)[v] += flow[v];
    for (int v = 0; v < lanes; ++v) moved.of(Exchange::flowed_out)[v] += flow[lanes + v];
  }
  return moved;
}

template struct HorizontalTransport<float>;
template struct HorizontalTransport<double>;
static_assert(Process<HorizontalTransport<float>, float>);

}  // namespace lantian::model
