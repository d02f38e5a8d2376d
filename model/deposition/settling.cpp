#include "model/deposition/settling.hpp"

#include <algorithm>
#include <limits>

#include "model/deposition/particle_deposition.hpp"
#include "model/grid/parallel.hpp"

namespace lantian::model {
namespace {

/// One kind of particle in one row, column by column, during a step.
template <class Real>
struct Fall {
  State<Real>& state;
  const Grid& grid;
  const Forcing& forcing;
  double dt;
  int j, i = 0;
  std::vector<double> share{};  // v dt / h of each layer

  void enter(int column, SpeciesKind kind) {
    const Weather& w = forcing.weather.middle;
    const bool first = column == 0;
    i = column;
    share.resize(grid.nz());
    for (int k = 0; k < grid.nz(); ++k) {
      const std::size_t cell = grid.cell(k, j, i);
      if (!first && w.air_temperature[cell] == w.air_temperature[cell - 1] &&
          w.air_pressure[cell] == w.air_pressure[cell - 1])
        continue;  // as in the column before
      // What falls does not swell: the humidity plays no part.
      share[k] = settling_velocity(kind, w.air_temperature[cell], w.air_pressure[cell], 0.0) * dt /
                 grid.layer_depth(k);
    }
  }

  /// What fell in from above the top [mol]. Each layer gives away what it does not keep in its own rounding,
  /// so that none is lost on the way.
  double fall(int lane) const {
    const int top = grid.nz() - 1;
    const double from_above =
        state.air_amount[grid.cell(top, j, i)] * share[top] * static_cast<double>(forcing.boundary.top[lane]);
    double falling = from_above;
    for (int k = top; k >= 0; --k) {
      const double air = state.air_amount[grid.cell(k, j, i)];
      Real& q = state.at(k, j, i)[lane];
      const double held = air * static_cast<double>(q) + falling;
      q = static_cast<Real>(held / (k > 0 ? air * (1.0 + share[k]) : air));
      falling = std::max(0.0, held - air * static_cast<double>(q));
    }
    return from_above;
  }
};

}  // namespace

template <class Real>
Settling<Real>::Settling(Grid g, const SpeciesTable& species) : grid(std::move(g)) {
  for (int s = 0; s < species.size(); ++s)
    if (species[s].kind >= SpeciesKind::coarse_particle) fallers.push_back({s, species[s].kind});
}

template <class Real>
FieldUse Settling<Real>::field_use() const {
  return {{"air_temperature", "air_pressure", "air_amount", "boundary"}, {"mole_fraction"}};
}

template <class Real>
Seconds Settling<Real>::largest_stable_step(const State<Real>&, const Forcing&) const {
  return Seconds(std::numeric_limits<double>::infinity());
}

template <class Real>
MassExchange Settling<Real>::advance(State<Real>& state, const Forcing& forcing, Interval interval,
                                     Scratch& scratch) const {
  const Layout& l = state.layout;
  scratch.flow.assign(static_cast<std::size_t>(l.ny) * l.lanes, 0.0);
  parallel_for(l.ny, [&](std::ptrdiff_t row) {
    const int j = static_cast<int>(row);
    double* const flow = scratch.flow.data() + row * l.lanes;
    Fall<Real> column{state, grid, forcing, interval.dt.si(), j};
    for (const Faller& one : fallers)
      for (int i = 0; i < l.nx; ++i) {
        column.enter(i, one.kind);
        for (int lane = l.lane(one.species, 0); lane < l.lane(one.species + 1, 0); ++lane)
          flow[lane] += column.fall(lane);
      }
  });
  MassExchange moved(l.lanes);
  double* const in = moved.of(Exchange::flowed_in);
  for (int j = 0; j < l.ny; ++j)
    for (int v = 0; v < l.lanes; ++v) in[v] += scratch.flow[static_cast<std::size_t>(j) * l.lanes + v];
  return moved;
}

template struct Settling<float>;
template struct Settling<double>;
static_assert(Process<Settling<float>, float>);

}  // namespace lantian::model
