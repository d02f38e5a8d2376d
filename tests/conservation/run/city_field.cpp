// The city field of a town: every cell's mean is the grid's, nothing is negative, without sources it is the
// grid to the bit, and neither threads nor members change a bit.
#include "run/city/city_field.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "run/plumes/plume_increments.hpp"
#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;
using namespace lantian::tests;

constexpr const char* keys =
    "[city_field]\nactive = true\nspacing = \"1 km\"\nwest = 112.65\neast = 112.9\nsouth = 34.86\n"
    "north = 35.0\nhourly = true\n";

/// No primary particles, in days of January alone.
constexpr const char* january = R"(schema = "lantian.scenario/1"
id = "january"
label = { en = "No particles", zh = "无颗粒物" }
timezone = "Asia/Shanghai"
[window.some_days]
dates = ["01-05/01-15"]
[measure.none]
label = { en = "None", zh = "无" }
select = { where = { emission = { species = "PM2p5", min = "0.001 kg/a" } } }
window = "some_days"
op = { kind = "scale", factor = 0.0 }
)";

class Town {
 public:
  explicit Town(const std::string& more = "", const TownMember& second = {"orange", orange_file})
      : town_(TownMembers{{"counterfactual"}, second}) {
    town_.write("scenarios/january.toml", january);
    town_.write("case.toml", with(town_.text("case.toml"), "[monitors]", keys + more + "[monitors]"));
  }
  const TownCase& town() const { return town_; }

 private:
  TownCase town_;
};

/// A run and its field.
struct Made {
  Town town;
  io::CaseInputs inputs;
  run::Engine engine;
  run::Simulated simulated;
  run::CitySetup setup;
  run::CityField field;

  explicit Made(const std::string& more = "", const std::string& plan_start = "",
                const TownMember& second = {"orange", orange_file})
      : town(more, second),
        inputs(run::read_sound_case(town.town().path(), {"", "", false, plan_start})),
        engine(run::make_engine(inputs, {})),
        simulated(grid()),
        setup(run::city_setup(inputs)),
        field(refined()) {}

  float grid_at(const run::CityQuantity& one, std::size_t hour, std::size_t member, int i, int j) const {
    return simulated.record
        .means[one.recorded][hour][member * engine.grid.columns() + engine.grid.column(j, i)];
  }

 private:
  run::Simulated grid() {
    run::Progress progress;
    return run::simulate<float>(engine, town.town().request("none"), {}, {}, progress);
  }
  run::CityField refined() {
    run::Progress progress;
    return run::city_field(engine, simulated, setup, progress);
  }
};

const Made& made() {
  static const Made one;
  return one;
}

TEST(CityField, EveryCellsMeanIsTheGridsAndNothingIsNegative) {
  const auto& [patch, i0, j0, first] = made().setup.patches.front();
  ASSERT_EQ(patch.n, 8);
  ASSERT_GE(patch.cells(), 6u);
  ASSERT_EQ(made().field.quantities.size(), 6u);
  for (const auto& one : made().field.quantities) {
    double widest = 0.0;
    for (std::size_t hour = 0; hour < one.hourly.size(); ++hour)
      for (std::size_t member = 0; member < 2; ++member) {
        const std::vector<double> points(
            one.hourly[hour].begin() + static_cast<std::ptrdiff_t>(member * patch.points()),
            one.hourly[hour].begin() + static_cast<std::ptrdiff_t>((member + 1) * patch.points()));
        const auto means = model::city::cell_means(patch, points);
        for (std::size_t cell = 0; cell < means.size(); ++cell) {
          const auto side = static_cast<std::size_t>(patch.nx);
          const double grid = made().grid_at(one, hour, member, i0 + static_cast<int>(cell % side),
                                             j0 + static_cast<int>(cell / side));
          // Each point is rounded to float. Ozone is what NO2 leaves of Ox: rounding is of that.
          EXPECT_NEAR(means[cell], grid, 1e-7 * grid + 1e-18) << one.name;
        }
        for (std::size_t point = 0; point < points.size(); ++point) {
          EXPECT_GE(points[point], 0.0);
          widest = std::max(widest, points[point] / means[patch.cell_of_point(point)]);
        }
      }
    EXPECT_GT(widest, 1.05) << one.name << " has no pattern";
  }
}

