/// Turbulent exchange between the layers of a row of columns (K-theory, ACM2 where convective) and its
/// elimination.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/grid/grid.hpp"
#include "model/state/aligned.hpp"

namespace lantian::model {

/// Share of the mixing that convection carries beyond the nearest layer, from -H/L >= 0. [Pleim2007a, 19]
double nonlocal_share(double boundary_layer_over_obukhov);

/// Whether convection carries air past the nearest layer.
enum class MixingScheme {
  acm2,      // [Pleim2007a]
  k_theory,  // all of the diffusivity between neighbours
};

/// Air that changes places across the upper face of each layer during a step [mol], value k * columns + i.
/// Local exchange joins neighbours; the nonlocal one brings the lowest layer's air up and the layer above's
/// down. Both belong to faces, which is what keeps the mass.
struct LayerExchange {
  std::vector<double> local, nonlocal;

  void reserve(int layers, int columns);
  /// diffusivity: (layers + 1) rows of `diffusivity_stride` values on layer faces [m2 s-1];
  /// boundary_layer [m], inverse_obukhov_length [m-1]: one per column.
  void compute(const Grid& grid, int columns, const double* air, const double* diffusivity,
               std::size_t diffusivity_stride, const double* boundary_layer,
               const double* inverse_obukhov_length, double dt, MixingScheme scheme = MixingScheme::acm2);

  // ACM2 takes part where the air is unstable enough and the mixed layer deep enough to hold plumes.
  static constexpr double least_instability = 0.02;  // -H/L [Pleim2007a]
  static constexpr int least_layers = 3;             // layers below the one that holds H

 private:
  std::vector<double> air_above_;                   // air of the mixed layer above each face
  std::vector<double> share_, rate_, faces_below_;  // per column
};

/// Factors of ColumnSolve for many columns; value k * columns + i, the first layer's entries unused.
template <class Real>
struct ColumnFactors {
  AlignedVector<Real> below, first, above, fill, source;
  std::vector<double> ground_pivot, ground_above;  // without deposition [mol], per column

  void reserve(int layers, int columns);
  void compute(int layers, int columns, const double* air, const LayerExchange& exchange, double dt);

 private:
  std::vector<double> below_, fill_;  // of the layer above, in double
};

}  // namespace lantian::model
