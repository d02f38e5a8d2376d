/// Running sums over the heights of a profile, and turns of the wind between them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <cmath>
#include <cstdint>

#include "model/plume/boundary_layer_profiles.hpp"
#include "model/plume/constants.hpp"

namespace lantian::model::plume {

/// theta from the reference temperature by the trapezoids of its gradient [EPA2024].
inline void integrate_temperature(BoundaryLayerProfiles& p, const SurfaceHour& s) {
  unsigned at = 0;
  while (at + 2 < profile_levels && profile_heights.at[at + 1] <= s.temperature_height) ++at;
  const auto mean = [&](unsigned n) {
    return 0.5 * (p.level[n + 1].value[Met::gradient] + p.level[n].value[Met::gradient]);
  };
  const auto theta = [&](unsigned n) -> double& { return p.level[n].potential_temperature; };
  theta(at) = s.air_temperature + dry_adiabatic * (s.temperature_height + p.base_elevation) -
              mean(at) * (s.temperature_height - profile_heights.at[at]);
  for (unsigned n = at; n-- > 0;)
    theta(n) = theta(n + 1) - mean(n) * (profile_heights.at[n + 1] - profile_heights.at[n]);
  for (unsigned n = at; n + 1 < profile_levels; ++n)
    theta(n + 1) = theta(n) + mean(n) * (profile_heights.at[n + 1] - profile_heights.at[n]);
}

/// A number that no other profiles have.
inline std::uint64_t next_identity() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

/// Steps between levels, and integrals by trapezoids from the ground.
inline void integrate_levels(BoundaryLayerProfiles& p) {
  p.identity = next_identity();
  for (unsigned n = 0; n < profile_levels; ++n) p.level[n].height = profile_heights.at[n];
  for (unsigned n = 0; n + 1 < profile_levels; ++n) {
    ProfileLevel &here = p.level[n], &next = p.level[n + 1];
    const double depth = next.height - here.height;
    here.potential_temperature_step = next.potential_temperature - here.potential_temperature;
    for (unsigned q = 0; q < Met::quantities; ++q) {
      here.step[q] = next.value[q] - here.value[q];
      here.linear[q] = depth * here.value[q];
      here.quadratic[q] = 0.5 * depth * here.step[q];
      next.integral[q] = here.integral[q] + here.linear[q] + here.quadratic[q];
    }
    const double rising[3][2] = {{here.value[Met::wind], here.step[Met::wind]},
                                 {here.value[Met::gradient], here.step[Met::gradient]},
                                 {here.potential_temperature, here.potential_temperature_step}};
    for (unsigned q = 0; q < 3; ++q) {
      here.rising[q] = rising[q][0];
      here.rising_step[q] = rising[q][1];
    }
  }
}

/// `to` or what equals it by a full turn, on the shorter way from `from`; half a turn stays as it is.
inline double nearest_turn(double from, double to) {
  constexpr double half_turn = pi * (1.0 + 1e-12);  // directions are given in degrees: their halves round
  if (to - from < -half_turn) return to + 2.0 * pi;
  return to - from > half_turn ? to - 2.0 * pi : to;
}

inline double within_circle(double direction) {
  if (direction > 2.0 * pi) return direction - 2.0 * pi;
  return direction <= 0.0 ? direction + 2.0 * pi : direction;
}

}  // namespace lantian::model::plume
