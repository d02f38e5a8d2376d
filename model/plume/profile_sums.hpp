/// Running sums over the heights of a profile, and turns of the wind between them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>

#include "model/plume/boundary_layer_profiles.hpp"
#include "model/plume/constants.hpp"

namespace lantian::model::plume {

/// theta from the reference temperature by the trapezoids of its gradient [EPA2024].
inline void integrate_temperature(BoundaryLayerProfiles& p, const SurfaceHour& s) {
  unsigned at = 0;
  while (at + 2 < profile_levels && profile_heights.at[at + 1] <= s.temperature_height) ++at;
  const auto mean = [&](unsigned n) { return 0.5 * (p.level[n + 1].gradient + p.level[n].gradient); };
  double* theta = p.potential_temperature;
  theta[at] = s.air_temperature + dry_adiabatic * (s.temperature_height + p.base_elevation) -
              mean(at) * (s.temperature_height - profile_heights.at[at]);
  for (unsigned n = at; n-- > 0;)
    theta[n] = theta[n + 1] - mean(n) * (profile_heights.at[n + 1] - profile_heights.at[n]);
  for (unsigned n = at; n + 1 < profile_levels; ++n)
    theta[n + 1] = theta[n] + mean(n) * (profile_heights.at[n + 1] - profile_heights.at[n]);
}

/// The four integrals of each level, by trapezoids from the ground.
inline void integrate_levels(BoundaryLayerProfiles& p) {
  ProfileLevel* level = p.level;
  level[0].wind_integral = level[0].sigma_v_integral = level[0].sigma_w_integral = 0.0;
  level[0].gradient_integral = 0.0;
  for (unsigned n = 1; n < profile_levels; ++n) {
    const double half = 0.5 * (profile_heights.at[n] - profile_heights.at[n - 1]);
    const ProfileLevel& below = level[n - 1];
    level[n].wind_integral = below.wind_integral + half * (level[n].wind + below.wind);
    level[n].sigma_v_integral = below.sigma_v_integral + half * (level[n].sigma_v + below.sigma_v);
    level[n].sigma_w_integral = below.sigma_w_integral + half * (level[n].sigma_w + below.sigma_w);
    level[n].gradient_integral = below.gradient_integral + half * (level[n].gradient + below.gradient);
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
