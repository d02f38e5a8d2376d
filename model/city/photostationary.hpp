/// NO, NO2 and ozone in the state that light and their own reaction hold [Leighton1961].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>

namespace lantian::model::city {

/// NO2 of NOx and Ox = NO2 + O3 with NO O3 = J NO2; all in one unit of amount. J = 0: titration, min(nox,
/// ox). Also where J is infinite: none.
inline double photostationary_no2(double nox, double ox, double j) {
  const double sum = nox + ox + j;
  if (sum <= 0.0) return 0.0;
  // (nox - ox)^2 + j (2 (nox + ox) + j): no cancellation where j is small.
  const double root = std::sqrt((nox - ox) * (nox - ox) + j * (2.0 * (nox + ox) + j));
  return 2.0 * nox / (sum + root) * ox;
}

}  // namespace lantian::model::city
