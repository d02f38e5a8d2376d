/// Velocity at which gases and particles settle on the ground, per column and species.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/deposition/particle_deposition.hpp"
#include "model/deposition/surface_resistance.hpp"
#include "model/state/species.hpp"
#include "model/state/weather.hpp"

namespace lantian::model {

struct DepositionSurface {
  // (j, i); one value serves all columns
  std::vector<LandUse> land_use;
  std::vector<double> roughness_length{0.1};  // m, the one of the weather's friction velocity
  Season season = Season::midsummer;
  double dew_relative_humidity = 0.90;  // 1: at or above it leaves are wet
};

/// v_d [m s-1] at the middle of the lowest layer, index column * species.size() + s. Shares of land are
/// averaged as velocities, particles over the mass of their sizes; ground under snow as winter. Gases without
/// uptake data: 0. Throws std::invalid_argument where `surface` holds neither one value nor one for each
/// column.
std::vector<double> deposition_velocities(const Grid& grid, const Weather& weather,
                                          const SpeciesTable& species, const DepositionSurface& surface);

/// Gases of the table for which neither uptake nor its absence is known.
std::vector<std::string> gases_without_uptake(const SpeciesTable& species);

/// R_a [s m-1] from the roughness length to z.
double aerodynamic_resistance(double z, double roughness_length, double friction_velocity,
                              double inverse_obukhov_length);

/// R_b = 5 / u* (Sc / Pr)^(2/3) [s m-1]   [WeselyHicks1977]
double quasi_laminar_resistance(double friction_velocity, double diffusivity_ratio, double air_temperature,
                                double air_pressure);

}  // namespace lantian::model
