#include "model/plume/column_hour.hpp"

#include <algorithm>
#include <cmath>

#include "model/plume/constants.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::plume {
namespace {

// AERMET's bounds of what it writes [EPA2022].
constexpr double largest_mixing_height = 4000.0;  // m
constexpr double least_gradient_above = 0.005;    // K m-1
constexpr double layer_above = 500.0;             // m, over which the gradient above the mixed layer is taken
constexpr double largest_obukhov_length = 8888.0;  // m, neutral air

double obukhov_length(double inverse) {
  if (std::fabs(inverse) * largest_obukhov_length <= 1.0)
    return inverse < 0.0 ? -largest_obukhov_length : largest_obukhov_length;
  return 1.0 / inverse;
}

/// Clockwise from north (or the y axis), (0, 2 pi].
double from_direction(double u, double v) {
  const double direction = std::atan2(-u, -v);
  return direction > 0.0 ? direction : direction + 2.0 * pi;
}

double positive_turn(double direction) {
  const double turned = std::fmod(direction, 2.0 * pi);
  return turned > 0.0 ? turned : turned + 2.0 * pi;
}

/// d(theta)/dz over the 500 m above the mixed layer, `temperature` as a function of height [K m-1].
template <class Temperature>
double gradient_above(double mixing_height, Temperature&& temperature) {
  const double rise = temperature(mixing_height + layer_above) - temperature(mixing_height);
  return std::max(rise / layer_above + dry_adiabatic, least_gradient_above);
}

/// What hangs on the stability: heights, w*, the gradient above; `convective` is a height of warm air.
template <class Temperature>
void set_layers(SurfaceHour& surface, double convective, double mechanical, Temperature&& temperature) {
  surface.mechanical_mixing_height = std::min(mechanical, largest_mixing_height);
  if (surface.obukhov_length > 0.0) return;
  surface.convective_mixing_height = std::min(convective, largest_mixing_height);
  surface.convective_velocity = convective_velocity(
      surface.sensible_heat_flux, surface.convective_mixing_height, surface.air_temperature,
      air_density(surface.air_temperature, surface.air_pressure));
  const double depth = std::max(surface.convective_mixing_height, surface.mechanical_mixing_height);
  surface.potential_temperature_gradient_above = gradient_above(depth, temperature);
}

/// Of a column's layers, linear between their middles, held beyond them.
class LayerTemperature {
 public:
  LayerTemperature(const Grid& grid, const Weather& weather, std::size_t column)
      : grid_(grid), weather_(weather), column_(column) {}
  double at(int k) const { return weather_.air_temperature[k * grid_.columns() + column_]; }
  double operator()(double z) const {
    const int top = grid_.nz() - 1;
    if (z <= grid_.layer_centre(0)) return at(0);
    int k = 1;
    while (k < top && grid_.layer_centre(k) < z) ++k;
    if (top == 0) return at(0);
    const double below = grid_.layer_centre(k - 1), above = grid_.layer_centre(k);
    const double weight = (z - below) / (above - below);  // beyond the top: along the last two
    return at(k - 1) + weight * (at(k) - at(k - 1));
  }

 private:
  const Grid& grid_;
  const Weather& weather_;
  std::size_t column_;
};

TowerLevel layer_level(const Grid& grid, const Weather& weather, std::size_t column, int k) {
  const std::size_t nx = grid.nx, j = column / nx, i = column % nx, level = k;
  const double* x_wind = weather.x_wind.data() + (level * grid.ny + j) * (nx + 1) + i;
  const double* y_wind = weather.y_wind.data() + (level * (grid.ny + 1) + j) * nx + i;
  const double u = 0.5 * (x_wind[0] + x_wind[1]), v = 0.5 * (y_wind[0] + y_wind[nx]);
  TowerLevel made;
  made.height = grid.layer_centre(k);
  made.wind_speed = std::max(std::hypot(u, v), smallest_wind);
  made.wind_from_direction = from_direction(u, v);
  made.air_temperature = weather.air_temperature[level * grid.columns() + column];
  return made;
}

}  // namespace

