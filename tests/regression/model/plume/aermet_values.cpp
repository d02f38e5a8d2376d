// lantian's boundary layer beside AERMET's own surface files, from the readings that those hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "model/boundary_layer/clear_sky.hpp"
#include "model/boundary_layer/surface_layer.hpp"
#include "model/photolysis/solar_position.hpp"
#include "run/aermod_weather.hpp"
#include "tests/support/aermod_decks.hpp"

namespace {

using namespace lantian;
using namespace lantian::tests;

struct Station {
  const char* deck;
  double latitude, longitude, offset_hours;
  int year, month, day;
};
constexpr Station houston{"epa_testgas2", 29.967, -95.350, -6.0, 1996, 6, 1};
constexpr Station anchorage{"epa_olm", 61.217, -149.833, -9.0, 1999, 6, 10};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0.0 : values[values.size() / 2];
}
double ninth(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0.0 : values[values.size() * 9 / 10];
}

double dry_precision(double value) { return std::max(std::fabs(value), 1e-9); }

/// Global radiation under a clear sky, the hour's mean [W m-2].
using ClearSky = double (*)(const model::Site&, model::UtcSeconds middle);

/// AERMET's: 990 sin(elevation) - 30 [EPA2022].
double aermets_sky(const model::Site& site, model::UtcSeconds middle) {
  return std::max(0.0, 990.0 * model::cosine_of_solar_zenith(middle, site.latitude, site.longitude) - 30.0);
}

/// Readings as the surface file prints them; light from its cloud under that sky.
model::StationSeries series_of(const Station& station, const Deck& deck, ClearSky sky) {
  model::StationSeries series;
  auto& site = series.site;
  site.latitude = station.latitude * degree, site.longitude = station.longitude * degree;
  site.clock.offset = static_cast<std::int64_t>(station.offset_hours * 3600.0);
  site.anemometer_height = deck.hours[0].surface.wind_height;
  const auto day = std::chrono::sys_days{std::chrono::year{station.year} / station.month / station.day};
  auto end = site.clock.midnight(day.time_since_epoch().count());
  for (const auto& row : deck.hours) {
    const auto& s = row.surface;
    end += 3600;
    model::StationHour hour;
    hour.end = end;
    hour.air_temperature = s.air_temperature;
    hour.relative_humidity = 0.6;
    hour.air_pressure = 101000.0;  // the readings' own spread changes u* and L by less than 1 %
    hour.wind_speed = s.wind_speed;
    hour.calm = s.wind_speed == 0.0;
    hour.wind_from_direction = s.wind_from_direction;
    hour.cloud_fraction = s.cloud_fraction;
    hour.downwelling_shortwave = sky(site, end - 1800) * (1.0 - 0.75 * std::pow(s.cloud_fraction, 3.4));
    series.hours.push_back(hour);
  }
  return series;
}

struct Found {
  std::vector<double> friction, length, heat, convective_velocity, mechanical;  // |ours/theirs - 1|
  int hours = 0, other_sign = 0;
};

/// By stability; hours whose stability differs are counted apart.
struct Compared {
  Found stable, convective;
};

Compared compared(const Station& station, ClearSky sky) {
  const Deck deck = read_deck(station.deck);
  const auto& first = deck.hours[0].surface;
  model::SurfaceParameters parameters;
  parameters.ground.roughness_length = first.roughness_length;
  parameters.ground.bowen_ratio = first.bowen_ratio;
  parameters.ground.albedo = 1.0;
  for (const auto& hour : deck.hours)
    parameters.ground.albedo = std::min(parameters.ground.albedo, hour.surface.albedo);
  model::UpperAirSeries air;
  air.regimes.emplace_back();
  air.regimes[0].inversion_depth = 0.0;
  air.regimes[0].free_air = model::FreeAir({{1e5, 0.0065}});
  const auto hours = run::aermod_hours(series_of(station, deck, sky), air, parameters, {});
  Compared all;
  for (std::size_t n = 0; n < hours.size(); ++n) {
    const auto& ours = hours[n].air.surface;
    const auto& theirs = deck.hours[n].surface;
    if (model::plume::state_of(theirs) != model::plume::HourState::usable) continue;
    Found& found = theirs.obukhov_length > 0.0 ? all.stable : all.convective;
    ++found.hours;
    if ((ours.obukhov_length > 0.0) != (theirs.obukhov_length > 0.0)) {
      ++found.other_sign;
      continue;
    }
    const auto add = [](std::vector<double>& to, double a, double b) {
      to.push_back(std::fabs(a - b) / dry_precision(b));
    };
    add(found.friction, ours.friction_velocity, theirs.friction_velocity);
    add(found.length, ours.obukhov_length, theirs.obukhov_length);
    add(found.heat, ours.sensible_heat_flux, theirs.sensible_heat_flux);
    add(found.mechanical, ours.mechanical_mixing_height, theirs.mechanical_mixing_height);
    if (theirs.obukhov_length < 0.0)
      add(found.convective_velocity, ours.convective_velocity, theirs.convective_velocity);
  }
  return all;
}

