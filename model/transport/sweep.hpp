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
///     courant = F / m(upwind),  stays = 1 - |courant|,
///     gain_left = F(i-1/2) / m*,  gain_right = F(i+1/2) / m*.
template <class Real>
struct SweepLine {
  Real* q = nullptr;          // mole fraction of cell 0, lane 0; updated in place
  std::ptrdiff_t stride = 0;  // reals from cell to cell
  int cells = 0, lanes = 0;
  const Real *courant = nullptr, *stays = nullptr;         // cells + 1
  const Real *gain_left = nullptr, *gain_right = nullptr;  // cells
  std::ptrdiff_t factor_stride = 1;
  const Real *before = nullptr, *after = nullptr;      // the nearest cell beyond either end
  std::ptrdiff_t before_stride = 0, after_stride = 0;  // outward; 0: the same value thrice
  const MeshFactors<Real>* mesh = nullptr;             // none: equal cells
  // Shares of its air that each cell exchanges with its neighbours after the sweep, on equal cells; or none.
  const Real *exchange_left = nullptr, *exchange_right = nullptr;
  const Real* soon = nullptr;  // cell 0 of a line that comes soon: fetched early
  Real *first_face_value = nullptr, *last_face_value = nullptr;  // per lane: what crossed the ends
  // A byte (Branch) a cell and lane, from two cells before the line to two beyond it: recorded or replayed.
  unsigned char* branches = nullptr;
  std::ptrdiff_t branch_stride = 0;
};

/// What the monotone limiter decided in a cell. With these and the factors of a line each new value is a
/// linear function of the old ones; the wind's sign is the courant number's.
struct Branch {
  static constexpr int flat = 0, centred = 1, below = 2, above = 3, slope = 3;  // the slope taken, two bits
  static constexpr int right_cut = 4, left_cut = 8;  // an edge at twice the slope from the mean
};

template <class Real>
using Sweep = void (*)(const SweepLine<Real>&);

/// Which limiter keeps a parabola from making up extrema.
enum class AdvectionScheme {
  monotone,  // [Lin2004]: new values within those of the neighbours
  positive,  // [Huynh1997]: keeps peaks, may overshoot by some per cent, never negative
};

/// `recording` is the monotone one with its branches stored, `replay` the linear one with branches held.
template <class Real>
struct Sweeps {
  Sweep<Real> monotone, positive, recording, replay;

  Sweep<Real> of(AdvectionScheme scheme) const {
    return scheme == AdvectionScheme::positive ? positive : monotone;
  }
};

template <class Real>
const Sweeps<Real>& sweeps_for(InstructionSet set);

void sweeps_v3(Sweeps<float>&);
void sweeps_v3(Sweeps<double>&);
void sweeps_v4(Sweeps<float>&);
void sweeps_v4(Sweeps<double>&);

}  // namespace lantian::model
