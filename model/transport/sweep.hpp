/// One pass of mass-flux PPM along a line of cells: the kernel that x, y and z share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>

#include "model/numerics/instruction_set.hpp"

namespace lantian::model {

/// Factors of slopes and edges on unequal cells, uniform ones being 1/4, 1/4, 1/2, 1/3, 1/3. Entry n belongs
/// to cell n - 2 or to its upper face.
template <class Real>
struct MeshFactors {
  const Real *slope_right, *slope_left;             // times q[i+1] - q[i], q[i] - q[i-1]
  const Real *edge_step, *edge_below, *edge_above;  // times q[i+1] - q[i], slope i, slope i + 1
};

/// With F the air that crosses a face during the step and m* the air of a cell after it:
///     courant = F / m(upwind),  gain_left = F(i-1/2) / m*,  gain_right = F(i+1/2) / m*.
template <class Real>
struct SweepLine {
  Real* q = nullptr;          // mole fraction of cell 0, lane 0; updated in place
  std::ptrdiff_t stride = 0;  // reals from cell to cell
  int cells = 0, lanes = 0;
  const Real *courant = nullptr, *gain_left = nullptr, *gain_right = nullptr;  // cells + 1, cells, cells
  std::ptrdiff_t factor_stride = 1;
  const Real *before = nullptr, *after = nullptr;      // the nearest cell beyond either end
  std::ptrdiff_t before_stride = 0, after_stride = 0;  // outward; 0: the same value thrice
  const MeshFactors<Real>* mesh = nullptr;             // none: equal cells
  const Real* soon = nullptr;                          // cell 0 of a line that comes soon: fetched early
  Real *first_face_value = nullptr, *last_face_value = nullptr;  // per lane: what crossed the ends
};

template <class Real>
using Sweep = void (*)(const SweepLine<Real>&);

template <class Real>
Sweep<Real> sweep_for(InstructionSet set);

void sweep_v3(const SweepLine<float>&);
void sweep_v3(const SweepLine<double>&);
void sweep_v4(const SweepLine<float>&);
void sweep_v4(const SweepLine<double>&);

}  // namespace lantian::model
