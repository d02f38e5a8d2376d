#include "model/deposition/dry_deposition.hpp"

#include <gtest/gtest.h>

#include <cmath>

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
                       {"PMC", 0.1, SpeciesKind::coarse_particle}});
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

// 1 um of unit density at 293 K: slip 1.16, 3.5e-5 m/s; 10 um: 3.0e-3; diffusivity at 0.1 um 6.8e-10
// [Seinfeld2016, tables 9.3 to 9.5].
TEST(ParticleDeposition, MotionEqualsTheTextbookTable) {
  const auto motion = [](double d) { return particle_motion({d, 1000.0}, 293.0, 101325.0); };
  EXPECT_NEAR(motion(1e-6).settling_velocity, 3.5e-5, 0.1e-5);    // two digits given
  EXPECT_NEAR(motion(1e-5).settling_velocity, 3.05e-3, 0.06e-3);  // two digits given
  EXPECT_NEAR(motion(1e-7).diffusivity, 6.8e-10, 0.2e-10);        // two digits given
}

TEST(ParticleDeposition, OfAccumulationModeOverCropsIsAMillimetrePerSecond) {
  const ParticleSize size{.diameter = 3e-7, .density = 1500.0};
  const ParticleMotion motion = particle_motion(size, 293.0, 1e5);
  const double Rs = particle_surface_resistance(size, motion, 0.3, 1, Season::midsummer);
  const double Ra = aerodynamic_resistance(10.0, 0.1, 0.3, 0.0);
  const double v = particle_deposition_velocity(motion.settling_velocity, Ra + Rs);
  EXPECT_GT(v, 0.0008);  // 0.1 to 0.2 cm/s [Emerson2020]
  EXPECT_LT(v, 0.0022);
}

TEST(ParticleDeposition, CoarseFallFasterThanFine) {
  EXPECT_GT(velocity("PMC", june_noon, Season::midsummer),
            3.0 * velocity("ANO3", june_noon, Season::midsummer));
}

TEST(ParticleDeposition, TendsToSettlingWithoutTurbulenceAndToTheResistanceWithoutWeight) {
  EXPECT_DOUBLE_EQ(particle_deposition_velocity(1e-3, 1e9), 1e-3);
  EXPECT_DOUBLE_EQ(particle_deposition_velocity(0.0, 500.0), 1.0 / 500.0);
  EXPECT_NEAR(particle_deposition_velocity(1e-5, 500.0), 1.0 / 500.0 + 0.5e-5,
              1e-7);  // series to second order
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
