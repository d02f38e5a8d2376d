/// A profile through the tower's observations, shaped between and beyond them by similarity.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <cstddef>
#include <span>

namespace lantian::model::plume {

struct Observation {
  double height = 0.0;  // m
  double value = 0.0;
};

/// Within 0.1 m the observation itself is taken [EPA2024].
inline bool is_at(const Observation& observation, double z) {
  return std::fabs(observation.height - z) <= 0.1;
}

/// Observation n is the first at or above height z; size: z lies above all.
inline std::size_t first_above(std::span<const Observation> observed, double z) {
  std::size_t n = 0;
  while (n < observed.size() && observed[n].height < z && !is_at(observed[n], z)) ++n;
  return n;
}

inline double interpolated(const Observation& below, const Observation& above, double z) {
  return below.value + (z - below.height) / (above.height - below.height) * (above.value - below.value);
}

///     q(z) = q_k REF(z)/REF(z_k)                     above or below all observations
///     q(z) = lin(q_a, q_b) REF(z)/lin(REF_a, REF_b)  between
/// reference(z) alone where nothing was observed [EPA2024].
template <class Reference>
double profile_through(std::span<const Observation> observed, double z, Reference&& reference) {
  if (observed.empty()) return reference(z);
  const std::size_t n = first_above(observed, z);
  if (n < observed.size() && is_at(observed[n], z)) return observed[n].value;
  if (n == 0) return observed[0].value * (reference(z) / reference(observed[0].height));
  const Observation& below = observed[n - 1];
  if (n == observed.size()) return below.value * (reference(z) / reference(below.height));
  const Observation& above = observed[n];
  const double shape =
      interpolated({below.height, reference(below.height)}, {above.height, reference(above.height)}, z);
  return interpolated(below, above, z) * (reference(z) / shape);
}

}  // namespace lantian::model::plume
