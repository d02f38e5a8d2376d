/// Physical constants, each with its source. SI.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::constants {

inline constexpr double avogadro = 6.02214076e23;           // mol-1, exact [SI2019]
inline constexpr double boltzmann = 1.380649e-23;           // J K-1, exact [SI2019]
inline constexpr double gas_constant = 8.31446261815324;    // J mol-1 K-1, exact [SI2019]
inline constexpr double stefan_boltzmann = 5.670374419e-8;  // W m-2 K-4 [SI2019]
inline constexpr double gravity = 9.80665;                  // m s-2, standard [CGPM1901]
inline constexpr double von_karman = 0.40;                  // [Hogstrom1988]
inline constexpr double molar_mass_dry_air = 28.9647e-3;    // kg mol-1 [Picard2008]
inline constexpr double molar_mass_water = 18.01528e-3;     // kg mol-1 [IUPAC2013]
inline constexpr double heat_capacity_air = 1004.67;        // J kg-1 K-1, dry, constant pressure [Stull1988]
inline constexpr double gas_constant_air = gas_constant / molar_mass_dry_air;  // J kg-1 K-1
inline constexpr double pi = 3.14159265358979323846;

/// The reference state of gases in GB 3095-2012, amendment of 2018, clause 3.14 [GB3095].
inline constexpr double reference_temperature = 298.15;  // K
inline constexpr double reference_pressure = 101325.0;   // Pa

}  // namespace lantian::model::constants
