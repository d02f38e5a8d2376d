#include "scenarios/emission/emission_assembly.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "model/grid/parallel.hpp"
#include "scenarios/inventory/temporal_profile.hpp"

namespace lantian::scenarios {
namespace {

constexpr std::size_t at(Pollutant p) { return static_cast<std::size_t>(p); }
constexpr model::LocalClock china{8 * 3600};
constexpr model::UtcSeconds noon = 1687320000;  // 2023-06-21T12:00+08:00

model::SpeciesTable table() {
  using model::SpeciesKind;
  return model::SpeciesTable({{"NO", 0.0300061},
                              {"NO2", 0.0460055},
                              {"SO2", 0.0640638},
                              {"ASO4", 0.0960626, SpeciesKind::fine_particle},
                              {"AEC", 0.012, SpeciesKind::fine_particle},
                              {"APOA", 0.22, SpeciesKind::fine_particle},
                              {"AOTHR", 0.2, SpeciesKind::fine_particle},
                              {"PMC", 0.1, SpeciesKind::coarse_particle},
                              {"PML", 0.1, SpeciesKind::large_particle},
                              {"PMG", 0.1, SpeciesKind::giant_particle},
                              {"ISOP", 0.06812},
                              {"PAR", 0.01443},
                              {"NH3", 0.0170305}});
}

SpeciationProfile profile() {
  SpeciationProfile p;
  p.id = "default";
  p.parts[at(Pollutant::NOx)] = {{"NO", 0.9, 0.0460055}, {"NO2", 0.1, 0.0460055}};
  p.parts[at(Pollutant::SO2)] = {{"SO2", 0.99, 0.0640638}, {"ASO4", 0.01, 0.0640638}};
  p.parts[at(Pollutant::VOC)] = {{"PAR", 0.9, 0.01443}, {"", 0.1}};
  p.parts[at(Pollutant::NH3)] = {{"NH3", 1.0}};
  p.parts[at(Pollutant::BC)] = {{"AEC", 1.0}};
  p.parts[at(Pollutant::OC)] = {{"APOA", 1.4}};
  p.parts[at(Pollutant::PM2p5)] = {{"ASO4", 0.25}, {"AOTHR", 0.75}};
  p.parts[at(Pollutant::PM10)] = {{"PMC", 1.0}};
  p.parts[at(Pollutant::TSP)] = {{"PML", 0.6}, {"PMG", 0.4}};
  return p;
}

Source source(std::string id, double scale) {
  Source s;
  s.id = std::move(id);
  s.category = "process_industry." + s.id;
  s.temporal = s.speciation = 0;
  s.annual_mass = {70, 330, 15000, 410, 90, 370, 150, 13, 28, 900};
  for (auto& mass : s.annual_mass) mass *= 1000.0 * scale;
  return s;
}

/// A kiln's stack in the county, a road that leaves the window, a town, a wood.
Inventory inventory() {
  Inventory all;
  TemporalProfile traffic;
  traffic.month.fill(1.0), traffic.weekday = {0.5, 1.1, 1.1, 1.1, 1.1, 1.1, 1.0};
  for (std::size_t h = 0; h < 24; ++h) traffic.hour[h] = 1.0 + 0.1 * static_cast<double>(h);
  all.temporal_profiles = {traffic};
  all.speciation_profiles = {profile()};
  Spread road, town, wood;
  road.segments = {{{0, 0, -100, 150}, {0, 0, 9000, 4100}, 1.0}};
  town.discs = {{{0, 0, 1500, 1500}, 900, 2.0}, {{0, 0, 3100, 2050}, 700, 1.0}};
  town.top = 60.0;
  wood.discs = {{{0, 0, 2000, 1500}, 1400, 1.0}};
  all.spreads = {road, town, wood};
  all.sources = {source("kiln", 0.3), source("road", 1.0), source("town", 0.7), source("wood", 0.0)};
  all.sources[0].stack = {30, 2, 330, 10}, all.sources[0].place = {0, 0, 2600, 1700};
  all.sources[0].in_county = true, all.sources[2].in_county = true;
  for (int s = 1; s < 4; ++s) all.sources[static_cast<std::size_t>(s)].spread = s - 1;
  all.sources[3].natural = true, all.sources[3].natural_law = "isoprene";
  all.latitude = 0.61, all.longitude = 1.97;
  all.sources[3].natural_species = "ISOP", all.sources[3].natural_rate = 0.02;
  return all;
}

model::Grid grid() { return {5, 4, 1000.0, 0.0, 0.0, {0, 20, 45, 80, 125, 185}}; }

model::Weather weather() {
  model::Weather w;
  w.air_temperature.assign(grid().cells(), 300.0);
  for (std::size_t c = 0; c < grid().columns(); ++c) w.air_temperature[c] += 0.1 * static_cast<double>(c);
  w.surface_downwelling_shortwave.assign(grid().columns(), 700.0);
  return w;
}

std::vector<double> between_45_and_125(const Stack&, const model::Grid&, const model::Weather&, int, int) {
  return {0.0, 0.0, 0.4, 0.6, 0.0};
}

EmissionPlan plan(std::string id, std::vector<PlanRun> runs) {
  EmissionPlan plan;
  plan.id = std::move(id);
  plan.runs = std::move(runs);
  return plan;
}

HourlyEmission assemble(const Inventory& all, std::vector<EmissionMember> members) {
  const auto species = table();
  const EmissionAssembly assembly(all, grid(), species, china, between_45_and_125);
  const model::Layout layout(grid(), species.size(), static_cast<int>(members.size()));
  return assembly.hour(noon, weather(), layout, members);
}

std::vector<float> member_rates(const HourlyEmission& emission, int members, int member) {
  const model::Layout layout(grid(), table().size(), members);
  std::vector<float> rates;
  for (int k = 0; k < emission.field.layers; ++k)
    for (int j = 0; j < layout.ny; ++j)
      for (int i = 0; i < layout.nx; ++i)
        for (int s = 0; s < layout.species; ++s)
          rates.push_back(emission.field.at(layout, k, j, i)[layout.lane(s, member)]);
  return rates;
}

/// kg in the hour that the grid gets, by species.
std::vector<double> mass_in_grid(const HourlyEmission& emission, int members, int member) {
  const auto species = table();
  const auto rates = member_rates(emission, members, member);
  std::vector<double> mass(static_cast<std::size_t>(species.size()), 0.0);
  for (std::size_t n = 0; n < rates.size(); ++n)
    mass[n % mass.size()] += 3600.0 * rates[n] * species[static_cast<int>(n % mass.size())].molar_mass;
  return mass;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

TEST(EmissionAssembly, TheGridGetsWhatTheLedgerSays) {
  const auto none = plan("none", {});
  const auto emission = assemble(inventory(), {{&none}});
  const auto grid_mass = mass_in_grid(emission, 1, 0);
  const auto& account = emission.account;
  const auto total = account.total(0);
  const auto carried = [&](Pollutant p) {
    return total[at(p)] - account.outside(0)[at(p)] - account.not_carried(0)[at(p)];
  };
  const auto species = table();
  const auto mass = [&](const char* name) { return grid_mass[static_cast<std::size_t>(species.at(name))]; };
  // Each cell's rate is rounded to float once: 6e-8 relative.
  EXPECT_NEAR(mass("NH3") / carried(Pollutant::NH3), 1.0, 1e-7);
  EXPECT_NEAR((mass("NO") / 0.0300061 + mass("NO2") / 0.0460055) * 0.0460055 / carried(Pollutant::NOx), 1.0,
              1e-7);
  EXPECT_NEAR((mass("PAR") + mass("ISOP")) / carried(Pollutant::VOC), 1.0, 1e-7);
  const double sulfate_of_gas = 0.01 * 0.0960626 / 0.0640638;
  const double fine =
      mass("ASO4") + mass("AEC") + mass("APOA") + mass("AOTHR") - sulfate_of_gas * carried(Pollutant::SO2);
  EXPECT_NEAR(fine / carried(Pollutant::PM2p5), 1.0, 1e-7);
  EXPECT_NEAR(mass("PMC") / (carried(Pollutant::PM10) - carried(Pollutant::PM2p5)), 1.0, 1e-7);
  EXPECT_EQ(account.not_carried(0)[at(Pollutant::TSP)], 0.0);  // dust above 10 um is carried
  const double dust = carried(Pollutant::TSP) - carried(Pollutant::PM10);
  EXPECT_NEAR(mass("PML") / (0.6 * dust), 1.0, 1e-7);
  EXPECT_NEAR(mass("PMG") / (0.4 * dust), 1.0, 1e-7);
}

TEST(EmissionAssembly, TheLedgerHoldsTheAnnualMassesTimesTheHour) {
  const auto all = inventory();
  const auto none = plan("none", {});
  const auto emission = assemble(all, {{&none}});
  const double share = rate_factor(all.temporal_profiles[0], all.calendar, china, noon) / 8760.0;
  for (const auto p : {Pollutant::SO2, Pollutant::CO, Pollutant::PM2p5, Pollutant::TSP}) {
    double year = 0.0;
    for (const auto& one : all.sources) year += one.annual_mass[at(p)];
    EXPECT_NEAR(emission.account.total(0)[at(p)] / (year * share), 1.0, 1e-12);  // the requirement
  }
}

TEST(EmissionAssembly, WhatLeavesTheWindowIsCountedThere) {
  const auto none = plan("none", {});
  const auto all = inventory();
  const EmissionAssembly assembly(all, grid(), table(), china, between_45_and_125);
  EXPECT_GT(assembly.share_outside(1), 0.4);
  EXPECT_EQ(assembly.share_outside(0), 0.0);
  const auto emission = assemble(all, {{&none}});
  const double share = rate_factor(all.temporal_profiles[0], all.calendar, china, noon) / 8760.0;
  const double expected = assembly.share_outside(1) * all.sources[1].annual_mass[at(Pollutant::CO)] * share;
  EXPECT_NEAR(emission.account.outside(0)[at(Pollutant::CO)] / expected, 1.0, 1e-12);  // the requirement
}

TEST(EmissionAssembly, APlanOfOnesEqualsTheBaselineBitForBitInItsOwnLane) {
  const auto none = plan("none", {});
  const auto ones = plan("ones", {{0, 0, 4000000000, Stage::activity, {}, 1.0, 0},
                                  {1, 0, noon + 1000, Stage::control, Pollutant::NOx, 1.0, 0},
                                  {1, noon + 1000, 4000000000, Stage::control, {}, 1.0, 0}});
  const auto halved = plan("halved", {{1, 0, 4000000000, Stage::activity, {}, 0.5, 0}});
  const auto emission = assemble(inventory(), {{&none}, {&ones}, {&halved}});
  const auto baseline = member_rates(emission, 3, 0);
  EXPECT_TRUE(same_bits(baseline, member_rates(emission, 3, 1)));
  EXPECT_FALSE(same_bits(baseline, member_rates(emission, 3, 2)));
}

TEST(EmissionAssembly, AMembersBitsDependNeitherOnCompanyNorOnThreads) {
  const auto none = plan("none", {});
  const auto third = plan("third", {{0, 0, 4000000000, Stage::activity, {}, 1.0 / 3.0, 0}});
  const auto alone = member_rates(assemble(inventory(), {{&third}}), 1, 0);
  const int before = model::thread_count();
  for (const int threads : {1, 2, 3, 7}) {
    model::set_thread_count(threads);
    const auto company =
        assemble(inventory(), {{&none}, {&none, Exclusion::window}, {&third}, {&none, Exclusion::county}});
    EXPECT_TRUE(same_bits(alone, member_rates(company, 4, 2))) << threads << " threads";
  }
  model::set_thread_count(before);
}

TEST(EmissionAssembly, ExclusionTurnsOffPeopleOfTheWindowOrTheCountyAndLeavesNature) {
  const auto none = plan("none", {});
  const auto emission =
      assemble(inventory(), {{&none}, {&none, Exclusion::window}, {&none, Exclusion::county}});
  auto nature_alone = inventory();
  for (std::size_t s = 0; s < 3; ++s) nature_alone.sources[s].annual_mass = {};
  EXPECT_TRUE(same_bits(member_rates(assemble(nature_alone, {{&none}}), 1, 0), member_rates(emission, 3, 1)));
  for (std::size_t p = 0; p < pollutant_count; ++p)
    EXPECT_EQ(emission.account.total(1)[p] > 0.0, p == at(Pollutant::VOC)) << p;
  auto without_county = inventory();
  without_county.sources[0].annual_mass = without_county.sources[2].annual_mass = {};
  const auto expected = member_rates(assemble(without_county, {{&none}}), 1, 0);
  auto found = member_rates(emission, 3, 2);
  EXPECT_TRUE(same_bits(expected, found));
}

TEST(EmissionAssembly, AStackIsLaidWhereItsPlumeIs) {
  auto all = inventory();
  all.sources.resize(1);
  const auto none = plan("none", {});
  const auto emission = assemble(all, {{&none}});
  EXPECT_EQ(emission.field.layers, 4);
  const model::Layout layout(grid(), table().size(), 1);
  const int no = table().at("NO");
  EXPECT_EQ(emission.field.at(layout, 0, 1, 2)[no], 0.0f);
  const double low = emission.field.at(layout, 2, 1, 2)[no], high = emission.field.at(layout, 3, 1, 2)[no];
  EXPECT_NEAR(high / low, 1.5, 1e-6);  // float
}

TEST(EmissionAssembly, APlanThatBeginsWithinTheHourCountsByItsPart) {
  const auto late = plan("late", {{0, noon + 900, 4000000000, Stage::activity, {}, 0.2, 0}});
  EXPECT_NEAR(mean_factor(late, 0, noon, noon + 3600, Pollutant::CO), 0.25 + 0.75 * 0.2, 1e-15);  // rounding
  EXPECT_EQ(mean_factor(late, 0, noon + 3600, noon + 7200, Pollutant::CO), 0.2);
  EXPECT_EQ(mean_factor(late, 1, noon, noon + 3600, Pollutant::CO), 1.0);
}

TEST(EmissionAssembly, TheWoodIsSilentAtNight) {
  const auto none = plan("none", {});
  const auto all = inventory();
  const auto species = table();
  auto night = weather();
  night.surface_downwelling_shortwave.assign(grid().columns(), 0.0);
  const EmissionAssembly assembly(all, grid(), species, china, between_45_and_125);
  const std::vector<EmissionMember> members{{&none}};
  const auto emission = assembly.hour(noon, night, {grid(), species.size(), 1}, members);
  EXPECT_EQ(mass_in_grid(emission, 1, 0)[static_cast<std::size_t>(species.at("ISOP"))], 0.0);
}

}  // namespace
}  // namespace lantian::scenarios
