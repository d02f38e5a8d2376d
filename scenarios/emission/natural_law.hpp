/// What plants and soil give off as the weather goes: isoprene by leaf temperature and the light in a canopy,
/// terpenes by leaf temperature, NO by soil temperature.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace lantian::scenarios {

/// Emission of a canopy over that at 303.15 K under MEGAN's standard sun, 60 degrees high and shining with
/// 0.6 of its light outside the atmosphere. Upper leaves are near their most by then, lower ones far from it:
/// not the curve of one leaf. The days before count as MEGAN's standard (400 umol m-2 s-1 in the mean). Zero
/// in the dark.
double isoprene_activity(double temperature, double shortwave, double cosine_of_zenith);  // K, W m-2, 1

/// Emission over that at 303.15 K, from stores in the leaf, by day and night: exp(0.09 (T - 303.15 K)).
double terpene_activity(double temperature);  // K

/// Emission over that at 303.15 K: exp(0.103 (T - 303.15 K)), constant above, none from frozen ground. The
/// air's temperature stands for the soil's.
double soil_no_activity(double temperature);  // K

/// By Source::natural_law; throws std::invalid_argument for any other word.
double natural_activity(std::string_view law, double temperature, double shortwave, double cosine_of_zenith);

}  // namespace lantian::scenarios