void print(const char* name, const Found& f) {
  std::printf(
      "%-22s %3d h, other stability %2d | median and 90th percentile of |ours/AERMET - 1|: u* %.3f %.3f  L "
      "%.3f "
      "%.3f  H %.3f %.3f  z_im %.3f %.3f  w* %.3f %.3f\n",
      name, f.hours, f.other_sign, median(f.friction), ninth(f.friction), median(f.length), ninth(f.length),
      median(f.heat), ninth(f.heat), median(f.mechanical), ninth(f.mechanical), median(f.convective_velocity),
      ninth(f.convective_velocity));
}

void expect_near_aermet(const Station& station) {
  if (!std::filesystem::exists(reference_data() / "aermod")) GTEST_SKIP() << "no reference data";
  const auto all = compared(station, aermets_sky);
  print((std::string(station.deck) + " convective").c_str(), all.convective);
  print((std::string(station.deck) + " stable").c_str(), all.stable);
  const auto own = compared(station, model::clear_sky_shortwave_of_hour);
  print("  under lantian's own sky", own.convective);
  EXPECT_GT(all.convective.hours, 50);
  EXPECT_GT(all.stable.hours, 30);
  EXPECT_LE(all.convective.other_sign + all.stable.other_sign, 3);  // hours at sunrise and sunset
  // u* is printed to 0.001 of some 0.4; stability functions are the same but for the wind's floor.
  EXPECT_LT(median(all.convective.friction), 0.005);
  EXPECT_LT(median(all.stable.friction), 0.005);
  EXPECT_LT(median(all.stable.length), 0.01);
  // The same light and balance; its sun's elevation is another formula.
  EXPECT_LT(median(all.convective.heat), 0.03);
  EXPECT_LT(median(all.stable.heat), 0.01);
  // Haurwitz's sky is brighter: 1098 x 0.9 exp(-0.057/0.9) = 927 against 861 W m-2 at 64 degrees.
  EXPECT_LT(median(own.convective.heat), 0.12);
}

TEST(Aermet, HoustonsSurfaceValues) { expect_near_aermet(houston); }
TEST(Aermet, AnchoragesSurfaceValues) { expect_near_aermet(anchorage); }

/// Given AERMET's own heat flux, only the similarity of wind is left: u* and L solve the same equations.
TEST(Aermet, SimilarityGivesItsFrictionVelocityFromItsHeatFlux) {
  if (!std::filesystem::exists(reference_data() / "aermod")) GTEST_SKIP() << "no reference data";
  std::vector<double> friction, length;
  for (const auto* name : {"epa_testgas2", "epa_olm", "epa_flatelev"})
    for (const auto& hour : read_deck(name).hours) {
      const auto& s = hour.surface;
      if (model::plume::state_of(s) != model::plume::HourState::usable || s.obukhov_length > 0.0) continue;
      // The balance of the ground that leaves exactly this flux: all of the light, by Bowen's ratio.
      double u_star = s.friction_velocity, inverse_L = 1.0 / s.obukhov_length;
      for (int n = 0; n < 60; ++n) {
        const double profile = std::log(s.wind_height / s.roughness_length) -
                               model::psi_momentum(s.wind_height * inverse_L) +
                               model::psi_momentum(s.roughness_length * inverse_L);
        u_star = 0.4 * s.wind_speed / profile;
        const double rho_cp = 1004.0 * 101300.0 / (287.04 * s.air_temperature);
        inverse_L =
            -0.4 * 9.80616 * s.sensible_heat_flux / (rho_cp * s.air_temperature * std::pow(u_star, 3.0));
      }
      friction.push_back(std::fabs(u_star / s.friction_velocity - 1.0));
      length.push_back(std::fabs(1.0 / inverse_L / s.obukhov_length - 1.0));
    }
  std::printf("similarity alone: %zu h, u* %.4f %.4f, L %.4f %.4f\n", friction.size(), median(friction),
              ninth(friction), median(length), ninth(length));
  EXPECT_LT(median(friction), 0.005);  // u* is printed to three digits: half a unit of 0.3 is 0.0017
  EXPECT_LT(median(length), 0.02);     // L goes by its cube, and by the pressure, which the file rounds
}

}  // namespace
