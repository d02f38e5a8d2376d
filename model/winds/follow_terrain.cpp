#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"
#include "model/winds/mass_consistency.hpp"
#include "model/winds/window_weather.hpp"

namespace lantian::model {
namespace {

constexpr double least_mobility = 0.01;  // 1, of very stable air: what CALMET-type models take [Scire2000]
constexpr double least_speed = 0.5;      // m s-1

struct MeanLevel {
  double height, speed, theta;  // m, m s-1, K
};

std::vector<MeanLevel> mean_levels(const Grid& grid, const Weather& weather) {
  const std::size_t columns = grid.columns();
  const std::size_t x_faces = static_cast<std::size_t>(grid.ny) * (grid.nx + 1),
                    y_faces = static_cast<std::size_t>(grid.ny + 1) * grid.nx;
  std::vector<MeanLevel> levels;
  for (int k = 0; k < grid.nz(); ++k) {
    double square_u = 0.0, square_v = 0.0, theta = 0.0;
    for (std::size_t f = k * x_faces; f < (k + 1) * x_faces; ++f)
      square_u += weather.x_wind[f] * weather.x_wind[f];
    for (std::size_t f = k * y_faces; f < (k + 1) * y_faces; ++f)
      square_v += weather.y_wind[f] * weather.y_wind[f];
    for (std::size_t n = k * columns; n < (k + 1) * columns; ++n)
      theta +=
          weather.air_temperature[n] *
          std::pow(1e5 / weather.air_pressure[n], constants::gas_constant_air / constants::heat_capacity_air);
    levels.push_back(
        {grid.layer_centre(k),
         std::sqrt(square_u / static_cast<double>(x_faces) + square_v / static_cast<double>(y_faces)),
         theta / static_cast<double>(columns)});
  }
  return levels;
}

/// Buoyancy frequency [s-1] between two levels, 0 where unstable.
double frequency(const MeanLevel& below, const MeanLevel& above) {
  const double gradient = (above.theta - below.theta) / (above.height - below.height);
  return std::sqrt(std::max(0.0, constants::gravity * gradient / (0.5 * (above.theta + below.theta))));
}

}  // namespace

double follow_terrain(const Grid& grid, const std::vector<double>& altitude, Weather& weather) {
  const auto [lowest, highest] = std::minmax_element(altitude.begin(), altitude.end());
  const double relief = *highest - *lowest;
  const int nz = grid.nz();
  std::vector<double> density(grid.cells());
  for (std::size_t n = 0; n < density.size(); ++n)
    density[n] = weather.air_pressure[n] / (constants::gas_constant * weather.air_temperature[n]);
  FirstGuess guess{density, altitude, std::vector<double>(nz + 1, 0.0), std::vector<double>(nz + 1, 1.0)};
  const auto levels = mean_levels(grid, weather);
  double thickness = 0.0;  // 1, of the stratified air below: integral of N / |V|
  for (int k = 1; k < nz; ++k) {
    const double N = frequency(levels[k - 1], levels[k]);
    const double speed = std::max(least_speed, 0.5 * (levels[k - 1].speed + levels[k].speed));
    const double resistance = N * relief / speed;  // 1 / Froude number [Ross1988]
    const double over = 1.0 / (1.0 + resistance * resistance);
    guess.mobility[k] = std::max(least_mobility, over);
    guess.follow[k] = (1.0 - over) * std::exp(-thickness);
    thickness += N / speed * grid.layer_depth(k);
  }
  guess.mobility[0] = guess.mobility[1], guess.follow[0] = guess.follow[1];
  guess.mobility[nz] = guess.mobility[nz - 1];
  guess.follow[nz] = guess.follow[nz - 1] * std::exp(-thickness);
  return adjust_winds(grid, guess, weather.x_wind, weather.y_wind).residual;
}

}  // namespace lantian::model
