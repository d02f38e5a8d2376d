/// Random hours, stacks and receptors for the plumes: every stability, with and without tower, hills and
/// city.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "model/plume/plume.hpp"

namespace lantian::tests {

class PlumeScenes {
 public:
  explicit PlumeScenes(unsigned seed) : random_(seed) {}

  double between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random_);
  }
  double magnitude(double low, double high) { return std::exp(between(std::log(low), std::log(high))); }
  bool chance(double share) { return between(0.0, 1.0) < share; }

  /// Surface values that belong together: u* from the logarithmic wind, heights from u* and w*.
  model::plume::SurfaceHour hour() {
    model::plume::SurfaceHour s;
    const bool stable = chance(0.5);
    s.wind_speed = magnitude(0.5, 14.0);
    s.wind_height = 10.0;
    s.wind_from_direction = between(0.01, 6.28);
    s.roughness_length = magnitude(0.01, 1.0);
    s.friction_velocity =
        std::max(0.03, 0.4 * s.wind_speed / std::log(10.0 / s.roughness_length) * (stable ? 0.6 : 1.1));
    s.obukhov_length = stable ? magnitude(3.0, 2000.0) : -magnitude(3.0, 2000.0);
    s.mechanical_mixing_height = std::min(4000.0, 2300.0 * std::pow(s.friction_velocity, 1.5));
    s.sensible_heat_flux = stable ? -10.0 : 100.0;
    s.air_temperature = between(255.0, 310.0);
    s.temperature_height = 2.0;
    if (!stable) {
      s.convective_mixing_height = magnitude(80.0, 2500.0);
      s.convective_velocity =
          s.friction_velocity * std::cbrt(s.convective_mixing_height / (0.4 * std::fabs(s.obukhov_length)));
      s.potential_temperature_gradient_above = between(0.004, 0.02);
    }
    return s;
  }

  std::vector<model::plume::TowerLevel> tower(const model::plume::SurfaceHour& s) {
    std::vector<model::plume::TowerLevel> levels;
    if (chance(0.5)) return levels;
    for (const double z : {10.0, 50.0, 100.0})
      levels.push_back({z, std::fmod(s.wind_from_direction + 0.002 * z, 6.28),
                        s.wind_speed * (1.0 + 0.004 * z), s.air_temperature + between(-0.01, 0.01) * z,
                        between(0.05, 0.6), between(0.05, 1.0)});
    return levels;
  }

  model::plume::PointSource stack() {
    model::plume::PointSource s;
    s.height = magnitude(1.0, 200.0);
    s.diameter = magnitude(0.1, 6.0);
    s.exit_velocity = magnitude(0.1, 25.0);
    s.exit_temperature = chance(0.3) ? 0.0 : between(290.0, 500.0);
    s.kind = chance(0.8)
                 ? model::plume::StackKind::vertical
                 : (chance(0.5) ? model::plume::StackKind::capped : model::plume::StackKind::horizontal);
    return s;
  }

  /// A block at any angle, beside, around or some way from the stack, as each sector sees it.
  std::array<model::plume::ProjectedBuilding, 36> building() {
    const double length = magnitude(5.0, 150.0), width = length * between(0.2, 1.0),
                 height = magnitude(4.0, 80.0);
    const double turned = between(0.0, 3.14), reach = length * (chance(0.3) ? 2.0 : 0.7);
    const double x = between(-reach, reach), y = between(-reach, reach);
    std::array<model::plume::ProjectedBuilding, 36> seen;
    for (std::size_t k = 0; k < seen.size(); ++k) {
      const double towards = static_cast<double>(k + 1) * 3.14159265358979323846 / 18.0;
      double along[2] = {1e9, -1e9}, across[2] = {1e9, -1e9};
      for (const double i : {-0.5, 0.5})
        for (const double j : {-0.5, 0.5}) {
          const double east = x + i * length * std::cos(turned) - j * width * std::sin(turned);
          const double north = y + i * length * std::sin(turned) + j * width * std::cos(turned);
          const double a = east * std::sin(towards) + north * std::cos(towards);
          const double b = north * std::sin(towards) - east * std::cos(towards);
          along[0] = std::min(along[0], a);
          along[1] = std::max(along[1], a);
          across[0] = std::min(across[0], b);
          across[1] = std::max(across[1], b);
        }
      seen[k] = {height, across[1] - across[0], along[1] - along[0], along[0], 0.5 * (across[0] + across[1])};
    }
    return seen;
  }

  model::plume::VolumeSource volume() {
    model::plume::VolumeSource s;
    s.height = magnitude(0.5, 60.0);
    s.initial_sigma_y = magnitude(1.0, 40.0);
    s.initial_sigma_z = magnitude(1.0, 40.0);
    return s;
  }

  std::vector<model::plume::Receptor> receptors(int count, double above_ground = 0.0) {
    std::vector<model::plume::Receptor> places;
    for (int n = 0; n < count; ++n) {
      const double away = magnitude(20.0, 30000.0), direction = between(0.0, 6.2831853);
      const double ground = between(-30.0, 150.0);
      places.push_back({away * std::cos(direction), away * std::sin(direction), ground,
                        ground + between(0.0, 200.0), above_ground});
    }
    return places;
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace lantian::tests
