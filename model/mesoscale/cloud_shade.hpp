/// How clouds change the light that drives photolysis.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::mesoscale {

/// Optical depth of a water path [kg m-2]: 10^(0.2633 + 1.7095 ln log10 W), W in g m-2; 0 below 10 g m-2
/// [Stephens1978].
double cloud_optical_depth(double water_path);

/// Photolysis below a full cover of that depth over clear-sky photolysis, 1.6 mu t,
/// t = (5 - exp(-tau)) / (4 + 0.42 tau), mu at least 0.5 [Chang1987]; clouds thinner than 5 count as none,
/// and none brightens.
double photolysis_below_cloud(double optical_depth, double cosine_of_zenith);

/// The same above the cloud, 1 + 1.2 mu (1 - t), 1.2 as of NO2 [Chang1987].
double photolysis_above_cloud(double optical_depth, double cosine_of_zenith);

}  // namespace lantian::model::mesoscale
