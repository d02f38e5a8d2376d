/// What the kernels see of receptors and of a source's place: plain arrays.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::plume {

struct ReceptorView {
  int count = 0;
  const double *x = nullptr, *y = nullptr;                    // m
  const double *elevation = nullptr, *hill_height = nullptr;  // m above sea level
  const double* above_ground = nullptr;                       // m
  const int* place = nullptr;  // where the result of each goes; null: in this order
};

struct SourcePlace {
  double x = 0.0, y = 0.0;      // m
  double base_elevation = 0.0;  // m above sea level
  bool flat = true;
};

/// How far the receptors are from a source: does not depend on the hour.
struct DistanceView {
  const double* octave = nullptr;        // log2 r; negative: too near, gets 0
  double nearest = 1.0, farthest = 0.0;  // m, of those that count; nearest > farthest: none does
};

}  // namespace lantian::model::plume
