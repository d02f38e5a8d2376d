#include "model/mixing/mixing.hpp"

#include <algorithm>

namespace lantian::model {

template <class Real>
void ColumnMixing<Real>::reserve(const Layout& layout, int columns) {
  exchange_.reserve(layout.nz, columns);
  factors_.reserve(layout.nz, columns);
  for (auto* lanes : {&ground_above_, &ground_source_, &ground_loss_}) lanes->resize(layout.lanes);
  work_.resize(static_cast<std::size_t>(layout.nz) * 4 * Layout::chunk);
  loss_.resize(layout.lanes);
  lowest_air_.resize(columns);
}

template <class Real>
void ColumnMixing<Real>::prepare(const Grid& grid, const Weather& weather, ColumnRange columns,
                                 const double* air, double dt, MixingScheme scheme) {
  columns_ = columns;
  dt_ = dt;
  lowest_depth_ = grid.layer_depth(0);
  std::copy_n(air, columns.count, lowest_air_.data());
  const std::size_t column = grid.column(columns.j, columns.west);
  exchange_.compute(grid, columns.count, air, weather.eddy_diffusivity.data() + column, grid.columns(),
                    weather.boundary_layer_thickness.data() + column,
                    weather.inverse_obukhov_length.data() + column, dt, scheme);
  factors_.compute(grid.nz(), columns.count, air, exchange_, dt);
}

namespace {
/// The value of species s, at place s, to all its members.
template <class T>
void spread(AlignedVector<T>& lanes, int species, int members) {
  if (members == 1) return;
  for (int s = species - 1; s >= 0; --s) std::fill_n(lanes.data() + s * members, members, T(lanes[s]));
}
}  // namespace

/// The ground's pivot with each species' loss m v dt / h: exact in the implicit sense, one division each.
template <class Real>
void ColumnMixing<Real>::ground(const Layout& layout, const double* velocity, int t) {
  const double pivot = factors_.ground_pivot[t], above = factors_.ground_above[t], dt = dt_;
  const double per_velocity = lowest_air_[t] * dt / lowest_depth_;
  Real *from_above = ground_above_.data(), *source = ground_source_.data(), *share = ground_loss_.data();
  double* loss = loss_.data();
  for (int s = 0; s < layout.species; ++s) loss[s] = velocity ? velocity[s] * per_velocity : 0.0;
#pragma GCC ivdep
  for (int s = 0; s < layout.species; ++s) {
    const double inverse = 1.0 / (pivot + loss[s]);
    from_above[s] = static_cast<Real>(above * inverse);
    source[s] = static_cast<Real>(dt * inverse);
    share[s] = static_cast<Real>(loss[s] * inverse);
  }
  for (auto* lanes : {&ground_above_, &ground_source_, &ground_loss_})
    spread(*lanes, layout.species, layout.members);
  spread(loss_, layout.species, layout.members);
}

template <class Real>
void ColumnMixing<Real>::mix(State<Real>& state, const EmissionField& emission,
                             const DepositionVelocity& deposition, int t, SolveColumn<Real> solve,
                             SurfaceFlow flow) {
  const Layout& l = state.layout;
  const int j = columns_.j, i = columns_.west + t;
  const bool deposits = !deposition.velocity.empty();
  ground(l, deposits ? deposition.at(static_cast<std::size_t>(j) * l.nx + i, l.species) : nullptr, t);
  ColumnSolve<Real> c;
  c.q = state.at(0, j, i), c.soon = state.at(0, j, std::min(i + 1, l.nx - 1));
  c.stride = l.level_stride, c.layers = l.nz, c.lanes = l.lanes;
  c.below = factors_.below.data() + t, c.first = factors_.first.data() + t;
  c.above = factors_.above.data() + t, c.fill = factors_.fill.data() + t;
  c.source = factors_.source.data() + t, c.factor_stride = columns_.count;
  c.ground_above = ground_above_.data(), c.ground_source = ground_source_.data();
  c.ground_loss = ground_loss_.data(), c.work = work_.data();
  c.emission_layers = std::min(emission.layers, l.nz);
  if (c.emission_layers > 0) {
    c.emission = emission.at(l, 0, j, i);
    c.emission_stride = static_cast<std::ptrdiff_t>(l.ny) * l.nx * l.lanes;
  }
  solve(c);
  for (int k = 0; k < c.emission_layers; ++k) {
    const float* rate = c.emission + k * c.emission_stride;
    for (int v = 0; v < l.lanes; ++v) flow.emitted[v] += dt_ * static_cast<double>(rate[v]);
  }
  if (!deposits) return;
  for (int v = 0; v < l.lanes; ++v) flow.deposited[v] += loss_[v] *= static_cast<double>(c.q[v]);
  if (flow.dustfall != nullptr) flow.dustfall->add(static_cast<std::size_t>(j) * l.nx + i, loss_.data());
}

template class ColumnMixing<float>;
template class ColumnMixing<double>;

}  // namespace lantian::model
