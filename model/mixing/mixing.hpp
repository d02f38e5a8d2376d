/// Vertical mixing of one row of columns with emission and dry deposition, and what they moved.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/mixing/column_matrix.hpp"
#include "model/mixing/column_solve.hpp"
#include "model/mixing/deposition_velocity.hpp"
#include "model/state/process.hpp"

namespace lantian::model {

/// Per row: prepare() once, then mix() each column.
template <class Real>
class RowMixing {
 public:
  void reserve(const Layout& layout);
  /// air: (layers x nx) [mol], that which the columns hold while they are mixed.
  void prepare(const Grid& grid, const Weather& weather, int j, const double* air, double dt);
  /// Column (j, i); adds to emitted and deposited, per lane [mol].
  void mix(State<Real>& state, const EmissionField& emission, const DepositionVelocity& deposition, int j,
           int i, SolveColumn<Real> solve, double* emitted, double* deposited);

 private:
  void ground(const Layout& layout, const double* velocity, int i);

  LayerExchange exchange_;
  ColumnFactors<Real> factors_;
  AlignedVector<Real> ground_above_, ground_source_, ground_loss_, work_;
  std::vector<double> loss_;        // mol of air that gives its content to the ground, per lane
  std::vector<double> lowest_air_;  // per column
  double dt_ = 0.0, lowest_depth_ = 0.0;
};

}  // namespace lantian::model
