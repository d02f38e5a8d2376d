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
  const auto theta = [&](unsigned n) -> double& { return p.level[n].potential_temperature; };
  theta(at) = s.air_temperature + dry_adiabatic * (s.temperature_height + p.base_elevation) -
              mean(at) * (s.temperature_height - profile_heights.at[at]);
  for (unsigned n = at; n-- > 0;)
    theta(n) = theta(n + 1) - mean(n) * (profile_heights.at[n + 1] - profile_heights.at[n]);
  for (unsigned n = at; n + 1 < profile_levels; ++n)
    theta(n + 1) = theta(n) + mean(n) * (profile_heights.at[n + 1] - profile_heights.at[n]);
}

/// Steps between levels, and the four integrals by trapezoids from the ground.
inline void integrate_levels(BoundaryLayerProfiles& p) {
  for (unsigned n = 0; n < profile_levels; ++n) p.level[n].height = profile_heights.at[n];
  for (unsigned n = 1; n < profile_levels; ++n) {
    ProfileLevel &below = p.level[n - 1], &here = p.level[n];
    const double half = 0.5 * (here.height - below.height);
    below.wind_step = here.wind - below.wind;
    below.sigma_v_step = here.sigma_v - below.sigma_v;
    below.sigma_w_step = here.sigma_w - below.sigma_w;
    below.gradient_step = here.gradient - below.gradient;
    below.potential_temperature_step = here.potential_temperature - below.potential_temperature;
    here.wind_integral = below.wind_integral + half * (here.wind + below.wind);
    here.sigma_v_integral = below.sigma_v_integral + half * (here.sigma_v + below.sigma_v);
    here.sigma_w_integral = below.sigma_w_integral + half * (here.sigma_w + below.sigma_w);
    here.gradient_integral = below.gradient_integral + half * (here.gradient + below.gradient);
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
