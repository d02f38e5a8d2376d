// Plumes of a town: what goes into them is what the plans say, matrices give what direct computing gives, the
// threads do not matter.
#include "run/plumes/plumes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "run/case_weather.hpp"
#include "run/plumes/kept_units.hpp"
#include "scenarios/emission/planned_mass.hpp"
#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;
using namespace lantian::tests;

class TownOfPlumes {
 public:
  TownOfPlumes() {
    const std::string text = town_.text("case.toml");
    town_.write("case.toml",
                with(text, "[monitors]",
                     "[plumes]\nactive = true\nmap_spacing = \"2 km\"\nmatrix = true\n[monitors]"));
  }
  const TownCase& town() const { return town_; }
  io::CaseInputs inputs() const { return run::read_sound_case(town_.path(), {}); }

 private:
  TownCase town_{{{"counterfactual"}, {"orange", orange_file}, {"no_county", "", "county"}}};
};

const TownOfPlumes& plumes() {
  static const TownOfPlumes all;
  return all;
}

struct Made {
  io::CaseInputs inputs = plumes().inputs();
  run::PlumeSetup setup = run::plume_setup(inputs);
  run::WeatherSeries weather{inputs.grid, run::case_weather(inputs)};
  std::vector<run::PlumeMember> members;

  Made() {
    for (const auto& one : run::run_members(inputs, {})) members.push_back({one.id, {one.plan, one.exclude}});
  }
  run::PlumeIncrements increments(const run::UnitValues& units, const run::GridOzone& ozone = {}) const {
    run::Progress progress;
    return run::plume_increments(inputs, setup, members, weather, units, ozone, progress);
  }
  run::UnitValues computed() const { return run::computed_units(setup, weather); }
};

const Made& made() {
  static const Made all;
  return all;
}

double largest(const std::vector<float>& values) { return *std::max_element(values.begin(), values.end()); }

TEST(Plumes, WhatGoesIntoThemIsWhatThePlansSayOfTheirSources) {
  const auto& town = made();
  const auto increments = town.increments(town.computed());
  const auto clock = town.inputs.file.contents.time.clock();
  for (std::size_t m = 0; m < town.members.size(); ++m) {
    scenarios::PollutantMasses expected{};
    for (std::size_t s = 0; s < town.inputs.inventory.sources.size(); ++s) {
      const auto& source = town.inputs.inventory.sources[s];
      const bool is_stack = source.spread < 0 && !source.natural;
      const bool is_yard =
          source.spread >= 0 && source.enterprise >= 0 && !source.natural &&
          !town.inputs.inventory.spreads[static_cast<std::size_t>(source.spread)].discs.empty();
      const bool is_road =
          source.spread >= 0 && !source.natural &&
          !town.inputs.inventory.spreads[static_cast<std::size_t>(source.spread)].segments.empty();
      if (!is_stack && !is_yard && !is_road) continue;
      for (int hour = 0; hour < town.setup.hours; ++hour) {
        const scenarios::PlannedMass mass(town.inputs.inventory, clock, town.setup.start + hour * 3600);
        const auto kilograms = mass.of(static_cast<int>(s), town.members[m].emission);
        for (std::size_t p = 0; p < expected.size(); ++p) expected[p] += kilograms[p];
      }
    }
    for (std::size_t p = 0; p < expected.size(); ++p) {
      EXPECT_NEAR(increments.emitted[m][p], expected[p], 1e-11 * expected[p]);  // sums in another order
      EXPECT_LE(increments.emitted[m][p], increments.emitted_by_all[m][p] * (1.0 + 1e-11));
    }
    EXPECT_GT(expected[0], 0.0) << "the neighbours' stacks stay where the county is off";
  }
  EXPECT_LT(increments.emitted[1][1], increments.emitted[0][1]);  // the orange plan cuts NOx
}

TEST(Plumes, EnterprisesSumToAllAndEveryHourCounts) {
  const auto& town = made();
  const auto increments = town.increments(town.computed());
  const std::size_t places = town.setup.places.size(), groups = town.setup.sources.groups.size();
  ASSERT_GT(places, 5u);
  for (const auto& field : increments.fields) {
    const double most = largest(field.places);
    EXPECT_GT(most, 0.0) << field.name;
    for (std::size_t row = 0; row < static_cast<std::size_t>(increments.hours) * town.members.size(); ++row) {
      double hour = 0.0;
      for (std::size_t p = 0; p < places; ++p) {
        double sum = 0.0;
        for (std::size_t g = 0; g < groups; ++g) sum += field.groups[(row * groups + g) * places + p];
        EXPECT_NEAR(sum, field.places[row * places + p], 1e-5 * most);  // each is rounded to float
        hour += field.places[row * places + p];
      }
      if (row % town.members.size() == 0) {
        EXPECT_GT(hour, 0.0);
      }
    }
  }
}

