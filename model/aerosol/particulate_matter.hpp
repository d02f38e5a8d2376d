/// Particulate matter as monitors weigh it: dry mass in the air as it is, at actual temperature and pressure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/aerosol_species.hpp"
#include "model/state/layout.hpp"

namespace lantian::model::aerosol {

/// kg m-3, at the air's own temperature and pressure.
struct ParticulateMatter {
  double pm2p5 = 0.0, pm10 = 0.0;  // dry
  double sulfate = 0.0, nitrate = 0.0, ammonium = 0.0, chloride = 0.0;
  double base_cations = 0.0;  // Na, K, Ca, Mg
  double elemental_carbon = 0.0, primary_organic = 0.0, secondary_organic = 0.0;
  double mineral = 0.0, other = 0.0;
  double coarse = 0.0;
  /// Water on a filter weighed at 35 % relative humidity; in neither pm2p5 nor pm10.
  double residual_water = 0.0;
};

/// Filters are kept at 30 to 40 % before weighing [40CFR50L].
inline constexpr double filter_relative_humidity = 0.35;

template <class Real>
ParticulateMatter particulate_matter(const Real* cell, const Layout& layout, int member,
                                     const SpeciesTable& table, const AerosolIndex& index, double temperature,
                                     double pressure);

}  // namespace lantian::model::aerosol
