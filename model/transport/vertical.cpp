#include "model/transport/vertical.hpp"

#include <algorithm>
#include <limits>

#include "model/transport/air_flux.hpp"
#include "model/transport/workers.hpp"

namespace lantian::model {
namespace {

/// One row of columns during one step.
template <class Real>
struct Row {
  using Process = VerticalTransport<Real>;
  const Process& process;
  State<Real>& state;
  const Forcing& forcing;
  typename Process::Scratch& scratch;
  typename Process::Worker& work;
  const MeshFactors<Real>& mesh;
  int j;
  double dt;

  const Grid& grid() const { return process.grid; }
  std::size_t columns() const { return static_cast<std::size_t>(grid().nx); }
  double* flow(int term) {
    return scratch.flow.data() + (static_cast<std::size_t>(j) * 4 + term) * state.layout.lanes;
  }

  /// Air now and at the end of the sweep, and the flux that leads from one to the other.
  void continuity() {
    const std::size_t nx = columns();
    const AirFlux sides(grid(), forcing.weather.middle, Seconds(dt));
    std::fill_n(work.flux.data(), nx, 0.0);
    for (int k = 0; k < grid().nz(); ++k) {
      const std::size_t cell = grid().cell(k, j, 0);
      double *m = work.air.data() + k * nx, *target = work.target.data() + k * nx,
             *flux = work.flux.data() + k * nx;
      std::copy_n(state.air_amount.data() + cell, nx, m);
      const double* end = forcing.weather.air_amount_at_end.data() + cell;
      if (process.half == StepHalf::second)
        sides.divergence(k, j, target, work.work.data());
      else
        std::fill_n(target, nx, 0.0);
      for (std::size_t i = 0; i < nx; ++i) {
        target[i] += end[i];
        flux[nx + i] = flux[i] + (m[i] - target[i]);
      }
    }
  }

  void settle_air() {
    for (int k = 0; k < grid().nz(); ++k)
      std::copy_n(work.target.data() + k * columns(), columns(),
                  state.air_amount.data() + grid().cell(k, j, 0));
  }

  void sweep_column(int i, Sweep<Real> sweep) {
    const Layout& l = state.layout;
    const double top_flux = work.flux[grid().nz() * columns() + i];
    SweepLine<Real> line;
    line.q = state.at(0, j, i), line.soon = state.at(0, j, std::min(i + 1, l.nx - 1));
    line.stride = l.level_stride, line.cells = l.nz, line.lanes = l.lanes;
    line.before = line.q;  // nothing crosses the ground
    line.after = top_flux < 0.0 ? scratch.top.data() : state.at(l.nz - 1, j, i);
    line.mesh = &mesh;
    line.first_face_value = work.first_face.data(), line.last_face_value = work.last_face.data();
    sweep_line(line, work.factors, i, l.nx, work.air.data(), work.flux.data(), work.parts, sweep,
               {flow(0), flow(1)});
  }

  void advance() {
    const Sweep<Real> sweep = sweep_for<Real>(process.instruction_set);
    const SolveColumn<Real> solve = solve_column_for<Real>(process.instruction_set);
    const bool sweep_first = process.half == StepHalf::first;
    continuity();
    work.factors.compute(grid().nz(), grid().nx, work.air.data(), work.flux.data());
    const double* mixed_air = sweep_first ? work.target.data() : work.air.data();
    work.mixing.prepare(grid(), forcing.weather.middle, j, mixed_air, dt);
    for (int i = 0; i < grid().nx; ++i) {
      if (sweep_first) sweep_column(i, sweep);
      work.mixing.mix(state, forcing.emission, scratch.deposition_velocity, j, i, solve, flow(2), flow(3));
      if (!sweep_first) sweep_column(i, sweep);
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
  const std::size_t cells = static_cast<std::size_t>(l.nz) * l.nx;
  scratch.flow.assign(static_cast<std::size_t>(l.ny) * 4 * l.lanes, 0.0);
  scratch.top.resize(l.lanes);
  for (int v = 0; v < l.lanes; ++v) scratch.top[v] = static_cast<Real>(forcing.boundary.top[v]);
  const MeshFactors<Real> factors = mesh.factors();
  const auto prepare = [&](Worker& w) {
    w.air.resize(cells), w.target.resize(cells), w.flux.resize(cells + l.nx);
    w.work.resize(5 * (static_cast<std::size_t>(l.nx) + 1));
    w.factors.reserve(l.nz, l.nx), w.parts.reserve(l.nz);
    w.first_face.resize(l.lanes), w.last_face.resize(l.lanes);
    w.mixing.reserve(l);
  };
  parallel_with_workers(l.ny, scratch.workers, prepare, [&](int j, Worker& worker) {
    Row<Real>{*this, state, forcing, scratch, worker, factors, j, interval.dt.si()}.advance();
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