double convective_velocity(double H, double z_ic, double T, double rho) {
  if (!(H > 0.0)) return 0.0;
  return std::cbrt(constants::gravity * H * z_ic / (rho * constants::heat_capacity_air * T));
}

ColumnHour hour_over_station(const BoundaryLayerInstant& now, const ThermalProfile& thermal, const Site& site,
                             const SurfaceParameters& parameters, std::span<const double> heights) {
  ColumnHour hour;
  SurfaceHour& s = hour.surface;
  const PreparedHour& read = now.hour;
  s.sensible_heat_flux = now.surface.sensible_heat_flux;
  s.friction_velocity = now.surface.friction_velocity;
  s.obukhov_length = obukhov_length(now.surface.inverse_obukhov_length);
  s.roughness_length = parameters.ground.roughness_length;
  s.bowen_ratio = parameters.ground.bowen_ratio;
  s.albedo = albedo_under_sun(parameters.ground.albedo, read.cosine_of_zenith);
  s.wind_speed = read.calm ? 0.0 : read.wind_speed;
  s.wind_from_direction = read.calm ? 0.0 : positive_turn(read.wind_from_direction);
  s.wind_height = site.anemometer_height;
  s.air_temperature = read.air_temperature;
  s.temperature_height = site.thermometer_height;
  s.precipitation_rate = read.precipitation_rate;
  s.relative_humidity = read.relative_humidity_as_read;
  s.air_pressure = read.air_pressure;
  s.cloud_fraction = read.cloud_fraction;
  set_layers(s, now.mixing.convective, now.mixing.mechanical,
             [&](double z) { return thermal.temperature(z); });
  const auto level = [&](double height, double temperature) {
    TowerLevel made;
    made.height = height;
    made.air_temperature = temperature;
    if (read.calm) return made;
    const WindVector wind = column_wind(height, now, site, parameters);
    made.wind_speed = std::hypot(wind.u, wind.v);
    made.wind_from_direction = from_direction(wind.u, wind.v);
    return made;
  };
  hour.tower.push_back(level(site.anemometer_height, read.air_temperature));
  if (!read.calm) {  // the reading itself
    hour.tower.front().wind_speed = s.wind_speed;
    hour.tower.front().wind_from_direction = s.wind_from_direction;
  }
  for (const double height : heights)
    if (height > site.anemometer_height) hour.tower.push_back(level(height, thermal.temperature(height)));
  return hour;
}

ColumnHour hour_over_column(const Grid& grid, const Weather& weather, std::size_t column,
                            double roughness_length) {
  ColumnHour hour;
  for (int k = 0; k < grid.nz() && grid.layer_centre(k) <= largest_mixing_height; ++k)
    hour.tower.push_back(layer_level(grid, weather, column, k));
  const TowerLevel& lowest = hour.tower.front();
  SurfaceHour& s = hour.surface;
  s.sensible_heat_flux = weather.surface_sensible_heat_flux[column];
  s.friction_velocity = weather.friction_velocity[column];
  s.obukhov_length = obukhov_length(weather.inverse_obukhov_length[column]);
  s.roughness_length = roughness_length;
  s.wind_speed = lowest.wind_speed;
  s.wind_from_direction = lowest.wind_from_direction;
  s.wind_height = s.temperature_height = lowest.height;
  s.air_temperature = lowest.air_temperature;
  s.precipitation_rate = weather.precipitation_rate[column];
  s.relative_humidity = weather.relative_humidity[column];
  s.air_pressure = weather.air_pressure[column];
  const double depth = weather.boundary_layer_thickness[column];
  // The grid knows one height. Warm air fills all of it, and wind alone would stir as far as it can
  // [Venkatram1980]; in stable air the wind is all there is.
  const double stirred = std::min(depth, 2300.0 * std::pow(s.friction_velocity, 1.5));
  set_layers(s, depth, s.obukhov_length > 0.0 ? depth : stirred, LayerTemperature(grid, weather, column));
  return hour;
}

}  // namespace lantian::model::plume
