/// Resistance of leaves and ground to the uptake of a gas, by Wesely's big leaf.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/deposition/gas_properties.hpp"
#include "model/deposition/land_use.hpp"

namespace lantian::model {

enum class Wetness { dry, dew, rain };

struct CanopyAir {
  double celsius = 15.0;   // of the surface, taken as the air's
  double shortwave = 0.0;  // W m-2
  Wetness wetness = Wetness::dry;
};

/// R_c [s m-1] of one kind of land (index into land_use_names), at least 1; infinite where nothing is taken
/// up.
///     1/R_c = 1/(R_s + R_m) + 1/R_lu + 1/(R_dc + R_cl) + 1/(R_ac + R_gs)      [Wesely1989, equations 2 to
///     11]
/// `is_sulfur_dioxide` picks the wet-leaf values that Wesely gives for SO2 alone.
double surface_resistance(const GasUptake& gas, bool is_sulfur_dioxide, std::size_t land, Season season,
                          const CanopyAir& air);

}  // namespace lantian::model
