/// Vertical mixing of neighbouring columns with emission and dry deposition, and what they moved.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/mixing/column_matrix.hpp"
#include "model/mixing/column_solve.hpp"
#include "model/mixing/deposition_velocity.hpp"
#include "model/state/dustfall.hpp"
#include "model/state/process.hpp"

namespace lantian::model {

/// Columns (j, west) to (j, west + count - 1).
struct ColumnRange {
  int j = 0, west = 0, count = 0;
};

/// Per lane [mol], added to; dustfall where it is counted.
struct SurfaceFlow {
  double *emitted = nullptr, *deposited = nullptr;
  Dustfall* dustfall = nullptr;
};

/// prepare() once for some columns, then mix() each.
template <class Real>
class ColumnMixing {
 public:
  void reserve(const Layout& layout, int columns);
  /// air: (layers x count) [mol], that which the columns hold while they are mixed.
  void prepare(const Grid& grid, const Weather& weather, ColumnRange columns, const double* air, double dt,
               MixingScheme scheme = MixingScheme::acm2);
  /// Column number t of those.
  void mix(State<Real>& state, const EmissionField& emission, const DepositionVelocity& deposition, int t,
           SolveColumn<Real> solve, SurfaceFlow flow);

 private:
  void ground(const Layout& layout, const double* velocity, int t);

  ColumnRange columns_;
  LayerExchange exchange_;
  ColumnFactors<Real> factors_;
  AlignedVector<Real> ground_above_, ground_source_, ground_loss_, work_;  // per lane
  AlignedVector<double> loss_;  // air that gives its content to the ground, then that content, per lane [mol]
  std::vector<double> lowest_air_;  // per column
  double dt_ = 0.0, lowest_depth_ = 0.0;
};

}  // namespace lantian::model
