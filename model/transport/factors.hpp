/// Air before and after a sweep, and from it the factors of the difference form, for many lines at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/state/aligned.hpp"
#include "model/state/mass_exchange.hpp"
#include "model/transport/sweep.hpp"

namespace lantian::model {

inline constexpr double largest_courant = 0.9;  // of one part of a sub-cycled line
inline constexpr double largest_exchange =
    0.25;  // of a cell's air with one neighbour: explicit, never negative
inline constexpr int columns_at_once =
    16;  // whose factors are worked out together: they fit into the first cache

/// Air and fluxes of many lines side by side: value n of line t at n * stride + t.
struct LineAir {
  const double* air = nullptr;   // mol, `cells` rows
  const double* flux = nullptr;  // mol towards larger n, through the lower face; cells + 1 rows
  std::ptrdiff_t air_stride = 0, flux_stride = 0;
  const double* exchange = nullptr;  // mol that turbulence swaps across those faces; none: no diffusion
};

/// Of `lines` lines: value n of line t at n * lines + t.
template <class Real>
struct SweepFactors {
  AlignedVector<Real> courant, stays, gain_left, gain_right, exchange_left, exchange_right;
  AlignedVector<double> air_after;
  /// Per line, the share of its air that the worst cell gives away (infinite: it would run empty).
  AlignedVector<double> courant_number;

  void reserve(std::size_t cells, std::size_t lines);
  void compute(int cells, int lines, const LineAir& now);

 private:
  void compute_cells(std::ptrdiff_t rows, std::ptrdiff_t width, std::ptrdiff_t to_right, const LineAir& now);
  void compute_exchange(int cells, int lines, const LineAir& now);
  AlignedVector<double> share_given_, inverse_air_, inverse_after_, least_after_;
};

/// What passed the ends of lines, per lane [mol].
struct EndFlow {
  double *in = nullptr, *out = nullptr;
};

/// Work space of one line that must be swept in parts; counts what all lines were asked for.
template <class Real>
struct PartSweep {
  std::int64_t cells_swept = 0;  // a line of n cells swept in p parts counts n p
  AlignedVector<double> air, flux;
  AlignedVector<Real> exchange_left, exchange_right;
  SweepFactors<Real> factors;
  void reserve(std::size_t cells);
};

/// Sweeps line `t` of `lines` with the factors given, or in equal parts of the step where its Courant number
/// asks for it; air_after of the factors is what remains in either case. `ends` gains F f of both ends.
template <class Real>
void sweep_line(SweepLine<Real> line, SweepFactors<Real>& factors, int t, int lines, const LineAir& now,
                PartSweep<Real>& parts, Sweep<Real> sweep, EndFlow ends);

}  // namespace lantian::model
