/// What monitors, eyes and electrodes would find of the particles: mass with water, acidity, visibility.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/aerosol/equilibrium.hpp"
#include "model/state/mass_concentration.hpp"

namespace lantian::model::aerosol {

/// Filters are kept at 30 to 40 % before weighing and heated inlets hold the sample there [40CFR50L].
inline constexpr double monitor_relative_humidity = 0.35;

/// Growth of the light that ammonium sulfate and nitrate scatter, by relative humidity [1], at most that at
/// 0.95 [Malm1994], as tabulated in [CMAQ2024].
double scattering_growth(double relative_humidity);

/// Dry masses that the IMPROVE algorithm knows [kg m-3], and NO2 [mol mol-1].
struct OpticalMasses {
  double sulfate = 0.0, nitrate = 0.0, chloride = 0.0;  // the ions
  double organic = 0.0, elemental_carbon = 0.0, mineral = 0.0, coarse = 0.0;
  double nitrogen_dioxide = 0.0;
};

/// Extinction of visible light [m-1]: the first IMPROVE equation [Malm1994] with NO2's absorption
/// [Pitchford2007]; chloride counts as NH4Cl beside the other ammonium salts.
double extinction(const OpticalMasses& masses, double relative_humidity);

/// Meteorological optical range [m]: contrast of 5 % is left [Koschmieder1924, WMO8].
double visibility(double extinction);

/// PM2p5_ambient, PM2p5_monitored, PM10_monitored, aerosol_water, aerosol_pH, extinction, visibility. The dry
/// sums are output_quantities'. Water is that of a solution at any humidity; pH is of `phase`.
std::vector<OutputQuantity> particle_quantities(const SpeciesTable& table, Phase phase);

}  // namespace lantian::model::aerosol
