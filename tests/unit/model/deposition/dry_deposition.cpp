#include "model/deposition/dry_deposition.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "model/grid/parallel.hpp"

using namespace lantian::model;

namespace {

SpeciesTable species() {
  return SpeciesTable({{"O3", 0.048},
                       {"HNO3", 0.063},
                       {"SO2", 0.064},
                       {"NO2", 0.046},
                       {"NH3", 0.017},
                       {"CO", 0.028},
                       {"XYZ", 0.1},
                       {"ANO3", 0.062, SpeciesKind::fine_particle},
                       {"PMC", 0.1, SpeciesKind::coarse_particle},
                       {"PML", 0.1, SpeciesKind::large_particle},
                       {"PMG", 0.1, SpeciesKind::giant_particle}});
}

DepositionSurface plain(Season season) {
  DepositionSurface surface;
  surface.land_use = {{{0.15, 0.75, 0.0, 0.10, 0.0, 0.0, 0.0, 0.0, 0.0}}};
  surface.season = season;
  surface.roughness_length = {0.1};
  return surface;
}

Grid two_columns() {
  Grid grid;
  grid.nx = 2;
  grid.ny = 1;
  grid.dx = 1000.0;
  grid.layer_face = {0, 20};
  return grid;
}

Weather weather(double T, double shortwave, double u_star, double inverse_L) {
  Weather w;
  w.air_temperature.assign(2, T);
  w.air_pressure.assign(2, 1e5);
  w.relative_humidity.assign(2, 0.5);
  w.friction_velocity.assign(2, u_star);
  w.inverse_obukhov_length.assign(2, inverse_L);
  w.surface_downwelling_shortwave.assign(2, shortwave);
  w.precipitation_rate.assign(2, 0.0);
  w.snow_fraction.assign(2, 0.0);
  return w;
}

double velocity(const char* name, const Weather& w, Season season) {
  const SpeciesTable table = species();
  return deposition_velocities(two_columns(), w, table, plain(season))[table.at(name)];
}

const Weather june_noon = weather(301.0, 850.0, 0.4, -0.03);
const Weather june_night = weather(290.0, 0.0, 0.1, 0.03);
const Weather november_noon = weather(281.0, 300.0, 0.25, -0.03);

}  // namespace

TEST(DryDeposition, OfOzoneOnASummerDayIsThreeToEightMillimetresPerSecond) {
  const double v = velocity("O3", june_noon, Season::midsummer);
  EXPECT_GT(v, 0.003);  // published for crops, 0.3 to 0.8 cm/s [Wesely1989]
  EXPECT_LT(v, 0.008);
  EXPECT_LT(velocity("O3", june_night, Season::midsummer), 0.6 * v);
}

TEST(DryDeposition, OfNitricAcidIsLimitedByTheAirAlone) {
  const double nitric = velocity("HNO3", june_noon, Season::midsummer);
  EXPECT_GT(nitric, 2.0 * velocity("O3", june_noon, Season::midsummer));
  EXPECT_GT(nitric, 0.01);
  EXPECT_LT(nitric, 0.06);
}

TEST(DryDeposition, OrdersGasesAsWeselyDoes) {
  const auto v = [](const char* name) { return velocity(name, november_noon, Season::late_autumn); };
  EXPECT_GT(v("HNO3"), v("SO2"));
  EXPECT_GT(v("SO2"), v("NO2"));
  EXPECT_GT(v("NH3"), v("NO2"));
  EXPECT_EQ(v("CO"), 0.0);
}

TEST(DryDeposition, IsZeroForUnknownGasesAndNamesThem) {
  EXPECT_EQ(velocity("XYZ", june_noon, Season::midsummer), 0.0);
  EXPECT_EQ(gases_without_uptake(species()), (std::vector<std::string>{"XYZ"}));
}

TEST(DryDeposition, SnowSlowsOzone) {
  Weather w = november_noon;
  const double bare = velocity("O3", w, Season::late_autumn);
  w.snow_fraction.assign(2, 1.0);
  EXPECT_LT(velocity("O3", w, Season::late_autumn), bare);
}

TEST(DryDeposition, EqualColumnsGetTheSameAndOthersTheirOwn) {
  const SpeciesTable table = species();
  const Grid grid = two_columns();
  Weather w = june_noon;
  auto v = deposition_velocities(grid, w, table, plain(Season::midsummer));
  ASSERT_EQ(v.size(), 2u * table.size());
  EXPECT_EQ(v[0], v[table.size()]);
  w.friction_velocity[1] = 0.8;
  v = deposition_velocities(grid, w, table, plain(Season::midsummer));
  EXPECT_LT(v[1], v[table.size() + 1]);
}

