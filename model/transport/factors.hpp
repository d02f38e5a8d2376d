/// Air before and after a sweep, and from it the factors of the difference form, for many lines at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

#include "model/state/aligned.hpp"
#include "model/state/mass_exchange.hpp"
#include "model/transport/sweep.hpp"

namespace lantian::model {

inline constexpr double largest_courant = 0.9;  // of one part of a sub-cycled line

/// Lines whose values lie interleaved: value n of line t at n * lines + t.
template <class Real>
struct SweepFactors {
  AlignedVector<Real> courant, gain_left, gain_right;
  AlignedVector<double> air_after, courant_number, inverse_air;

  void reserve(std::size_t cells, std::size_t lines);
  /// air: cells x lines [mol]; flux: (cells + 1) x lines [mol], towards larger n.
  void compute(int cells, int lines, const double* air, const double* flux);
  /// The share of its air that the worst cell of a line gives away (infinite: it would run empty).
  double line_courant_number(int cells, int lines, int line) const;
};

/// What passed the ends of lines, per lane [mol].
struct EndFlow {
  double *in = nullptr, *out = nullptr;
};

/// Work space of one line that must be swept in parts.
template <class Real>
struct PartSweep {
  AlignedVector<double> air, flux;
  SweepFactors<Real> factors;
  void reserve(std::size_t cells);
};

/// Sweeps line `t` of `lines` interleaved ones with the factors given, or in equal parts of the step where
/// its Courant number asks for it; air_after of the factors is what remains in either case. `ends` gains
/// F f of both ends.
template <class Real>
void sweep_line(SweepLine<Real> line, SweepFactors<Real>& factors, int t, int lines, const double* air,
                const double* flux, PartSweep<Real>& parts, Sweep<Real> sweep, EndFlow ends);

}  // namespace lantian::model
