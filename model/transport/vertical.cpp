#include "model/transport/vertical.hpp"

#include <algorithm>
#include <limits>

#include "model/transport/air_flux.hpp"
#include "model/transport/workers.hpp"

namespace lantian::model {
namespace {

/// Some neighbouring columns of row j during one step: those from `west` on.
template <class Real>
struct Columns {
  using Process = VerticalTransport<Real>;
  const Process& process;
  State<Real>& state;
  const Forcing& forcing;
  typename Process::Scratch& scratch;
  typename Process::Worker& work;
  const MeshFactors<Real>& mesh;
  double dt;
  int j, west, count;

  const Grid& grid() const { return process.grid; }
  std::size_t row(int k) const { return static_cast<std::size_t>(k) * count; }
  double* flow(int term) {
    return scratch.flow.data() + (static_cast<std::size_t>(j) * 4 + term) * state.layout.lanes;
  }

  /// Air now and at the end of the sweep, and the flux that leads from one to the other.
  void continuity() {
    std::fill_n(work.flux.data(), count, 0.0);
    for (int k = 0; k < grid().nz(); ++k) {
      const std::size_t cell = grid().cell(k, j, west);
      const double *now = state.air_amount.data() + cell,
                   *end = forcing.weather.air_amount_at_end.data() + cell,
                   *leaves = work.divergence.data() + static_cast<std::size_t>(k) * grid().nx + west;
      double *m = work.air.data() + row(k), *target = work.target.data() + row(k),
             *below = work.flux.data() + row(k), *above = work.flux.data() + row(k + 1);
      for (int i = 0; i < count; ++i) {
        m[i] = now[i];
        target[i] = end[i] + leaves[i];
        above[i] = below[i] + (m[i] - target[i]);
      }
    }
  }

  void settle_air() {
    for (int k = 0; k < grid().nz(); ++k)
      std::copy_n(work.target.data() + row(k), count, state.air_amount.data() + grid().cell(k, j, west));
  }

  /// What flows in through the top of column (j, i).
  const Real* above(int i) {
    if (!forcing.boundary.top_varies) return scratch.top.data();
    const float* outside = forcing.boundary.above(state.layout, grid().column(j, i));
    for (int v = 0; v < state.layout.lanes; ++v) work.top[v] = static_cast<Real>(outside[v]);
    return work.top.data();
  }

  void sweep_column(int t, const LineAir& now, Sweep<Real> sweep) {
    const Layout& l = state.layout;
    const int i = west + t;
    SweepLine<Real> line;
    line.q = state.at(0, j, i), line.soon = state.at(0, j, std::min(i + 1, l.nx - 1));
    line.stride = l.level_stride, line.cells = l.nz, line.lanes = l.lanes;
    line.before = line.q;  // nothing crosses the ground
    line.after = now.flux[row(l.nz) + t] < 0.0 ? above(i) : state.at(l.nz - 1, j, i);
    line.mesh = &mesh;
    line.first_face_value = work.first_face.data(), line.last_face_value = work.last_face.data();
    sweep_line(line, work.factors, t, count, now, work.parts, sweep, {flow(0), flow(1)});
  }

  void advance() {
    const Sweep<Real> sweep = sweeps_for<Real>(process.instruction_set).of(process.scheme);
    const SolveColumn<Real> solve = solve_column_for<Real>(process.instruction_set);
    const bool sweep_first = process.half == StepHalf::first;
    continuity();
    const LineAir now{work.air.data(), work.flux.data(), count, count};
    work.factors.compute(grid().nz(), count, now);
    if (process.mixes)
      work.mixing.prepare(grid(), forcing.weather.middle, {j, west, count},
                          sweep_first ? work.target.data() : work.air.data(), dt, process.mixing);
    for (int t = 0; t < count; ++t) {
      if (sweep_first) sweep_column(t, now, sweep);
      if (process.mixes)
        work.mixing.mix(state, forcing.emission, scratch.deposition_velocity, t, solve,
                        {flow(2), flow(3), scratch.dustfall});
      if (!sweep_first) sweep_column(t, now, sweep);
    }
    settle_air();
  }
};

}  // namespace

template <class Real>
FieldUse VerticalTransport<Real>::field_use() const {
  return {
      {"x_wind", "y_wind", "air_temperature", "air_pressure", "air_amount_at_end", "eddy_diffusivity",
       "boundary_layer_thickness", "inverse_obukhov_length", "emission", "boundary", "deposition_velocity"},
      {"mole_fraction", "air_amount"}};
}

template <class Real>
Seconds VerticalTransport<Real>::largest_stable_step(const State<Real>&, const Forcing&) const {
  return Seconds(std::numeric_limits<double>::infinity());
}

template <class Real>
MassExchange VerticalTransport<Real>::advance(State<Real>& state, const Forcing& forcing, Interval interval,
                                              Scratch& scratch) const {
  const Layout& l = state.layout;
  const std::size_t layers = l.nz, cells = layers * columns_at_once;
  scratch.flow.assign(static_cast<std::size_t>(l.ny) * 4 * l.lanes, 0.0);
  scratch.top.resize(l.lanes);
  for (int v = 0; v < l.lanes; ++v) scratch.top[v] = static_cast<Real>(forcing.boundary.top[v]);
  const MeshFactors<Real> factors = mesh.factors();
  const auto prepare = [&](Worker& w) {
    w.air.resize(cells), w.target.resize(cells), w.flux.resize(cells + columns_at_once);
    w.divergence.assign(layers * l.nx, 0.0), w.work.resize(5 * (static_cast<std::size_t>(l.nx) + 1));
    w.factors.reserve(layers, columns_at_once), w.parts.reserve(layers);
    w.first_face.resize(l.lanes), w.last_face.resize(l.lanes), w.top.resize(l.lanes);
    w.mixing.reserve(l, columns_at_once);
  };
  const AirFlux sides(grid, forcing.weather.middle, interval.dt);
  parallel_with_workers(l.ny, scratch.workers, prepare, [&](int j, Worker& work) {
    if (half == StepHalf::second)  // y and x are still to come
      for (int k = 0; k < l.nz; ++k)
        sides.divergence(k, j, work.divergence.data() + static_cast<std::size_t>(k) * l.nx, work.work.data());
    for (int west = 0; west < l.nx; west += columns_at_once)
      Columns<Real>{*this,
                    state,
                    forcing,
                    scratch,
                    work,
                    factors,
                    interval.dt.si(),
                    j,
                    west,
                    std::min(columns_at_once, l.nx - west)}
          .advance();
  });
  MassExchange moved(l.lanes);
  constexpr Exchange terms[] = {Exchange::flowed_in, Exchange::flowed_out, Exchange::emitted,
                                Exchange::deposited};
  for (int j = 0; j < l.ny; ++j)
    for (int term = 0; term < 4; ++term) {
      const double* flow = scratch.flow.data() + (static_cast<std::size_t>(j) * 4 + term) * l.lanes;
      double* sum = moved.of(terms[term]);
      for (int v = 0; v < l.lanes; ++v) sum[v] += flow[v];
    }
  return moved;
}

template struct VerticalTransport<float>;
template struct VerticalTransport<double>;
static_assert(Process<VerticalTransport<float>, float>);

}  // namespace lantian::model