TEST(DryDeposition, WetLeavesTakeMoreSulfurDioxide) {
  Weather w = june_night;
  const double dry = velocity("SO2", w, Season::midsummer);
  w.relative_humidity.assign(2, 0.92);
  EXPECT_GT(velocity("SO2", w, Season::midsummer), dry);
}

// ln(10/0.1) / (0.4 u*) when neutral.
TEST(DryDeposition, NeutralAerodynamicResistanceIsTheLogLaw) {
  EXPECT_NEAR(aerodynamic_resistance(10.0, 0.1, 0.3, 0.0), std::log(100.0) / 0.12, 1e-9);  // round-off
}

// Dry agricultural ground of late autumn, ozone, by hand: leaves 9000/1, lower canopy 100(1+1000/10) + 1000,
// ground 10 + 150; frost 1000 exp(-24) adds nothing at 20 C [Wesely1989].
TEST(DryDeposition, SurfaceResistanceEqualsAHandCount) {
  const CanopyAir night{.celsius = 20.0, .shortwave = 0.0, .wetness = Wetness::dry};
  const double Rc = surface_resistance({0.01, 1.0, 1.6}, false, 1, Season::late_autumn, night);
  EXPECT_NEAR(Rc, 1.0 / (1.0 / 9000.0 + 1.0 / (10100.0 + 1000.0) + 1.0 / 160.0), 0.01);  // H* adds 1e-7
}

// Columns that differ: the same bits one by one, all together and on any number of threads.
TEST(DryDeposition, OfUnequalGroundDoesNotDependOnNeighboursOrThreads) {
  const SpeciesTable table = species();
  Grid grid = two_columns();
  grid.nx = 6, grid.ny = 5;
  const std::size_t columns = grid.columns();
  Weather w = june_noon;
  for (auto* field :
       {&w.air_temperature, &w.air_pressure, &w.relative_humidity, &w.friction_velocity,
        &w.inverse_obukhov_length, &w.surface_downwelling_shortwave, &w.precipitation_rate, &w.snow_fraction})
    field->assign(columns, field->front());
  DepositionSurface ground = plain(Season::midsummer);
  ground.land_use.resize(columns), ground.roughness_length.resize(columns);
  for (std::size_t c = 0; c < columns; ++c) {
    ground.land_use[c] = {};
    ground.land_use[c].share[c % 9] = 0.7, ground.land_use[c].share[(c / 2) % 9] += 0.3;
    ground.roughness_length[c] = 0.05 + 0.02 * static_cast<double>(c / 3);
    w.friction_velocity[c] = 0.1 + 0.01 * static_cast<double>(c / 2);
  }
  set_thread_count(1);
  const auto alone = deposition_velocities(grid, w, table, ground);
  set_thread_count(3);
  EXPECT_EQ(deposition_velocities(grid, w, table, ground), alone);
  for (std::size_t c = 0; c < columns; ++c) {
    DepositionSurface one = ground;
    one.land_use = {ground.land_use[c]}, one.roughness_length = {ground.roughness_length[c]};
    Weather here = june_noon;
    here.friction_velocity.assign(2, w.friction_velocity[c]);
    const auto v = deposition_velocities(two_columns(), here, table, one);
    for (int s = 0; s < table.size(); ++s) EXPECT_EQ(v[s], alone[c * table.size() + s]) << c << " " << s;
  }
}

