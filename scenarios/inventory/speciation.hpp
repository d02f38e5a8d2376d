/// From the mass of pollutants to moles of the model's species.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/state/species.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// Organic mass per mass of organic carbon of `profile`.
double organic_mass_ratio(const SpeciationProfile& profile);

/// The masses that a profile's parts apply to, in the unit of `mass`: particles as nested sizes taken apart,
/// PM2.5 less BC and organic mass. The parts sum to PM2.5 also where BC and organic mass exceed it (a measure
/// may cut PM2.5 alone): both are then scaled down.
PollutantMasses without_overlap(const PollutantMasses& mass, double organic_mass_ratio);

/// Moles of `part`'s species per kg of pollutant. Throws std::out_of_range where the run has no such species,
/// std::invalid_argument where it has no molar mass.
double moles_per_kilogram(const SpeciationProfile::Part& part, const model::SpeciesTable& species);

/// A profile against the species of a run. With the volatility basis set primary organic mass is spread over
/// it: 0.8 of it as particles, which the inventory has, and 1.7 times it as vapours that none counts, beside
/// the pollutants' masses.
struct CompiledSpeciation {
  struct Share {
    Pollutant pollutant;
    double moles_per_kilogram;
  };
  struct Slot {
    int species;  // each once, in the table's order
    std::vector<Share> shares;
  };
  std::vector<Slot> slots;
  double organic_ratio = 1.0;
  PollutantMasses not_carried{};  // fraction of without_overlap's mass that no species stands for
};
CompiledSpeciation compile(const SpeciationProfile& profile, const model::SpeciesTable& species);

/// Species named by profiles or natural sources that the run does not have; sorted, each once.
std::vector<std::string> missing_species(const Inventory& inventory, const model::SpeciesTable& species);

}  // namespace lantian::scenarios
