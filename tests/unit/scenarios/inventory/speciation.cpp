#include "scenarios/inventory/speciation.hpp"

#include <gtest/gtest.h>

#include <array>

#include "model/aerosol/volatility_basis.hpp"

namespace lantian::scenarios {
namespace {

constexpr std::size_t at(Pollutant p) { return static_cast<std::size_t>(p); }

model::SpeciesTable table() {
  using model::SpeciesKind;
  return model::SpeciesTable({{"NO", 0.0300061},
                              {"NO2", 0.0460055},
                              {"SO2", 0.0640638},
                              {"ASO4", 0.09606, SpeciesKind::fine_particle},
                              {"AEC", 0.012, SpeciesKind::fine_particle},
                              {"APOA", 0.22, SpeciesKind::fine_particle},
                              {"AOTHR", 0.2, SpeciesKind::fine_particle},
                              {"PMC", 0.1, SpeciesKind::coarse_particle},
                              {"PML", 0.1, SpeciesKind::large_particle},
                              {"PMG", 0.1, SpeciesKind::giant_particle}});
}

SpeciationProfile profile() {
  SpeciationProfile p;
  p.parts[at(Pollutant::NOx)] = {{"NO", 0.9, 0.0460055}, {"NO2", 0.1, 0.0460055}};
  p.parts[at(Pollutant::SO2)] = {{"SO2", 0.99, 0.0640638}, {"ASO4", 0.01, 0.0640638}};
  p.parts[at(Pollutant::BC)] = {{"AEC", 1.0}};
  p.parts[at(Pollutant::OC)] = {{"APOA", 1.4}};
  p.parts[at(Pollutant::PM2p5)] = {{"ASO4", 0.25}, {"AOTHR", 0.75}};
  p.parts[at(Pollutant::PM10)] = {{"PMC", 1.0}};
  p.parts[at(Pollutant::TSP)] = {{"PML", 0.5}, {"PMG", 0.25}, {"", 0.25}};
  return p;
}

PollutantMasses dust() {
  PollutantMasses mass{};
  mass[at(Pollutant::PM2p5)] = 10, mass[at(Pollutant::BC)] = 2, mass[at(Pollutant::OC)] = 3;
  mass[at(Pollutant::PM10)] = 25, mass[at(Pollutant::TSP)] = 100;
  return mass;
}

TEST(Speciation, OneKilogramOfNitrogenOxidesIsItsMolesAsNO2) {
  const auto compiled = compile(profile(), table());
  EXPECT_DOUBLE_EQ(compiled.slots[0].shares[0].moles_per_kilogram, 0.9 / 0.0460055);
  EXPECT_DOUBLE_EQ(compiled.slots[1].shares[0].moles_per_kilogram, 0.1 / 0.0460055);
}

TEST(Speciation, FineParticlesSumToThePM2p5MassAndCoarseOnesToTheRest) {
  const auto species = table();
  const auto compiled = compile(profile(), species);
  const auto apart = without_overlap(dust(), compiled.organic_ratio);
  std::array<double, model::species_kind_count> mass{};  // by kind
  for (const auto& slot : compiled.slots)
    for (const auto& share : slot.shares) {
      const auto& one = species[slot.species];
      mass[static_cast<std::size_t>(one.kind)] +=
          apart[at(share.pollutant)] * share.moles_per_kilogram * one.molar_mass;
    }
  EXPECT_NEAR(mass[1], 10.0, 1e-13);  // roundings, of all four
  EXPECT_NEAR(mass[2], 15.0, 1e-13);
  EXPECT_NEAR(mass[3], 37.5, 1e-13);
  EXPECT_NEAR(mass[4], 18.75, 1e-13);
  EXPECT_DOUBLE_EQ(apart[at(Pollutant::TSP)], 75.0);
  EXPECT_DOUBLE_EQ(compiled.not_carried[at(Pollutant::TSP)], 0.25);
}

TEST(Speciation, TheVolatilityBasisSpreadsPrimaryOrganicsAndAddsVapours) {
  const auto own = table();
  std::vector<model::Species> all(own.begin(), own.end());
  for (auto& one : model::aerosol::volatility_species()) all.push_back(one);
  const model::SpeciesTable species(all);
  const auto compiled = compile(profile(), species);
  const auto apart = without_overlap(dust(), compiled.organic_ratio);
  EXPECT_DOUBLE_EQ(compiled.organic_ratio, 1.4);  // vapours beside the inventory are no part of PM2.5
  const auto mass = [&](const char* name) {
    double sum = 0.0;
    for (const auto& slot : compiled.slots)
      for (const auto& share : slot.shares)
        if (species[slot.species].name == name)
          sum += apart[at(share.pollutant)] * share.moles_per_kilogram * species[slot.species].molar_mass;
    return sum;
  };
  EXPECT_NEAR(mass("APOA"), 4.2 * 0.32, 1e-14);
  EXPECT_NEAR(mass("ASVPO"), 4.2 * 0.48, 1e-14);
  EXPECT_NEAR(mass("VIVPO"), 4.2 * 1.70, 1e-14);
  EXPECT_NEAR(mass("AEC"), 2.0, 1e-14);
}

TEST(Speciation, BlackCarbonShrinksWherePM2p5AloneWasCut) {
  auto mass = dust();
  mass[at(Pollutant::PM2p5)] = 3.1;  // BC + 1.4 OC = 6.2
  const auto apart = without_overlap(mass, 1.4);
  EXPECT_DOUBLE_EQ(apart[at(Pollutant::BC)], 1.0);
  EXPECT_DOUBLE_EQ(apart[at(Pollutant::OC)], 1.5);
  EXPECT_EQ(apart[at(Pollutant::PM2p5)], 0.0);
}

TEST(Speciation, PrimarySulfateKeepsTheMolesOfSulfur) {
  const auto compiled = compile(profile(), table());
  double sulfur = 0.0;
  for (const auto& slot : compiled.slots)
    for (const auto& share : slot.shares)
      if (share.pollutant == Pollutant::SO2) sulfur += share.moles_per_kilogram;
  EXPECT_NEAR(sulfur, 1.0 / 0.0640638, 1e-13);  // roundings
}

TEST(Speciation, ASpeciesThatTheRunLacksIsNamed) {
  Inventory inventory;
  inventory.speciation_profiles = {profile()};
  inventory.speciation_profiles[0].parts[at(Pollutant::VOC)] = {{"XYLMN", 1.0, 0.1}};
  EXPECT_EQ(missing_species(inventory, table()), std::vector<std::string>{"XYLMN"});
  EXPECT_THROW(compile(inventory.speciation_profiles[0], table()), std::out_of_range);
}

}  // namespace
}  // namespace lantian::scenarios
