/// Points of a sampled design in the unit cube: the same for the same seed on any machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace lantian::scenarios {

/// How the sampled axes of a sweep are drawn together.
struct Sampling {
  /// lhs: Latin hypercube [McKay1979]. sobol: Sobol's sequence, shifted by the seed modulo 1 [Cranley1976].
  /// saltelli: the matrices A, B and A with each column of B in turn, for Sobol indices [Saltelli2010].
  /// morris: trajectories of one step an axis on four levels [Morris1991].
  enum class Method { lhs, sobol, saltelli, morris };
  Method method = Method::lhs;
  int count = 0;  // points; saltelli: rows of A; morris: trajectories
  bool operator==(const Sampling&) const = default;
};

/// A distribution that a number between 0 and 1 is turned into.
struct Distribution {
  enum class Kind { uniform, log_uniform, triangular };
  Kind kind = Kind::uniform;
  double low = 0.0, mode = 0.0, high = 1.0;
  bool operator==(const Distribution&) const = default;
};

/// The value below which the share `u` of the distribution lies, to 10 significant digits.
double quantile(const Distribution& distribution, double u);

/// How many points so many axes take together.
std::size_t point_count(const Sampling& sampling, std::size_t axes);

/// (point)(axis) in [0, 1]; `axes`: their names, of which each has draws of its own. saltelli: the rows of A,
/// of B, then of A with column 0 of B, column 1, …; morris: trajectory by trajectory, `axes` + 1 points each.
/// Throws std::invalid_argument for more than 1000 axes in a Sobol sequence.
std::vector<std::vector<double>> unit_points(const Sampling& sampling, const std::vector<std::string>& axes,
                                             std::uint64_t seed);

}  // namespace lantian::scenarios
