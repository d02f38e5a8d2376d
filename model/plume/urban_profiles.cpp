#include <algorithm>
#include <cmath>

#include "model/numerics/trigonometry.hpp"
#include "model/plume/boundary_layer_profiles.hpp"
#include "model/plume/constants.hpp"
#include "model/plume/profile_sums.hpp"
#include "model/plume/similarity_profiles.hpp"

namespace lantian::model::plume {

/// The city's heat makes a convective layer of its own [EPA2024].
BoundaryLayerProfiles urban_profiles(const BoundaryLayerProfiles& rural, const SurfaceHour& surface,
                                     const UrbanArea& city) {
  constexpr double reference_population = 2e6, reference_depth = 400.0;  // m
  constexpr double heat_capacity = 1004.0, gas_constant = 287.04;        // J kg-1 K-1
  constexpr double urban_gradient = 1e-5;                                // K m-1
  const double share = city.population / reference_population;
  const double depth = reference_depth * std::sqrt(std::sqrt(share));
  BoundaryLayerProfiles p = rural;
  if (!rural.stable && rural.convective_mixing_height > depth) return p;

  const SurfaceHour s = SimilarityProfiles(surface).surface();
  const double warmth = 12.0 * (0.1 * numerics::log(share) + 1.0);  // K, of the city over its surroundings
  const double density = 101325.0 / (gas_constant * s.air_temperature);
  const double heat_flux = 0.03 * warmth * s.friction_velocity * density * heat_capacity;
  const double w =
      numerics::cube_root(gravity / s.air_temperature / density / heat_capacity * heat_flux * depth);
  const double lowest = 7.0 * std::max(city.roughness_length, s.roughness_length);
  const double root = numerics::cube_root(lowest / depth);
  p.friction_velocity =
      std::max(s.friction_velocity,
               w * std::sqrt(1.6 * root * root) /
                   (1.3 * std::sqrt(1.0 - lowest / std::max(depth, rural.mechanical_mixing_height))));
  const double cubed = p.friction_velocity * p.friction_velocity * p.friction_velocity;
  const double length = -density * heat_capacity * s.air_temperature * cubed / (0.4 * gravity * heat_flux);
  p.obukhov_length = std::max(rural.stable ? std::fabs(length) : length, rural.obukhov_length);
  p.urban = true;
  p.mixing_height = std::max(depth, rural.mechanical_mixing_height);
  for (unsigned n = 0; n < profile_levels; ++n) {
    double* value = p.level[n].value;
    const double z = profile_heights.at[n];
    value[Met::sigma_v] =
        std::sqrt(value[Met::sigma_v] * value[Met::sigma_v] + convective_lateral_variance(z, depth, w));
    value[Met::sigma_w] =
        std::sqrt(value[Met::sigma_w] * value[Met::sigma_w] + convective_vertical_variance(z, depth, w));
    if (z <= depth) value[Met::gradient] = urban_gradient;
  }
  integrate_temperature(p, s);
  integrate_levels(p);
  return p;
}

}  // namespace lantian::model::plume
