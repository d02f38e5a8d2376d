/// What an hour's plumes are multiplied with: emission through each outlet, and the way to the reference
/// state.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "run/plumes/plume_setup.hpp"
#include "scenarios/emission/hourly_emission.hpp"
#include "scenarios/emission/planned_mass.hpp"

namespace lantian::run {

struct PlumeMember {
  std::string id;
  scenarios::EmissionMember emission;
};

/// Told at the reference state; the others are particles.
bool is_gas(scenarios::Pollutant pollutant);

struct OutletRates {
  std::vector<double> rates;             // kg s-1, (carried, outlet)
  scenarios::PollutantMasses emitted{};  // kg in the hour through the outlets
};

/// Carried are `pollutants` and, where asked for, the NO2 that leaves the sources as such, as the last.
OutletRates outlet_rates(const PlumeSetup& setup, const std::vector<scenarios::Pollutant>& pollutants,
                         bool with_no2, const scenarios::PlannedMass& mass,
                         const scenarios::EmissionMember& member);

/// By column of the grid: from the air in the lowest layer to 298.15 K and 1013.25 hPa [GB3095].
std::vector<double> reference_state_factors(const model::Grid& grid, const model::Weather& weather);

}  // namespace lantian::run
