#include "model/mixing/mixing.hpp"

#include <algorithm>

namespace lantian::model {

template <class Real>
void RowMixing<Real>::reserve(const Layout& layout) {
  exchange_.reserve(layout.nz, layout.nx);
  factors_.reserve(layout.nz, layout.nx);
  for (auto* lanes : {&ground_above_, &ground_source_, &ground_loss_}) lanes->resize(layout.lanes);
  work_.resize(static_cast<std::size_t>(layout.nz) * 4 * Layout::chunk);
  loss_.resize(layout.lanes);
  lowest_air_.resize(layout.nx);
}

template <class Real>
void RowMixing<Real>::prepare(const Grid& grid, const Weather& weather, int j, const double* air, double dt) {
  dt_ = dt;
  lowest_depth_ = grid.layer_depth(0);
  std::copy_n(air, grid.nx, lowest_air_.data());
  const std::size_t column = grid.column(j, 0);
  exchange_.compute(grid, grid.nx, air, weather.eddy_diffusivity.data() + column, grid.columns(),
                    weather.boundary_layer_thickness.data() + column,
                    weather.inverse_obukhov_length.data() + column, dt);
  factors_.compute(grid.nz(), grid.nx, air, exchange_, dt);
}

/// The ground's pivot with each species' loss m v dt / h: exact in the implicit sense, one division each.
template <class Real>
void RowMixing<Real>::ground(const Layout& layout, const double* velocity, int i) {
  const double pivot = factors_.ground_pivot[i], above = factors_.ground_above[i];
  const double per_velocity = lowest_air_[i] * dt_ / lowest_depth_;
  for (int s = 0; s < layout.species; ++s) {
    const double loss = velocity ? velocity[s] * per_velocity : 0.0;
    const double inverse = 1.0 / (pivot + loss);
    const Real from_above = static_cast<Real>(above * inverse), source = static_cast<Real>(dt_ * inverse),
               share = static_cast<Real>(loss * inverse);
    for (int v = layout.lane(s, 0); v < layout.lane(s + 1, 0); ++v) {
      ground_above_[v] = from_above, ground_source_[v] = source, ground_loss_[v] = share;
      loss_[v] = loss;
    }
  }
}

template <class Real>
void RowMixing<Real>::mix(State<Real>& state, const EmissionField& emission,
                          const DepositionVelocity& deposition, int j, int i, SolveColumn<Real> solve,
                          double* emitted, double* deposited) {
  const Layout& l = state.layout;
  const bool deposits = !deposition.velocity.empty();
  ground(l, deposits ? deposition.at(static_cast<std::size_t>(j) * l.nx + i, l.species) : nullptr, i);
  ColumnSolve<Real> c;
  c.q = state.at(0, j, i), c.soon = state.at(0, j, std::min(i + 1, l.nx - 1));
  c.stride = l.level_stride, c.layers = l.nz, c.lanes = l.lanes;
  c.below = factors_.below.data() + i, c.first = factors_.first.data() + i;
  c.above = factors_.above.data() + i, c.fill = factors_.fill.data() + i;
  c.source = factors_.source.data() + i, c.factor_stride = l.nx;
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
    for (int v = 0; v < l.lanes; ++v) emitted[v] += dt_ * static_cast<double>(rate[v]);
  }
  if (deposits)
    for (int v = 0; v < l.lanes; ++v) deposited[v] += loss_[v] * static_cast<double>(c.q[v]);
}

template class RowMixing<float>;
template class RowMixing<double>;

}  // namespace lantian::model
