// The embedded case from its tables to the grid: what the ledger says is what the cells get.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "io/inventory.hpp"
#include "io/mechanism.hpp"
#include "model/aerosol/aerosol_species.hpp"
#include "scenarios/emission/emission_assembly.hpp"
#include "scenarios/inventory/inventory_totals.hpp"
#include "scenarios/inventory/speciation.hpp"
#include "tests/support/places.hpp"

namespace lantian {
namespace {

using scenarios::Pollutant;
constexpr std::size_t at(Pollutant p) { return static_cast<std::size_t>(p); }
constexpr model::LocalClock china{8 * 3600};
constexpr model::UtcSeconds evening = 1700740800;  // 2023-11-23T20:00+08:00
const std::filesystem::path root = tests::source_root();

model::Grid grid() { return {40, 36, 2000.0, -46000.0, -40000.0, model::default_layer_faces()}; }

model::SpeciesTable species() {
  std::vector<model::Species> all;
  for (const auto& one : io::read_mechanism(root / "data/mechanisms/cb6r3.yaml").species)
    if (!one.given) all.push_back({one.name, one.molar_mass});
  for (const auto& one : model::aerosol::aerosol_species()) {
    const auto same = [&](const model::Species& other) { return other.name == one.name; };
    if (std::none_of(all.begin(), all.end(), same)) all.push_back(one);
  }
  return model::SpeciesTable(std::move(all));
}

const scenarios::Inventory& mengzhou() {
  static const scenarios::Inventory inventory = [] {
    io::InventoryRequest request;
    request.folders = {root / "cases/mengzhou/inventory"};
    request.profiles = root / "data/profiles";
    request.county = "mengzhou";
    request.project = [](double longitude, double latitude) {
      return std::array<double, 2>{(longitude - 112.787) * 91300.0, (latitude - 34.91) * 110950.0};
    };
    request.inside_window = [](double x, double y) { return x > -46e3 && x < 34e3 && y > -40e3 && y < 32e3; };
    for (const auto& one : species()) request.species.push_back(one.name);
    io::Diagnostics diagnostics;
    auto read = io::read_inventory(request, diagnostics);
    diagnostics.throw_if_any();
    return read;
  }();
  return inventory;
}

/// A calm cold evening, the same everywhere.
model::Weather weather() {
  const auto g = grid();
  model::Weather w;
  w.air_temperature.resize(g.cells());
  w.air_pressure.resize(g.cells());
  w.relative_humidity.assign(g.cells(), 0.8);
  for (int k = 0; k < g.nz(); ++k)
    for (std::size_t c = 0; c < g.columns(); ++c) {
      const auto cell = static_cast<std::size_t>(k) * g.columns() + c;
      w.air_temperature[cell] = 279.0 - 0.004 * g.layer_centre(k);
      w.air_pressure[cell] = 101000.0 * std::exp(-g.layer_centre(k) / 8200.0);
    }
  const auto nz = static_cast<std::size_t>(g.nz());
  w.x_wind.assign(nz * 36 * 41, 1.5);
  w.y_wind.assign(nz * 37 * 40, 0.5);
  w.eddy_diffusivity.assign((nz + 1) * g.columns(), 1.0);
  w.boundary_layer_thickness.assign(g.columns(), 150.0);
  w.friction_velocity.assign(g.columns(), 0.12);
  w.inverse_obukhov_length.assign(g.columns(), 0.02);
  w.surface_sensible_heat_flux.assign(g.columns(), -10.0);
  w.surface_downwelling_shortwave.assign(g.columns(), 0.0);
  return w;
}

/// Moles in the hour by species of one member.
std::vector<double> moles_of(const scenarios::HourlyEmission& emission, const model::Layout& layout,
                             int member) {
  std::vector<double> moles(static_cast<std::size_t>(layout.species), 0.0);
  for (int k = 0; k < emission.field.layers; ++k)
    for (int j = 0; j < layout.ny; ++j)
      for (int i = 0; i < layout.nx; ++i)
        for (int s = 0; s < layout.species; ++s)
          moles[static_cast<std::size_t>(s)] +=
              3600.0 * emission.field.at(layout, k, j, i)[layout.lane(s, member)];
  return moles;
}

TEST(EmbeddedInventory, NamesNoSpeciesThatTheRunLacks) {
  EXPECT_EQ(scenarios::missing_species(mengzhou(), species()), std::vector<std::string>{});
}

TEST(EmbeddedInventory, TheCountysTotalsAreThoseOfTheCasesTable) {
  const auto county = scenarios::inventory_totals(mengzhou()).county;
  // Fireworks, which the table of the case's design lacks, stand beside it.
  const double tons[] = {818 + 0.6, 3850 + 0.1, 15280 + 1.2, 4240,      2304,
                         3723 + 4,  1423 + 3.4, 132 + 0.1,   285 + 0.5, 7000 + 1330 + 1200};
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    EXPECT_NEAR(county[p] / 1000.0, tons[p], 0.5) << scenarios::pollutant_names[p];  // rows are rounded
}

TEST(EmbeddedInventory, TheGridGetsWhatTheLedgerSays) {
  const auto table = species();
  const scenarios::EmissionAssembly assembly(mengzhou(), grid(), table, china);
  scenarios::EmissionPlan none;
  none.id = "none";
  const std::vector<scenarios::EmissionMember> members{{&none}};
  const model::Layout layout(grid(), table.size(), 1);
  const auto emission = assembly.hour(evening, weather(), layout, members);
  const auto moles = moles_of(emission, layout, 0);
  const auto& account = emission.account;
  const auto total = account.total(0);
  const auto carried = [&](Pollutant p) {
    return total[at(p)] - account.outside(0)[at(p)] - account.not_carried(0)[at(p)];
  };
  const auto mole = [&](const char* name) { return moles[static_cast<std::size_t>(table.at(name))]; };
  // Rounded to float once in each cell: 6e-8; some thousand cells of one sign.
  EXPECT_NEAR((mole("NO") + mole("NO2") + mole("HONO")) * 0.0460055 / carried(Pollutant::NOx), 1.0, 2e-7);
  EXPECT_NEAR(mole("NH3") * 0.0170305 / carried(Pollutant::NH3), 1.0, 2e-7);
  EXPECT_NEAR(mole("CO") * 0.0280101 / carried(Pollutant::CO), 1.0, 2e-7);
  double fine = 0.0;
  for (const auto& one : table)
    if (one.kind == model::SpeciesKind::fine_particle) fine += mole(one.name.c_str()) * one.molar_mass;
  const double primary_sulfate =
      (carried(Pollutant::SO2) / 0.0640638 - mole("SO2")) * table[table.at("ASO4")].molar_mass;
  EXPECT_NEAR((fine - primary_sulfate) / carried(Pollutant::PM2p5), 1.0, 1e-6);
  EXPECT_NEAR(mole("PMC") * table[table.at("PMC")].molar_mass /
                  (carried(Pollutant::PM10) - carried(Pollutant::PM2p5)),
              1.0, 2e-7);
  // All dust above 10 um is carried, split as the profile says.
  EXPECT_EQ(account.not_carried(0)[at(Pollutant::TSP)], 0.0);
  EXPECT_GT(mole("PMG"), 0.0);
  EXPECT_NEAR(mole("PML") / mole("PMG"), 1.5, 1e-6);
}

TEST(EmbeddedInventory, CountyAndWindowExclusionLeaveWhatTheyShould) {
  const auto table = species();
  const scenarios::EmissionAssembly assembly(mengzhou(), grid(), table, china);
  scenarios::EmissionPlan none;
  none.id = "none";
  const std::vector<scenarios::EmissionMember> members{
      {&none}, {&none, scenarios::Exclusion::county}, {&none, scenarios::Exclusion::window}};
  const auto emission = assembly.hour(evening, weather(), {grid(), table.size(), 3}, members);
  const auto& account = emission.account;
  const auto county = account.anthropogenic(0, assembly.groups(), true);
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) {
    EXPECT_NEAR((account.total(1)[p] + county[p]) / account.total(0)[p], 1.0, 1e-12);  // the requirement
    EXPECT_EQ(account.total(2)[p], 0.0);
  }
}

TEST(EmbeddedInventory, StacksRiseAndEightEqualMembersAgreeToTheBit) {
  const auto table = species();
  const scenarios::EmissionAssembly assembly(mengzhou(), grid(), table, china);
  scenarios::EmissionPlan none;
  none.id = "none";
  const std::vector<scenarios::EmissionMember> members(8, {&none});
  const model::Layout layout(grid(), table.size(), 8);
  const auto emission = assembly.hour(evening, weather(), layout, members);
  EXPECT_GT(emission.field.layers, 3);
  for (int k = 0; k < emission.field.layers; ++k)
    for (int j = 0; j < layout.ny; ++j)
      for (int i = 0; i < layout.nx; ++i)
        for (int s = 0; s < layout.species; ++s) {
          const float* const rate = emission.field.at(layout, k, j, i) + layout.lane(s, 0);
          for (int m = 1; m < 8; ++m) ASSERT_EQ(rate[0], rate[m]);
        }
}

}  // namespace
}  // namespace lantian
