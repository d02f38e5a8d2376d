#include <gtest/gtest.h>

#include <array>

#include "scenarios/background/background.hpp"

namespace {
using namespace lantian::scenarios;

/// One regime whose PM halves to 1000 m, twice as much from the west; a monitor that rises from hour to hour.
Background measured() {
  Background background;
  background.clock.offset = 8 * 3600;
  auto& regime = background.regimes.emplace_back();
  regime.composition = {{"SO4", 0.4}, {"other", 0.6}, {"coarse", 0.5}};
  regime.profile["PM"] = {ProfileKind::share, {0.0, 1000.0}, {1.0, 0.5}};
  regime.profile["O3"] = {ProfileKind::share, {0.0, 1000.0}, {1.0, 3.0}};
  regime.wind_side[6] = 2.0;
  regime.gases["PAN"] = {1e-9, 0.5e-9};
  for (int hour = 0; hour < 3; ++hour)
    background.monitor.push_back(
        {hour * 3600 + 1800, (40.0 + 20.0 * hour) * 1e-9, 30e-9, {{"O3", (10.0 + hour) * 1e-9}}});
  return background;
}

BackgroundPoint at(std::int64_t time, double height, double from = 0.0) {
  return {
      .time = time, .height = height, .wind_from_direction = from, .daylight = 1.0, .mixing_height = 500.0};
}

TEST(BackgroundMonitor, StandsAtTheMiddleOfItsHourAndKeepsProfileAndSide) {
  const auto background = measured();
  EXPECT_NEAR(background.at(at(1800, 0.0)).pm2p5, 40e-9, 1e-18);
  EXPECT_NEAR(background.at(at(3600, 0.0)).pm2p5, 50e-9, 1e-18);
  EXPECT_NEAR(background.at(at(0, 0.0)).pm2p5, 40e-9, 1e-18);      // held before the first
  EXPECT_NEAR(background.at(at(99999, 0.0)).pm2p5, 80e-9, 1e-18);  // and after the last
  EXPECT_NEAR(background.at(at(1800, 1000.0)).pm2p5, 20e-9, 1e-18);
  EXPECT_NEAR(background.at(at(1800, 0.0, -1.5707963267948966)).pm2p5, 80e-9, 1e-17);
  const auto totals = background.at(at(5400, 500.0));
  EXPECT_NEAR(totals.gases.at("O3"), 11e-9 * 2.0, 1e-18);
  EXPECT_NEAR(totals.gases.at("PAN"), 1e-9, 1e-18);  // still the table's
  EXPECT_NEAR(totals.composition.at("SO4"), 0.4, 1e-12);
}

TEST(BackgroundMonitor, TheCoarsePartIsTheMonitorsWhereItHasPM10) {
  auto background = measured();
  EXPECT_NEAR(background.at(at(1800, 0.0)).coarse, 20e-9, 1e-18);  // the composition's half of PM2.5
  background.monitor_has_coarse = true;
  EXPECT_NEAR(background.at(at(1800, 0.0)).coarse, 30e-9, 1e-18);
  EXPECT_NEAR(background.at(at(1800, 1000.0)).coarse, 15e-9, 1e-18);
}

}  // namespace
