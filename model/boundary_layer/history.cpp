#include "model/boundary_layer/history.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace lantian::model {
namespace {

SurfaceAir surface_air(const PreparedHour& hour, const Site& site) {
  return {.air_temperature = hour.air_temperature,
          .air_pressure = hour.air_pressure,
          .wind_speed = hour.wind_speed,
          .height = site.anemometer_height,
          .cosine_of_zenith = hour.cosine_of_zenith,
          .downwelling_shortwave = hour.downwelling_shortwave,
          .cloud_fraction = hour.cloud_fraction};
}

/// Direction of the mean wind of seven hours: air aloft turns with the weather, not with each reading.
double smoothed_direction(const std::vector<PreparedHour>& hours, std::size_t n) {
  WindVector sum;
  for (std::size_t m = n < 3 ? 0 : n - 3; m <= std::min(n + 3, hours.size() - 1); ++m) {
    const WindVector wind = wind_vector(hours[m].wind_speed, hours[m].wind_from_direction);
    sum.u += wind.u;
    sum.v += wind.v;
  }
  if (std::hypot(sum.u, sum.v) < 1e-6) return hours[n].wind_from_direction;
  return std::atan2(-sum.u, -sum.v);
}

/// Of the sounding nearest to the hour at which the ground begins to warm the air; nothing without soundings.
std::optional<UpperAir> morning_air(const UpperAirSeries& series, const BoundaryLayerInstant& now) {
  if (series.launches.empty()) return std::nullopt;
  const auto distance = [&](const Launch& launch) { return std::abs(launch.time - now.hour.time); };
  const auto nearest =
      std::min_element(series.launches.begin(), series.launches.end(),
                       [&](const Launch& a, const Launch& b) { return distance(a) < distance(b); });
  return upper_air_at(series, nearest->time, now.hour.wind_from_direction);
}

}  // namespace

double coriolis_parameter(double latitude) {
  constexpr double earth_rotation = 7.292115e-5;  // s-1 [Moritz2000]
  return 2.0 * earth_rotation * std::sin(latitude);
}

std::vector<BoundaryLayerInstant> boundary_layer_history(const StationSeries& series,
                                                         const UpperAirSeries& upper_air,
                                                         const SurfaceParameters& parameters) {
  auto hours = prepare(series, parameters.preparation);
  if (parameters.mast_roughness_length > 0.0)
    for (PreparedHour& hour : hours)
      hour.wind_speed *= wind_exposure(series.site.anemometer_height, parameters.mast_roughness_length,
                                       parameters.ground.roughness_length);
  const double coriolis = coriolis_parameter(series.site.latitude);
  std::vector<BoundaryLayerInstant> history;
  std::optional<UpperAir> morning;
  for (std::size_t n = 0; n < hours.size(); ++n) {
    BoundaryLayerInstant now;
    now.hour = hours[n];
    now.upper_air = upper_air_at(upper_air, now.hour.time, smoothed_direction(hours, n));
    now.surface = surface_layer(parameters.ground, surface_air(now.hour, series.site));
    if (history.empty()) {
      now.mixing = initial_mixing_height(now.surface, now.upper_air, coriolis);
    } else {
      const auto& before = history.back();
      const Seconds dt(static_cast<double>(now.hour.time - before.hour.time));
      const double density = air_density(now.hour.air_temperature, now.hour.air_pressure);
      // The profile that the day's heat mixes is the morning's, as long as it warms from below.
      if (before.mixing.heat_since_sunrise == 0.0) morning = morning_air(upper_air, now);
      now.mixing = advanced(before.mixing, before.surface, now.surface, now.upper_air,
                            morning ? *morning : now.upper_air, density, coriolis, dt);
    }
    now.mixing_height =
        now.mixing.height(parameters.smallest_mixing_height, parameters.largest_mixing_height);
    history.push_back(now);
  }
  return history;
}

}  // namespace lantian::model
