#include "model/deposition/settling.hpp"

#include <algorithm>
#include <limits>

#include "model/deposition/particle_deposition.hpp"
#include "model/grid/parallel.hpp"

namespace lantian::model {
namespace {

/// One kind of particle in one column during a step.
template <class Real>
struct Fall {
  State<Real>& state;
  const Grid& grid;
  const BoundaryValues& boundary;
  int j, i;
  std::vector<double> share;  // v dt / h of each layer

  void set_shares(const Weather& weather, SpeciesKind kind, double dt) {
    share.resize(grid.nz());
    for (int k = 0; k < grid.nz(); ++k) {
      const std::size_t cell = grid.cell(k, j, i);
      // What falls does not swell: the humidity plays no part.
      share[k] = settling_velocity(kind, weather.air_temperature[cell], weather.air_pressure[cell], 0.0) *
                 dt / grid.layer_depth(k);
    }
  }

  /// What fell in from above the top [mol]. Each layer gives away what it does not keep in its own rounding,
  /// so that none is lost on the way.
  double fall(int lane) const {
    const int top = grid.nz() - 1;
    const double from_above =
        state.air_amount[grid.cell(top, j, i)] * share[top] * static_cast<double>(boundary.top[lane]);
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
    Fall<Real> column{state, grid, forcing.boundary, j, 0, {}};
    for (column.i = 0; column.i < l.nx; ++column.i)
      for (const Faller& one : fallers) {
        column.set_shares(forcing.weather.middle, one.kind, interval.dt.si());
        for (int m = 0; m < l.members; ++m) {
          const int lane = l.lane(one.species, m);
          flow[lane] += column.fall(lane);
        }
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
