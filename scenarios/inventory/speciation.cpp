#include "scenarios/inventory/speciation.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "model/aerosol/volatility_basis.hpp"

namespace lantian::scenarios {
namespace {

constexpr std::size_t index(Pollutant p) { return static_cast<std::size_t>(p); }

/// The part itself, or what it is made of in a run with the volatility basis set.
std::vector<SpeciationProfile::Part> by_volatility(const SpeciationProfile::Part& part, bool has_basis) {
  if (!has_basis || part.species != model::aerosol::primary_organic) return {part};
  std::vector<SpeciationProfile::Part> parts;
  for (const auto& share : model::aerosol::primary_shares)
    parts.push_back({std::string(share.species), part.mass_fraction * share.per_primary, part.molar_mass});
  return parts;
}

}  // namespace

double organic_mass_ratio(const SpeciationProfile& profile) {
  double ratio = 0.0;
  for (const auto& part : profile.parts[index(Pollutant::OC)]) ratio += part.mass_fraction;
  return ratio;
}

PollutantMasses without_overlap(const PollutantMasses& mass, double ratio) {
  PollutantMasses apart = mass;
  const double fine = mass[index(Pollutant::PM2p5)];
  const double ten = std::max(mass[index(Pollutant::PM10)], fine);
  const double carbonaceous = mass[index(Pollutant::BC)] + ratio * mass[index(Pollutant::OC)];
  if (carbonaceous > fine) {
    apart[index(Pollutant::BC)] *= fine / carbonaceous;
    apart[index(Pollutant::OC)] *= fine / carbonaceous;
  }
  apart[index(Pollutant::PM2p5)] = std::max(fine - carbonaceous, 0.0);
  apart[index(Pollutant::PM10)] = ten - fine;
  apart[index(Pollutant::TSP)] = std::max(mass[index(Pollutant::TSP)] - ten, 0.0);
  return apart;
}

double moles_per_kilogram(const SpeciationProfile::Part& part, const model::SpeciesTable& species) {
  const double own = species[species.at(part.species)].molar_mass;
  const double molar_mass = part.molar_mass > 0.0 ? part.molar_mass : own;
  if (!(molar_mass > 0.0)) throw std::invalid_argument("species " + part.species + " has no molar mass");
  return part.mass_fraction / molar_mass;
}

CompiledSpeciation compile(const SpeciationProfile& profile, const model::SpeciesTable& species) {
  CompiledSpeciation compiled;
  compiled.organic_ratio = organic_mass_ratio(profile);
  const bool has_basis = model::aerosol::has_volatility_basis(species);
  std::map<int, std::vector<CompiledSpeciation::Share>> by_species;
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    if (profile.parts[p].empty()) compiled.not_carried[p] = 1.0;
    for (const auto& part : profile.parts[p]) {
      if (part.species.empty()) {
        compiled.not_carried[p] += part.mass_fraction;
        continue;
      }
      for (const auto& one : by_volatility(part, has_basis))
        by_species[species.at(one.species)].push_back(
            {static_cast<Pollutant>(p), moles_per_kilogram(one, species)});
    }
  }
  for (auto& [one, shares] : by_species) compiled.slots.push_back({one, std::move(shares)});
  return compiled;
}

std::vector<std::string> missing_species(const Inventory& inventory, const model::SpeciesTable& species) {
  std::set<std::string> named;
  for (const auto& profile : inventory.speciation_profiles)
    for (const auto& parts : profile.parts)
      for (const auto& part : parts) named.insert(part.species);
  for (const auto& source : inventory.sources) named.insert(source.natural_species);
  std::vector<std::string> missing;
  for (const auto& name : named)
    if (!name.empty() && !species.find(name)) missing.push_back(name);
  return missing;
}

}  // namespace lantian::scenarios
