// What is written of several levels is the state's own; what is written of the ground stays as it is.
#include <gtest/gtest.h>

#include <cmath>

#include "io/netcdf_reader.hpp"
#include "io/restart.hpp"
#include "run/engine.hpp"
#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;
using namespace lantian::tests;

/// One step an hour, so that the mean of an hour is the state at its end.
std::string town_of_levels(const TownCase& town, int levels) {
  const auto text = with(town.text("case.toml"), "step = \"600 s\"", "step = \"3600 s\"");
  return with(text, "levels = 1", "levels = " + std::to_string(levels));
}

const TownMembers two{{"counterfactual"}, {"no_county", "", "county"}};

io::NetcdfFile opened(const std::filesystem::path& path) {
  io::Diagnostics diagnostics;
  const auto file = io::NetcdfFile::open(path, diagnostics);
  if (!file) throw std::runtime_error("cannot open " + path.string());
  return *file;
}

std::vector<double> read(const io::NetcdfFile& file, const std::string& variable) {
  io::Diagnostics diagnostics;
  return file.read(variable, diagnostics).value();
}

TEST(Levels, HoldWhatTheStateHolds) {
  constexpr int levels = 4, stop = 3, nx = 10, ny = 9;
  const TownCase town(two);
  town.write("case.toml", town_of_levels(town, levels));
  auto request = town.request("out");
  request.stop_after_hours = stop;
  const auto restart = town.run(request).restart;
  ASSERT_TRUE(restart);
  const auto state = io::read_restart(*restart, {});
  const auto& fractions = std::get<std::vector<float>>(state.arrays.at("mole_fraction").values);
  const std::uint64_t lanes = state.arrays.at("mole_fraction").shape.back();
  request.stop_after_hours.reset();
  request.restart = restart;
  const auto whole = town.run(request);
  const auto file = opened(whole.folder / "levels.nc");

  const auto inputs = run::read_sound_case(town.path(), {});
  const auto engine = run::make_engine(inputs, {});
  const auto begin = inputs.file.contents.time.start + (stop - 1) * model::seconds_per_hour;
  const auto weather = engine.weather.step(begin, begin + model::seconds_per_hour).middle;
  for (const auto& [variable, name] : {std::pair{"O3", "O3"}, std::pair{"EC_PM2p5", "AEC"}}) {
    const auto values = read(file, variable);
    ASSERT_EQ(values.size(), static_cast<std::size_t>(TownCase::hours) * 2 * levels * ny * nx);
    const auto species = engine.species.find(name);
    ASSERT_TRUE(species);
    for (int k = 0; k < levels; ++k)
      for (std::size_t m = 0; m < 2; ++m)
        for (std::size_t c = 0; c < nx * ny; ++c) {
          const std::size_t cell = static_cast<std::size_t>(k) * nx * ny + c;
          const bool is_gas = engine.species[*species].kind == model::SpeciesKind::gas;
          const double pressure = is_gas ? 101325.0 : weather.air_pressure[cell];
          const double temperature = is_gas ? 298.15 : weather.air_temperature[cell];
          const double air = pressure / (8.31446261815324 * temperature);  // mol m-3
          const double expected = air * engine.species[*species].molar_mass *
                                  static_cast<double>(fractions[cell * lanes + *species * 2 + m]);
          const double written = values[(((stop - 1) * 2 + m) * levels + k) * nx * ny + c];
          EXPECT_LE(std::abs(written - expected), 1e-7 * expected) << variable << " level " << k;
        }
  }
}

TEST(Levels, LeaveTheGroundAndTheRunAsTheyAre) {
  const TownCase town(two);
  town.write("case.toml", town_of_levels(town, 1));
  const auto lowest = town.run(town.request("lowest"));
  EXPECT_FALSE(std::filesystem::exists(lowest.folder / "levels.nc"));
  town.write("case.toml", with(town.text("case.toml"), "levels = 1", "levels = 14"));
  const auto all = town.run(town.request("all", 1));
  for (const char* table : {"monitors.csv", "ledger.csv", "emissions.csv", "dustfall.csv"})
    EXPECT_EQ(text_of(lowest.folder / table), text_of(all.folder / table)) << table;
  const auto surface = opened(lowest.folder / "surface.nc"), beside = opened(all.folder / "surface.nc");
  const auto levels = opened(all.folder / "levels.nc");
  EXPECT_EQ(surface.variables(), beside.variables());
  for (const char* variable : {"PM2p5", "NO2", "dustfall"})
    EXPECT_EQ(read(surface, variable), read(beside, variable)) << variable;
  EXPECT_EQ(levels.shape_of("NO2"), (std::vector<std::size_t>{TownCase::hours, 2, 14, 9, 10}));
}

TEST(Levels, AreTheSameBytesStoppedOrNot) {
  const TownCase town(two);
  town.write("case.toml", with(town.text("case.toml"), "levels = 1", "levels = 3"));
  const auto whole = town.run(town.request("whole"));
  auto request = town.request("stopped", 1);
  request.stop_after_hours = 2;
  request.restart = town.run(request).restart;
  request.stop_after_hours.reset();
  const auto resumed = town.run(request);
  EXPECT_EQ(resumed.field_hashes, whole.field_hashes);
  EXPECT_TRUE(text_of(resumed.folder / "levels.nc") == text_of(whole.folder / "levels.nc"));
}

}  // namespace
