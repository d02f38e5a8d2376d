#include "model/plume/boundary_layer_profiles.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/numerics/trigonometry.hpp"
#include "model/plume/constants.hpp"
#include "model/plume/observed_profile.hpp"
#include "model/plume/profile_lookup.hpp"
#include "model/plume/profile_sums.hpp"
#include "model/plume/similarity_profiles.hpp"

namespace lantian::model::plume {
namespace {

using Observations = std::span<const Observation>;

struct Tower {
  std::vector<Observation> wind, direction, sigma_v, sigma_w, temperature;
};

bool within(double x, double low, double high) { return x >= low && x <= high; }

/// sigma_v from the standard deviation of the direction, s in rad:
///     sigma_v = s U sqrt(1 - eps^2),   eps = sin(s) (1 - 0.073864 s)          [EPA2024]
double sigma_v_of(double s, double wind) {
  const double eps = numerics::sine_cosine(s).sine * (1.0 - 0.073864 * s);
  return std::max(smallest_sigma_v, s * (wind * std::sqrt(1.0 - eps * eps)));
}

Tower valid_observations(std::span<const TowerLevel> levels) {
  Tower tower;
  for (const TowerLevel& level : levels) {
    const double z = level.height, from = level.wind_from_direction, wind = level.wind_speed;
    const bool still = wind == 0.0 && from == 0.0;
    if (within(wind, 0.0, 90.0) && !still) tower.wind.push_back({z, wind});
    if (within(from, 0.0, 5.0 * pi) && !still) tower.direction.push_back({z, from == 0.0 ? 2.0 * pi : from});
    if (wind > 0.0 && wind <= 90.0 && level.sigma_theta >= 0.0 && level.sigma_theta < 99.0 * pi / 180.0)
      tower.sigma_v.push_back({z, sigma_v_of(level.sigma_theta, wind)});
    if (within(level.sigma_w, 0.0, 90.0))
      tower.sigma_w.push_back({z, std::max(smallest_sigma_w, level.sigma_w)});
    if (within(level.air_temperature, 180.0, 370.0)) tower.temperature.push_back({z, level.air_temperature});
  }
  return tower;
}

/// Gradients of the potential temperature between successive observed temperatures, at their mid heights.
std::vector<Observation> observed_gradients(Observations temperature) {
  std::vector<Observation> gradients;
  for (std::size_t n = 1; n < temperature.size(); ++n) {
    const Observation &low = temperature[n - 1], &high = temperature[n];
    const double gradient = (high.value - low.value) / (high.height - low.height) + dry_adiabatic;
    gradients.push_back({0.5 * (low.height + high.height), std::max(smallest_gradient, gradient)});
  }
  return gradients;
}

/// The gradient of a stable hour [EPA2024].
double stable_gradient(Observations observed, double z, const SimilarityProfiles& similar) {
  if (observed.empty()) return similar.gradient(z);
  constexpr double nearly_equal = 1e-4;  // K m-1
  const std::size_t n = first_above(observed, z);
  if (n < observed.size() && is_at(observed[n], z)) return observed[n].value;
  if (n == 0) return similar.surface_layer_gradient(z);
  const Observation& below = observed[n - 1];
  const double at_below = similar.gradient(below.height);
  if (n == observed.size()) {
    if (below.height > 100.0)
      return below.value *
             numerics::exp(-(z - below.height) / (0.44 * std::max(100.0, similar.mixing_height())));
    return at_below < nearly_equal ? below.value : below.value * (similar.gradient(z) / at_below);
  }
  const Observation& above = observed[n];
  const double at_above = similar.gradient(above.height), plain = interpolated(below, above, z);
  if (std::fabs(at_above - at_below) <= nearly_equal) return plain;
  return plain * (similar.gradient(z) / interpolated({below.height, at_below}, {above.height, at_above}, z));
}

/// Direction from which the wind blows at z: through the shorter arc between observations.
double direction_at(Observations observed, double z) {
  const std::size_t n = first_above(observed, z);
  if (n == observed.size()) return observed.back().value;
  if (n == 0 || is_at(observed[n], z)) return observed[n].value;
  const Observation& below = observed[n - 1];
  Observation above = observed[n];
  above.value = nearest_turn(below.value, above.value);
  return within_circle(interpolated(below, above, z));
}

double mean_above(Observations observed, double height, double otherwise) {
  double sum = 0.0;
  int count = 0;
  for (const Observation& o : observed)
    if (o.height >= height) sum += o.value, ++count;
  return count > 0 ? sum / count : otherwise;
}

/// Air density beside the temperature profile [EPA2024].
void fill_density(BoundaryLayerProfiles& p, double surface_temperature) {
  constexpr double surface_density = 1.2, gas_constant = 287.026;  // kg m-3; J kg-1 K-1
  for (unsigned n = 0; n < profile_levels; ++n) {
    const double z = profile_heights.at[n];
    const double t = p.level[n].potential_temperature - dry_adiabatic * (z + p.base_elevation);
    p.level[n].air_density = surface_density * (surface_temperature / t) *
                             numerics::exp(-gravity * z / (gas_constant * (0.5 * (t + surface_temperature))));
  }
}

}  // namespace

HourState state_of(const SurfaceHour& s) {
  if (s.wind_speed == 0.0) return HourState::calm;
  const bool known = s.wind_speed > 0.0 && s.wind_speed < 90.0 && std::isfinite(s.wind_from_direction) &&
                     s.air_temperature > 0.0 && s.air_temperature <= 900.0 &&
                     std::isfinite(s.obukhov_length) && s.friction_velocity >= 0.0 &&
                     s.friction_velocity < 9.0 && s.mechanical_mixing_height >= 0.0;
  const bool convective = s.obukhov_length < 0.0;
  if (!known || (convective && !(s.convective_mixing_height >= 0.0 && s.convective_velocity >= 0.0)))
    return HourState::missing;
  return HourState::usable;
}

BoundaryLayerProfiles profiles_of(const SurfaceHour& surface, std::span<const TowerLevel> levels,
                                  double base_elevation) {
  SimilarityProfiles similar(surface);
  const SurfaceHour& s = similar.surface();
  Tower tower = valid_observations(levels);
  if (tower.wind.empty()) tower.wind.push_back({s.wind_height, s.wind_speed});
  if (tower.direction.empty())
    tower.direction.push_back(
        {s.wind_height, s.wind_from_direction == 0.0 ? 2.0 * pi : s.wind_from_direction});

  BoundaryLayerProfiles p{};
  p.stable = similar.stable();
  p.mixing_height = similar.mixing_height();
  p.mechanical_mixing_height = similar.mechanical_mixing_height();
  p.convective_mixing_height = s.convective_mixing_height;
  p.friction_velocity = s.friction_velocity;
  p.convective_velocity = s.convective_velocity;
  p.obukhov_length = s.obukhov_length;
  p.gradient_above = s.potential_temperature_gradient_above;
  p.base_elevation = base_elevation;

  std::vector<Observation> gradients;
  if (p.stable) {
    gradients = observed_gradients(tower.temperature);
    const auto first = std::find_if(gradients.begin(), gradients.end(),
                                    [&](const Observation& o) { return o.height > s.roughness_length; });
    if (first != gradients.end()) similar.set_temperature_scale(first->value, first->height);
  }
  for (unsigned n = 0; n < profile_levels; ++n) {
    const double z = profile_heights.at[n];
    p.level[n].value[Met::wind] = std::max(
        smallest_grid_wind, profile_through(tower.wind, z, [&](double at) { return similar.wind(at); }));
    p.wind_from_direction[n] = direction_at(tower.direction, z);
    p.level[n].value[Met::sigma_v] =
        profile_through(tower.sigma_v, z, [&](double at) { return similar.sigma_v(at); });
    const double gradient = p.stable ? stable_gradient(gradients, z, similar) : similar.gradient(z);
    p.level[n].value[Met::gradient] =
        p.stable || z > p.mixing_height ? std::max(smallest_gradient, gradient) : gradient;
  }
  integrate_levels(p);  // for the wind at the lid, which sigma_w needs
  const double top_wind = value_at(p, Met::wind, p.mixing_height);
  const double residual = mean_above(tower.sigma_w, p.mixing_height, 0.02 * top_wind);
  for (unsigned n = 0; n < profile_levels; ++n)
    p.level[n].value[Met::sigma_w] = profile_through(
        tower.sigma_w, profile_heights.at[n], [&](double at) { return similar.sigma_w(at, residual); });
  integrate_temperature(p, s);
  fill_density(p, s.air_temperature);
  integrate_levels(p);
  p.mixing_height_potential_temperature = potential_temperature_at(p, p.mixing_height);
  const Place<double> lid = place_of(p.mixing_height);
  const numerics::Four integral = integral_within(p.level[lid.level], lid.way);
  p.mean_wind = integral[Met::wind] / p.mixing_height;
  p.mean_sigma_w = integral[Met::sigma_w] / p.mixing_height;
  return p;
}

}  // namespace lantian::model::plume