// Nine kinds of land by five seasons at 18 C and 450 W m-2, dry: counted apart from the table of the model,
// from Wesely's table 1 as the open WRF-Chem holds it, six digits [Wesely1989].
TEST(SurfaceResistance, EqualsAnIndependentCountOfWeselysTable) {
  constexpr double ozone[9][5] = {
      {400, 400, 400, 700, 400},
      {78.5695, 206.681, 140.446, 957.875, 96.9467},
      {112.381, 206.681, 206.681, 957.875, 138.931},
      {109.952, 477.718, 427.646, 618.75, 170.113},
      {175.8, 283.247, 283.247, 456.512, 279.983},
      {145.754, 363.836, 356.628, 488.505, 217.802},
      {1999.6, 1999.6, 1999.6, 1999.6, 1999.6},
      {400, 400, 400, 400, 400},
      {119.232, 399.183, 522.132, 776.552, 185.086},
  };
  constexpr double sulfur[9][5] = {
      {500, 500, 500, 200, 600},
      {90.5848, 325.142, 157.205, 110, 109.801},
      {147.504, 409.725, 409.725, 110, 216.442},
      {132.51, 1391.91, 1129.81, 983.848, 239.367},
      {213.748, 354.361, 371.485, 272.968, 325.523},
      {173.656, 561.032, 574.125, 373.977, 284.653},
      {1, 1, 1, 1, 1},
      {1000, 1000, 1000, 1000, 1000},
      {105.091, 192.546, 98.8198, 145.241, 122.307},
  };
  constexpr double ammonia[9][5] = {
      {2100, 2100, 2100, 600, 2600},
      {66.6645, 1094.27, 747.378, 510, 121.48},
      {131.233, 1709.9, 1709.9, 510, 244.575},
      {81.9059, 3398.02, 3030.27, 1451.94, 159.497},
      {147.65, 272.142, 274.505, 306.873, 268.489},
      {112.939, 458.321, 473.687, 503.263, 204.897},
      {5, 5, 5, 5, 5},
      {5000, 5000, 5000, 5000, 5000},
      {72.6996, 203.156, 104.514, 536.921, 98.6142},
  };
  const CanopyAir day{.celsius = 18.0, .shortwave = 450.0, .wetness = Wetness::dry};
  for (std::size_t land = 0; land < land_use_count; ++land)
    for (int s = 0; s < 5; ++s) {
      const auto season = static_cast<Season>(s);
      const auto expect = [&](double expected, const char* name, bool is_so2) {
        EXPECT_NEAR(surface_resistance(*gas_uptake(name), is_so2, land, season, day), expected,
                    6e-6 * expected)  // six digits typed
            << name << " " << land_use_names[land] << " " << s;
      };
      expect(ozone[land][s], "O3", false);
      expect(sulfur[land][s], "SO2", true);
      expect(ammonia[land][s], "NH3", false);
    }
}

// Crops at night, 12 C, dew then rain; snow at -6 C, 100 W m-2; town and desert, wet at 6 C.
TEST(SurfaceResistance, OfWetAndColdGroundEqualsTheIndependentCount) {
  struct Row {
    const char* gas;
    double dew, rain, snow, wet_town, wet_desert;
  };
  for (const Row& row : {Row{"O3", 276.709, 233.614, 5046.55, 400.045, 400.045},
                         Row{"SO2", 77.281, 302.439, 7499.06, 45.4549, 1000.05},
                         Row{"NH3", 318.906, 318.906, 37455.3, 2100.23, 5000.23},
                         Row{"NO2", 1419.13, 1296.47, 47706.9, 3100.45, 4000.45}}) {
    const bool is_so2 = std::string(row.gas) == "SO2";
    const auto Rc = [&](std::size_t land, Season season, double celsius, double light, Wetness wetness) {
      return surface_resistance(*gas_uptake(row.gas), is_so2, land, season, {celsius, light, wetness});
    };
    EXPECT_NEAR(Rc(1, Season::midsummer, 12.0, 0.0, Wetness::dew), row.dew, 6e-6 * row.dew) << row.gas;
    EXPECT_NEAR(Rc(1, Season::midsummer, 12.0, 0.0, Wetness::rain), row.rain, 6e-6 * row.rain) << row.gas;
    EXPECT_NEAR(Rc(1, Season::winter_snow, -6.0, 100.0, Wetness::dry), row.snow, 6e-6 * row.snow) << row.gas;
    EXPECT_NEAR(Rc(0, Season::late_autumn, 6.0, 0.0, Wetness::dew), row.wet_town, 6e-6 * row.wet_town);
    EXPECT_NEAR(Rc(7, Season::late_autumn, 6.0, 0.0, Wetness::dew), row.wet_desert, 6e-6 * row.wet_desert);
  }
}

TEST(ParticleDeposition, CoarseFallFasterThanFine) {
  EXPECT_GT(velocity("PMC", june_noon, Season::midsummer),
            3.0 * velocity("ANO3", june_noon, Season::midsummer));
}

TEST(LandUse, SeasonFollowsMonthFrostAndSnow) {
  using namespace std::chrono;
  EXPECT_EQ(season_of(June, 298.0, 0.0), Season::midsummer);
  EXPECT_EQ(season_of(November, 281.0, 0.0), Season::late_autumn);
  EXPECT_EQ(season_of(April, 288.0, 0.0), Season::spring);
  EXPECT_EQ(season_of(April, 274.0, 0.0), Season::late_autumn);
  EXPECT_EQ(season_of(October, 288.0, 0.0), Season::autumn_with_crops);
  EXPECT_EQ(season_of(January, 270.0, 0.8), Season::winter_snow);
}
