#include "model/boundary_layer/weather_column.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/boundary_layer/eddy_diffusivity.hpp"
#include "model/boundary_layer/humidity.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

constexpr double reference_pressure = 1e5;  // Pa, of potential temperature
constexpr double dry_adiabatic = constants::gravity / constants::heat_capacity_air;  // K m-1
constexpr double vapour_scale_height = 2500.0;  // m, of vapour above the mixing height [Reitan1963]
// The mixed air meets the free air over 100 m or three tenths of the mixing height.
constexpr double smallest_transition = 100.0, transition_share = 0.3;
constexpr double stable_length = 30.0;  // m: with L below it the ground's inversion is the case's own
constexpr double full_inversion =
    200.0;  // m: a case's inversion of that depth holds the night's air entirely
constexpr std::int64_t half_day = seconds_per_day / 2;

/// Potential temperature above the screen's, in unstable air only: theta*/k [ln(z/z_s) - psi_h(z/L) + ...],
/// up to a tenth of the mixing height; not below -3 K, where light winds leave similarity.
double surface_layer_excess(const ThermalProfile& profile, double z) {
  const double inverse_L = profile.surface.inverse_obukhov_length, z_s = profile.screen_height;
  if (inverse_L >= 0.0) return 0.0;
  const double top = std::clamp(0.1 * profile.mixing_height, z_s, 100.0);
  const double height = std::clamp(z, z_s, top);
  const double shape = std::log(height / z_s) - psi_heat(height * inverse_L) + psi_heat(z_s * inverse_L);
  return std::max(-3.0, profile.surface.temperature_scale / constants::von_karman * shape);
}

/// Free-air intercept that an instant needs, so that nothing above its mixing height is unstable.
double needed_intercept(const ThermalProfile& profile) {
  return profile.mixed_temperature(profile.mixing_height) + profile.free_air.fall(profile.mixing_height);
}

template <class Value, class Join>
double over_window(const std::vector<BoundaryLayerInstant>& history, std::size_t n, std::int64_t reach,
                   double start, Value value, Join join) {
  double joined = start;
  for (std::size_t m = 0; m < history.size(); ++m)
    if (std::abs(history[m].hour.time - history[n].hour.time) <= reach) joined = join(joined, value(m));
  return joined;
}

/// 0 neutral or unstable, 1 where the ground's inversion is the case's own.
double stable_share(const BoundaryLayerInstant& now) {
  return std::clamp(stable_length * now.surface.inverse_obukhov_length, 0.0, 1.0);
}

/// Mixing height averaged over the mixed ones of five hours: whole metres per second make the hourly one
/// jump, and temperature must not jump with it. A stable hour keeps its own.
double thermal_depth(const std::vector<BoundaryLayerInstant>& history, std::size_t n) {
  constexpr std::int64_t reach = 2 * seconds_per_hour;
  if (stable_share(history[n]) > 0.5) return history[n].mixing_height;
  const auto mixed = [&](std::size_t m) { return stable_share(history[m]) <= 0.5 ? 1.0 : 0.0; };
  const auto sum = [](double a, double b) { return a + b; };
  const double depths = over_window(
      history, n, reach, 0.0, [&](std::size_t m) { return mixed(m) * history[m].mixing_height; }, sum);
  return depths / over_window(history, n, reach, 0.0, mixed, sum);
}

ThermalProfile mixed_part(const std::vector<BoundaryLayerInstant>& history, std::size_t n, const Site& site) {
  ThermalProfile profile;
  const BoundaryLayerInstant& now = history[n];
  const UpperAir& air = now.upper_air;
  const double stable = stable_share(now);
  profile.screen_temperature = now.hour.air_temperature;
  profile.screen_height = site.thermometer_height;
  profile.surface = now.surface;
  profile.mixing_height = thermal_depth(history, n);
  profile.mixed_lapse =
      (1.0 - stable) * air.mixed_lapse - stable * air.inversion_strength / std::max(air.inversion_depth, 1.0);
  profile.free_air = air.free_air;
  profile.inversion_depth = air.inversion_depth;
  return profile;
}

}  // namespace

double ThermalProfile::mixed_temperature(double z) const {
  return screen_temperature - mixed_lapse * (z - screen_height) + surface_layer_excess(*this, z);
}

double ThermalProfile::temperature(double z) const {
  // The screen tells how far its air has risen: where the night's air is warmer, it is still there.
  const auto lower = [&](double height) {
    const double mixed = mixed_temperature(height);
    const double share = std::clamp(height / std::max(inversion_depth, 1.0), 0.0, 1.0);
    const double night =
        (1.0 - share) * coldest_screen + share * free_temperature(std::max(height, inversion_depth));
    return mixed + std::min(1.0, inversion_depth / full_inversion) * std::max(0.0, night - mixed);
  };
  if (z <= mixing_height) return lower(z);
  const auto free = [&](double height) {
    if (!sounded) return free_temperature(height);
    return std::max(free_temperature(height),
                    lower(mixing_height) - dry_adiabatic * (height - mixing_height));
  };
  const double transition = std::max(smallest_transition, transition_share * mixing_height);
  const double top = std::max(mixing_height + transition, inversion_depth);
  if (z >= top) return free(z);
  const double weight = (z - mixing_height) / (top - mixing_height);
  return (1.0 - weight) * lower(mixing_height) + weight * free(top);
}

