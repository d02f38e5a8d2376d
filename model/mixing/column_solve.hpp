/// The implicit solve of one column: turbulent exchange, emission and dry deposition together.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>

#include "model/numerics/instruction_set.hpp"

namespace lantian::model {

/// Eliminated from the top down, so that the ground is the last pivot; solves for the increment x of q:
///     y_l = below_l (q_{l-1} - q_l) + first_l (q_0 - q_l) + above_l (q_{l+1} - q_l + y_{l+1}) + source_l E_l
///     x_0 = ground_above (q_1 - q_0 + y_1) + ground_source E_0 - ground_loss q_0
///     x_l = y_l + below_l x_{l-1} + fill_l x_0
/// The factors with a layer belong to all lanes; the ground's differ from lane to lane.
template <class Real>
struct ColumnSolve {
  Real* q = nullptr;
  std::ptrdiff_t stride = 0;  // reals from layer to layer
  int layers = 0, lanes = 0;
  const Real *below = nullptr, *first = nullptr, *above = nullptr, *fill = nullptr, *source = nullptr;
  std::ptrdiff_t factor_stride = 1;
  const Real *ground_above = nullptr, *ground_source = nullptr, *ground_loss = nullptr;
  const float* emission = nullptr;  // mol s-1, lowest layer
  std::ptrdiff_t emission_stride = 0;
  int emission_layers = 0;
  const Real* soon = nullptr;  // a column that comes soon: fetched early
  Real* work = nullptr;        // layers x 64 reals, aligned
};

template <class Real>
using SolveColumn = void (*)(const ColumnSolve<Real>&);

template <class Real>
SolveColumn<Real> solve_column_for(InstructionSet set);

void solve_column_v3(const ColumnSolve<float>&);
void solve_column_v3(const ColumnSolve<double>&);
void solve_column_v4(const ColumnSolve<float>&);
void solve_column_v4(const ColumnSolve<double>&);

}  // namespace lantian::model
