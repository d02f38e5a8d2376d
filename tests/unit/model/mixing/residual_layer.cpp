// What the afternoon mixed must outlast the night above the shallow stable layer: it is the next morning's
// ozone and nitrate.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/boundary_layer/station_weather.hpp"
#include "tests/unit/model/boundary_layer/henan_station.hpp"
#include "tests/unit/model/transport/window.hpp"

namespace {

using namespace lantian::tests;

/// A clear June day and night of light winds, as the reference station of the tests stands.
StationSeries clear_days() {
  StationSeries series;
  series.site = henan::zhengzhou();
  for (int n = 1; n <= 48; ++n) {
    StationHour hour;
    hour.end = 1685808000 + n * seconds_per_hour;  // 4 June 2023, local midnight
    const double wave = std::cos((n % 24 - 15) * constants::pi / 12.0);
    hour.air_temperature = 297.0 + 7.0 * wave;
    hour.relative_humidity = 0.5 - 0.2 * wave;
    hour.air_pressure = 1.0e5;
    hour.wind_speed = wave > 0.0 ? 2.5 : 1.0;
    hour.wind_from_direction = 180.0 * henan::degree;
    hour.downwelling_shortwave = std::max(0.0, 880.0 * std::cos((n % 24 - 12.5) * constants::pi / 14.5));
    series.hours.push_back(hour);
  }
  return series;
}

}  // namespace

TEST(ResidualLayer, KeepsTheAfternoonsTracerUntilMorning) {
  use_one_thread();
  Window window(box(3, 3, default_layer_faces(), 2000.0), 1, 1);
  SurfaceParameters parameters = henan::surface(Season::midsummer);
  parameters.minimum_eddy_diffusivity_rural = 0.1;  // the embedded case's
  const auto hours = station_weather(window.grid, clear_days(), {{henan::summer()}, {}}, parameters);
  const auto at = [&](int hour) { return hours[static_cast<std::size_t>(hour)]; };
  const double afternoon = at(16).boundary_layer_thickness[0];
  ASSERT_GT(afternoon, 1000.0);
  // 1 in the air below 1000 m at 16 h, none above and none in the lowest layer's deposit; no wind, so only
  // mixing moves it.
  auto state = window.state<double>(
      1, 1, [&](int k, int, int, int, int) { return window.grid.layer_face[k + 1] <= 1130.0 ? 1.0 : 0.0; });
  SplitStep<double> split(window.grid);
  split.vertical_scratch.deposition_velocity.velocity.assign(
      9, 0.005);  // m s-1: the night's layer loses it fast
  const auto level = [&](double z) {
    int k = 0;
    while (window.grid.layer_face[k + 1] <= z) ++k;
    return state.at(k, 1, 1)[0];
  };
  double deepest_night = 1e9;
  double aloft_at_dusk = 0.0, aloft_at_dawn = 0.0, ground_at_dawn = 0.0;
  constexpr int dusk = 20, dawn = 30;
  for (int hour = 16; hour < dawn; ++hour) {
    if (hour == dusk) aloft_at_dusk = level(600.0);
    Weather now = at(hour);
    std::fill(now.x_wind.begin(), now.x_wind.end(), 0.0);
    std::fill(now.y_wind.begin(), now.y_wind.end(), 0.0);
    if (hour > dusk) deepest_night = std::min(deepest_night, now.boundary_layer_thickness[0]);
    StepWeather step{now, window.weather.air_amount_at_end};
    for (int n = 0; n < 6; ++n) split.step(state, {step, window.emission, window.boundary}, 600.0);
  }
  aloft_at_dawn = level(600.0);
  ground_at_dawn = level(10.0);
  EXPECT_LT(deepest_night, 120.0);
  const double lifetime = (dawn - dusk) / std::log(aloft_at_dusk / aloft_at_dawn);  // h
  RecordProperty("e_folding_hours_at_600_m", std::to_string(lifetime));
  EXPECT_GT(aloft_at_dusk, 0.5);  // the late afternoon mixes in clean air from above
  EXPECT_GT(lifetime, 100.0) << aloft_at_dusk << " " << aloft_at_dawn;
  EXPECT_LT(ground_at_dawn, 0.5 * aloft_at_dawn) << ground_at_dawn;
}
