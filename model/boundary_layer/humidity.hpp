/// Water vapour in air.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>

namespace lantian::model {

/// Saturation vapour pressure over liquid water [Pa], T in K   [Bolton1980, equation 10]
inline double saturation_vapour_pressure(double T) {
  const double celsius = T - 273.15;
  return 611.2 * std::exp(17.67 * celsius / (celsius + 243.5));
}

/// kg of vapour per kg of moist air.
inline double specific_humidity(double relative_humidity, double T, double pressure) {
  constexpr double epsilon = 0.622;  // ratio of the molar masses [Bolton1980]
  const double e = relative_humidity * saturation_vapour_pressure(T);
  return epsilon * e / (pressure - (1.0 - epsilon) * e);
}

inline double relative_humidity_of(double specific, double T, double pressure) {
  constexpr double epsilon = 0.622;
  const double e = specific * pressure / (epsilon + (1.0 - epsilon) * specific);
  return e / saturation_vapour_pressure(T);
}

inline double virtual_factor(double specific) { return 1.0 + 0.608 * specific; }  // [Stull1988]

}  // namespace lantian::model
