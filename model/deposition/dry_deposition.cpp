#include "model/deposition/dry_deposition.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "model/boundary_layer/surface_layer.hpp"
#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

/// The ground of one column and what its lowest layer offers.
struct ColumnGround {
  double temperature, pressure, relative_humidity, friction_velocity, inverse_length, shortwave, rain, snow;
  double roughness_length;
  LandUse land_use;
  bool operator==(const ColumnGround&) const = default;
};

template <class T>
const T& of_column(const std::vector<T>& values, std::size_t column) {
  return values.size() == 1 ? values.front() : values[column];
}

ColumnGround ground_of_column(const Weather& weather, const DepositionSurface& surface, std::size_t column) {
  return {weather.air_temperature[column],
          weather.air_pressure[column],
          weather.relative_humidity[column],
          weather.friction_velocity[column],
          weather.inverse_obukhov_length[column],
          weather.surface_downwelling_shortwave[column],
          weather.precipitation_rate[column],
          weather.snow_fraction[column],
          of_column(surface.roughness_length, column),
          of_column(surface.land_use, column)};
}

/// v_d averaged over the kinds of land; `velocity(land, season)`.
template <class Velocity>
double over_land(const ColumnGround& ground, Season season, Velocity velocity) {
  double mean = 0.0;
  for (std::size_t land = 0; land < land_use_count; ++land) {
    const double share = ground.land_use.share[land];
    if (share <= 0.0) continue;
    double v = velocity(land, season);
    if (ground.snow > 0.0) v += ground.snow * (velocity(land, Season::winter_snow) - v);
    mean += share * v;
  }
  return mean;
}

Wetness wetness_of(const ColumnGround& ground, const DepositionSurface& surface) {
  constexpr double drizzle = 0.1 / 3600.0;  // kg m-2 s-1: 0.1 mm/h wets leaves
  if (ground.rain >= drizzle) return Wetness::rain;
  return ground.relative_humidity >= surface.dew_relative_humidity ? Wetness::dew : Wetness::dry;
}

double gas_velocity(const GasUptake& gas, bool is_so2, const ColumnGround& ground, double Ra,
                    const DepositionSurface& surface) {
  const CanopyAir air{.celsius = ground.temperature - 273.15,
                      .shortwave = ground.shortwave,
                      .wetness = wetness_of(ground, surface)};
  const double Rb = quasi_laminar_resistance(ground.friction_velocity, gas.diffusivity_ratio,
                                             ground.temperature, ground.pressure);
  return over_land(ground, surface.season, [&](std::size_t land, Season season) {
    return 1.0 / (Ra + Rb + surface_resistance(gas, is_so2, land, season, air));
  });
}

double particle_velocity(SpeciesKind kind, const ColumnGround& ground, double Ra,
                         const DepositionSurface& surface) {
  const bool is_wet = wetness_of(ground, surface) != Wetness::dry;
  double mean = 0.0;
  for (const SizeClass& one : size_classes(kind)) {
    const ParticleSize size = swollen(one.dry, kind, ground.relative_humidity);
    const ParticleMotion motion = particle_motion(size, ground.temperature, ground.pressure);
    mean += one.share * over_land(ground, surface.season, [&](std::size_t land, Season season) {
              const double Rs =
                  particle_surface_resistance(size, motion, ground.friction_velocity, land, season, is_wet);
              return particle_deposition_velocity(motion.settling_velocity, Ra + Rs);
            });
  }
  return mean;
}

void column_velocities(const ColumnGround& ground, double z, const SpeciesTable& species,
                       const std::vector<std::optional<GasUptake>>& uptake, const DepositionSurface& surface,
                       double* velocity) {
  const double Ra =
      aerodynamic_resistance(z, ground.roughness_length, ground.friction_velocity, ground.inverse_length);
  std::array<std::optional<double>, species_kind_count> of_kind;
  for (int s = 0; s < species.size(); ++s) {
    const SpeciesKind kind = species[s].kind;
    if (kind == SpeciesKind::gas) {
      const bool taken_up = uptake[s] && uptake[s]->henry > 0.0;
      velocity[s] = taken_up ? gas_velocity(*uptake[s], species[s].name == "SO2", ground, Ra, surface) : 0.0;
      continue;
    }
    auto& known = of_kind[static_cast<std::size_t>(kind)];
    if (!known) known = particle_velocity(kind, ground, Ra, surface);
    velocity[s] = *known;
  }
}

}  // namespace

double aerodynamic_resistance(double z, double z0, double friction_velocity, double inverse_L) {
  const double profile = std::log(z / z0) - psi_heat(z * inverse_L) + psi_heat(z0 * inverse_L);
  return std::max(profile, 0.0) / (constants::von_karman * friction_velocity);
}

double quasi_laminar_resistance(double friction_velocity, double diffusivity_ratio, double T, double p) {
  constexpr double prandtl = 0.72;  // [WeselyHicks1977]
  const double vapour =
      2.178e-5 * std::pow(T / 273.15, 1.81) * (constants::reference_pressure / p);  // m2 s-1 [Massman1998]
  const double nu = 1.458e-6 * T * std::sqrt(T) / (T + 110.4) / air_density(T, p);  // [USSA1976]
  return 5.0 / friction_velocity * std::pow(nu * diffusivity_ratio / vapour / prandtl, 2.0 / 3.0);
}

std::vector<std::string> gases_without_uptake(const SpeciesTable& species) {
  std::vector<std::string> names;
  for (const Species& one : species)
    if (one.kind == SpeciesKind::gas && !gas_uptake(one.name)) names.push_back(one.name);
  return names;
}

std::vector<double> deposition_velocities(const Grid& grid, const Weather& weather,
                                          const SpeciesTable& species, const DepositionSurface& surface) {
  const std::size_t count = species.size();
  std::vector<std::optional<GasUptake>> uptake;
  for (const Species& one : species) uptake.push_back(gas_uptake(one.name));
  for (const std::size_t size : {surface.land_use.size(), surface.roughness_length.size()})
    if (size != 1 && size != grid.columns())
      throw std::invalid_argument("the ground is given neither once nor for each column");
  std::vector<double> velocity(grid.columns() * count, 0.0);
  const auto row = [&](std::ptrdiff_t j) {
    for (int i = 0; i < grid.nx; ++i) {
      const std::size_t column = grid.column(static_cast<int>(j), i);
      const ColumnGround ground = ground_of_column(weather, surface, column);
      double* const here = velocity.data() + column * count;
      if (i > 0 && ground == ground_of_column(weather, surface, column - 1))
        std::copy(here - count, here, here);  // alike: once for both
      else
        column_velocities(ground, grid.layer_centre(0), species, uptake, surface, here);
    }
  };
  parallel_for(grid.ny, row);
  return velocity;
}

}  // namespace lantian::model