std::vector<ThermalProfile> thermal_profiles(const std::vector<BoundaryLayerInstant>& history,
                                             const Site& site) {
  std::vector<ThermalProfile> profiles;
  std::vector<double> needed, warmest;
  for (std::size_t n = 0; n < history.size(); ++n) {
    profiles.push_back(mixed_part(history, n, site));
    const double coldest = over_window(
        history, n, half_day, 1e9, [&](std::size_t m) { return history[m].hour.air_temperature; },
        [](double a, double b) { return std::min(a, b); });
    profiles[n].coldest_screen = coldest;
    const UpperAir& air = history[n].upper_air;
    const double morning = coldest + air.inversion_strength + air.free_air.fall(air.inversion_depth);
    needed.push_back(std::max(needed_intercept(profiles[n]), morning));
  }
  for (std::size_t n = 0; n < history.size(); ++n)
    warmest.push_back(over_window(
        history, n, half_day, -1e9, [&](std::size_t m) { return needed[m]; },
        [](double a, double b) { return std::max(a, b); }));
  for (std::size_t n = 0; n < history.size(); ++n) {
    const auto sum = [](double a, double b) { return a + b; };
    const double total = over_window(
        history, n, half_day / 2, 0.0, [&](std::size_t m) { return warmest[m]; }, sum);
    const double count = over_window(
        history, n, half_day / 2, 0.0, [](std::size_t) { return 1.0; }, sum);
    profiles[n].free_intercept = std::max(total / count, needed_intercept(profiles[n]));
    if (const auto& ground = history[n].upper_air.sounded_ground) {
      profiles[n].sounded = true;
      profiles[n].free_intercept = *ground;
    }
  }
  return profiles;
}

WindVector column_wind(double z, const BoundaryLayerInstant& now, const Site& site,
                       const SurfaceParameters& parameters) {
  const SurfaceLayer& surface = now.surface;
  const double z0 = parameters.ground.roughness_length, z_mast = site.anemometer_height;
  const double top = surface.inverse_obukhov_length > 0.0
                         ? std::clamp(now.mixing_height, z_mast, parameters.similarity_top)
                         : parameters.similarity_top;
  const UpperAir& air = now.upper_air;
  // Over a shallow stable layer similarity would put a jet below the given, slower wind.
  double fastest = std::numeric_limits<double>::infinity();
  if (!air.heights.empty()) {
    const WindVector given = air.wind(air.heights.front());
    fastest = std::max(now.hour.wind_speed, std::hypot(given.u, given.v));
  }
  const auto similarity = [&](double height) {
    const double ratio = wind_ratio(std::max(height, 2.0 * z0), z_mast, z0, surface.inverse_obukhov_length);
    return wind_vector(std::min(ratio * now.hour.wind_speed, fastest), now.hour.wind_from_direction);
  };
  if (z <= top || air.heights.empty()) return similarity(std::min(z, top));
  const double lowest = std::max(air.heights.front(), top);
  if (z >= lowest) return air.wind(z);
  const WindVector below = similarity(top), above = air.wind(lowest);
  const double weight = (z - top) / (lowest - top);
  return {below.u + weight * (above.u - below.u), below.v + weight * (above.v - below.v)};
}

WeatherColumn weather_column(const std::vector<double>& face, const BoundaryLayerInstant& now,
                             const ThermalProfile& thermal, const Site& site,
                             const SurfaceParameters& parameters) {
  WeatherColumn column;
  column.time = now.hour.time;
  const double q_ground =
      specific_humidity(now.hour.relative_humidity, now.hour.air_temperature, now.hour.air_pressure);
  const double cosine = std::cos(site.grid_convergence), sine = std::sin(site.grid_convergence);
  std::vector<double> theta;
  double pressure = now.hour.air_pressure;  // at the layer's lower face
  for (std::size_t k = 0; k + 1 < face.size(); ++k) {
    const double z = 0.5 * (face[k] + face[k + 1]), T = thermal.temperature(z);
    const double q = q_ground * std::exp(-std::max(0.0, z - now.mixing_height) / vapour_scale_height);
    const double T_virtual = T * virtual_factor(q);
    const double half_layer = std::exp(-0.5 * constants::gravity * (face[k + 1] - face[k]) /
                                       (constants::gas_constant_air * T_virtual));
    const double p = pressure * half_layer;
    pressure = p * half_layer;
    const WindVector wind = column_wind(z, now, site, parameters);
    column.air_temperature.push_back(T);
    column.air_pressure.push_back(p);
    column.relative_humidity.push_back(
        std::min(parameters.preparation.largest_relative_humidity, relative_humidity_of(q, T, p)));
    column.x_wind.push_back(wind.u * cosine - wind.v * sine);
    column.y_wind.push_back(wind.v * cosine + wind.u * sine);
    theta.push_back(T_virtual * std::pow(reference_pressure / p,
                                         constants::gas_constant_air / constants::heat_capacity_air));
  }
  column.eddy_diffusivity = eddy_diffusivity({face, theta, column.x_wind, column.y_wind}, now.surface,
                                             now.mixing_height, parameters);
  return column;
}

}  // namespace lantian::model