TEST(Plumes, AMatrixGivesWhatDirectComputingGivesToTheFilesRounding) {
  const auto& town = made();
  const ScratchFolder folder;
  const auto file = folder.path() / "m.h5";
  const auto direct = town.increments(town.computed());
  const auto through = [&](bool is_there) {
    run::KeptUnits kept(town.inputs, town.setup, town.weather, file);
    EXPECT_EQ(kept.is_there(), is_there);
    auto increments = town.increments(kept.values());
    kept.finish();
    return increments;
  };
  const auto first = through(false), again = through(true);
  for (std::size_t f = 0; f < direct.fields.size(); ++f) {
    EXPECT_EQ(first.fields[f].map, again.fields[f].map);
    EXPECT_EQ(first.fields[f].groups, again.fields[f].groups);
    for (std::size_t n = 0; n < direct.fields[f].map.size(); ++n)
      // Every term is rounded by 2^-24 at most, all are positive; the sum is rounded once more.
      ASSERT_NEAR(first.fields[f].map[n], direct.fields[f].map[n],
                  std::ldexp(direct.fields[f].map[n], -22) + 1e-30);
  }
  // The file alone, with the emission of the first member, gives the first pollutant's sums.
  io::PlumeMatrixReader reader(file);
  const std::size_t outlets = town.setup.outlets();
  std::vector<double> emission(static_cast<std::size_t>(town.setup.hours) * outlets);
  const auto clock = town.inputs.file.contents.time.clock();
  for (int hour = 0; hour < town.setup.hours; ++hour) {
    const scenarios::PlannedMass mass(town.inputs.inventory, clock, town.setup.start + hour * 3600);
    for (const auto& part : town.setup.sources.shares)
      emission[static_cast<std::size_t>(hour) * outlets + static_cast<std::size_t>(part.outlet)] +=
          mass.of(part.source,
                  town.members[0].emission)[static_cast<std::size_t>(scenarios::Pollutant::PM10)] *
          part.share / 3600.0;
  }
  const auto product = reader.product(emission);
  const auto& particles = first.fields[2];
  ASSERT_EQ(particles.name, "PM10");  // not brought to a reference state
  const std::size_t places = town.setup.places.size(), receptors = town.setup.receptors.size();
  for (int hour = 0; hour < town.setup.hours; ++hour)
    for (std::size_t p = 0; p < places; ++p) {
      const double expected =
          particles.places[static_cast<std::size_t>(hour) * town.members.size() * places + p];
      EXPECT_NEAR(product[static_cast<std::size_t>(hour) * receptors + p], expected, 2e-7 * expected);
    }
}

TEST(Plumes, TheSameBytesForAnyNumberOfThreads) {
  const ScratchFolder folder;
  const auto run_with = [&](int threads, const std::string& name) {
    run::PlumesRequest request;
    request.case_path = plumes().town().path();
    request.output = folder.path() / name;
    request.threads = threads;
    request.matrix = folder.path() / (name + ".h5");
    run::Progress progress;
    run::run_plumes(request, progress);
  };
  run_with(1, "one");
  run_with(3, "three");
  for (const char* name : {"plumes.nc", "plumes.csv", "plumes_groups.csv", "plumes_ledger.csv"})
    EXPECT_EQ(text_of(folder.path() / "one" / name), text_of(folder.path() / "three" / name)) << name;
  EXPECT_EQ(text_of(folder.path() / "one.h5"), text_of(folder.path() / "three.h5"));
}

TEST(Plumes, OzoneTurnsNitrogenMonoxideUpToWhatThereIs) {
  const auto& town = made();
  constexpr double much = 1e-3, none = 0.0;  // kg m-3
  const auto of = [&](double ozone) {
    return town.increments(town.computed(), [ozone](int, std::size_t, std::size_t) { return ozone; });
  };
  const auto rich = of(much), poor = of(none), some = of(2e-8);
  const auto& nox = rich.fields[1];
  ASSERT_EQ(nox.name, "NOx");
  ASSERT_EQ(rich.fields.back().name, "NO2");
  const double most = largest(nox.places);
  for (std::size_t n = 0; n < nox.places.size(); ++n) {
    EXPECT_NEAR(rich.fields.back().places[n], 0.9 * nox.places[n], 1e-6 * most);    // the equilibrium
    EXPECT_NEAR(poor.fields.back().places[n], 0.092 * nox.places[n], 1e-6 * most);  // as it left the stacks
    EXPECT_LE(some.fields.back().places[n], 0.092 * nox.places[n] + 2e-8 * 46.0 / 48.0 + 1e-6 * most);
  }
}

TEST(Plumes, ARunWritesThemBesideItsGrid) {
  auto request = plumes().town().request("with");
  request.members = {"counterfactual"};
  const auto summary = plumes().town().run(request);
  for (const char* name :
       {"plumes.nc", "plumes.csv", "plumes_groups.csv", "plumes_ledger.csv", "plume_matrix.h5"})
    EXPECT_TRUE(std::filesystem::exists(summary.folder / name)) << name;
  const std::string table = text_of(summary.folder / "plumes.csv");
  EXPECT_TRUE(table.starts_with("# SYNTHETIC"));
  EXPECT_NE(table.find(",NO2,"), std::string::npos);
}

}  // namespace