TEST(CityField, MonitorsReadTheFieldWhereTheyStandAlsoBeyondTheWindow) {
  EXPECT_GT(made().setup.patches.size(), 1u);
  const std::size_t monitors = made().setup.monitors.size();
  ASSERT_EQ(monitors, made().inputs.monitors.size());
  for (const auto& one : made().field.quantities)
    for (const float value : one.monitors) {
      EXPECT_GE(value, 0.0f);
      EXPECT_TRUE(std::isfinite(value));
    }
}

TEST(CityField, WithoutPlumesItIsTheGridToTheBit) {
  const Made none("sources = []\n");
  EXPECT_EQ(none.setup.plumes.outlets(), 0u);
  for (const auto& one : none.field.quantities)
    for (std::size_t hour = 0; hour < one.hourly.size(); ++hour)
      for (std::size_t member = 0; member < 2; ++member) {
        const auto& [patch, i0, j0, first] = none.setup.patches.front();
        for (std::size_t point = 0; point < patch.points(); ++point) {
          const std::size_t cell = patch.cell_of_point(point), side = static_cast<std::size_t>(patch.nx);
          ASSERT_EQ(one.hourly[hour][member * patch.points() + point],
                    none.grid_at(one, hour, member, i0 + static_cast<int>(cell % side),
                                 j0 + static_cast<int>(cell / side)))
              << one.name;
        }
        for (std::size_t m = 0; m < none.setup.monitors.size(); ++m) {
          const auto& at = none.setup.monitors[m];
          const auto& own = none.setup.patches[at.patch];
          ASSERT_EQ(one.monitors[(hour * 2 + member) * none.setup.monitors.size() + m],
                    none.grid_at(one, hour, member, own.i + static_cast<int>(at.x),
                                 own.j + static_cast<int>(at.y)));
        }
      }
}

TEST(CityField, PlansGoByTheirOwnDate) {
  const Made dated("between_cells = \"steps\"\nspecies = [\"PM2p5\"]\n", "2024-01-10T15:00",
                   {"january", "\"scenarios/january.toml\""});
  const auto& [patch, i0, j0, first] = dated.setup.patches.front();
  const auto& one = dated.field.quantities.front();
  std::size_t patterned = 0;
  for (std::size_t hour = 0; hour < one.hourly.size(); ++hour)
    for (std::size_t point = 0; point < patch.points(); ++point) {
      const std::size_t cell = patch.cell_of_point(point), side = static_cast<std::size_t>(patch.nx);
      const auto grid = [&](std::size_t member) {
        return dated.grid_at(one, hour, member, i0 + static_cast<int>(cell % side),
                             j0 + static_cast<int>(cell / side));
      };
      patterned += one.hourly[hour][point] != grid(0);
      ASSERT_EQ(one.hourly[hour][patch.points() + point], grid(1));  // no plume is left
    }
  EXPECT_GT(patterned, 0u);
}

TEST(CityField, TheSameBytesForAnyNumberOfThreads) {
  const auto& town = made().town.town();
  const auto one = town.run(town.request("one", 1)), three = town.run(town.request("three", 3));
  for (const char* name : {"city_field.nc", "monitors_city.csv"})
    EXPECT_EQ(text_of(one.folder / name), text_of(three.folder / name)) << name;
  // A member's rows are the same without its company.
  auto alone = town.request("alone");
  alone.members = {"counterfactual"};
  const std::string few = text_of(town.run(alone).folder / "monitors_city.csv"),
                    all = text_of(one.folder / "monitors_city.csv");
  std::istringstream lines(few);
  std::size_t found = 0;
  for (std::string line; std::getline(lines, line); ++found)
    EXPECT_NE(all.find(line), std::string::npos) << line;
  EXPECT_GT(found, 100u);
}

/// Wishes to stop as soon as the plumes begin.
struct Impatient final : run::Progress {
  bool plumes_began = false;
  void plumes(int, int) override { plumes_began = true; }
  bool stop_requested() override { return plumes_began; }
};

TEST(CityField, StoppedItLeavesTheGridsResultsAndNothingOfItsOwn) {
  const auto& town = made().town.town();
  Impatient progress;
  const auto summary = run::run_case(town.request("stopped"), progress);
  EXPECT_EQ(summary.exit, run::ExitCode::stopped);
  EXPECT_TRUE(summary.stopped_in_plumes);
  EXPECT_TRUE(std::filesystem::exists(summary.folder / "surface.nc"));
  EXPECT_FALSE(std::filesystem::exists(summary.folder / "city_field.nc"));
  EXPECT_FALSE(std::filesystem::exists(summary.folder / "monitors_city.csv"));
}

}  // namespace
