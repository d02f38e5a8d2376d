/// Light under a clear sky, and what measured light says of clouds and of photolysis.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/boundary_layer/station_series.hpp"

namespace lantian::model {

/// Global radiation on the ground under a clear sky [W m-2]: 1098 mu exp(-0.057 / mu)   [Haurwitz1945]
double clear_sky_shortwave(double cosine_of_zenith);

/// Its mean over the hour about `middle` [W m-2].
double clear_sky_shortwave_of_hour(const Site& site, UtcSeconds middle);

/// Cloud fraction N from G / G_clear = 1 - 0.75 N^3.4   [KastenCzeplak1980]
double cloud_fraction_of(double clearness);

inline constexpr double photolysis_exponent = 0.8;

/// Actual over clear-sky actinic flux, clearness^0.8, not below 0.2: diffuse light dims less than the total
/// (the case's rule, docs/theory/weather.md).
double photolysis_factor_of(double clearness);

}  // namespace lantian::model
