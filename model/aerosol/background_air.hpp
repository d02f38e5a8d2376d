/// Air beyond the window made ready: particle mass and its composition, split by the model's own equilibrium,
/// so that the edge neither condenses nor evaporates as it enters.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <utility>
#include <vector>

namespace lantian::model::aerosol {

/// Shares of dry PM2.5 by mass; they are divided by their sum.
struct Composition {
  double nitrate = 0.0, sulfate = 0.0, ammonium = 0.0, chloride = 0.0;
  double primary_organic = 0.0, secondary_organic = 0.0, elemental_carbon = 0.0;
  double potassium = 0.0, sodium = 0.0;
  double mineral = 0.0, other = 0.0;
};

/// All kg m-3 at the air's own temperature and pressure.
struct BackgroundAir {
  double pm2p5 = 0.0;
  Composition composition;
  double coarse = 0.0;             // PM10 - PM2.5
  double ammonia = 0.0;            // as gas, beside the particles' ammonium
  double nitric_acid = 0.0;        // as gas, beside the particles' nitrate
  double hydrogen_chloride = 0.0;  // as gas, beside the particles' chloride
};

/// Species and mole fraction [mol mol-1] of each; nitrate, ammonium and chloride keep their totals (particle
/// and gas) but not their split, so that PM2.5 may come out a little lower or higher than given.
std::vector<std::pair<std::string_view, double>> split_background(const BackgroundAir& air,
                                                                  double temperature, double pressure,
                                                                  double relative_humidity);

}  // namespace lantian::model::aerosol
