/// Concentrations as Chinese standards count them: gases at 298.15 K and 1013.25 hPa, particles as they are.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/quantities/constants.hpp"

namespace lantian::scenarios {

/// Gas [kg m-3] at the reference state from its mole fraction [1] and molar mass [kg mol-1]; the weather of
/// the hour has no part in it [GB3095].
constexpr double gas_at_reference_state(double mole_fraction, double molar_mass) {
  namespace c = model::constants;
  return mole_fraction * molar_mass * c::reference_pressure / (c::gas_constant * c::reference_temperature);
}

/// The other way: mole fraction [1] of a gas given [kg m-3] at the reference state.
constexpr double mole_fraction_from_reference_state(double concentration, double molar_mass) {
  return concentration / gas_at_reference_state(1.0, molar_mass);
}

/// Particles [kg m-3] at the actual temperature and pressure from their mass per mass of air and the air's
/// density [kg m-3] [GB3095].
constexpr double particles_at_actual_state(double mass_mixing_ratio, double air_density) {
  return mass_mixing_ratio * air_density;
}

/// Gas observed before 2018-09-01 stands at 273 K and 1013.25 hPa; multiplied by this it compares with later
/// ones.
inline constexpr double old_to_new_reference_state = 273.15 / model::constants::reference_temperature;

}  // namespace lantian::scenarios
