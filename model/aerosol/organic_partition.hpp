/// How organic matter divides between particles and vapour: absorption into all organic particles together
/// [Pankow1994, Donahue2006].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>

#include "model/aerosol/volatility_basis.hpp"

namespace lantian::model::aerosol {

/// One value for each of volatility_bins.
using ByBin = std::array<double, volatility_bin_count>;

/// Mass of all organic particles, C = nonvolatile + sum of total C / (C + C*), its largest root; all in the
/// same unit, none negative, C* above 0. To rounding; positive whenever `nonvolatile` is; continuous; 0 where
/// nothing condenses.
double absorbing_mass(double nonvolatile, const ByBin& total, const ByBin& saturation);

/// Share of a bin that is in particles: C / (C + C*).
inline double particle_share(double absorbing, double saturation) {
  return absorbing / (absorbing + saturation);
}

}  // namespace lantian::model::aerosol
