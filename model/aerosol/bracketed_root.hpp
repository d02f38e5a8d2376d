/// Root of a decreasing function inside a bracket.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <cmath>

namespace lantian::model::aerosol {

/// Between `low` (f > 0 there) and `high` (f < 0), to the last bits: halving, or inverse quadratic
/// interpolation where that is safe [Chandrupatla1997].
template <class F>
double root_between(double low, double high, double at_low, double at_high, F f) {
  double a = high, b = low, fa = at_high, fb = at_low, c = a, fc = fa, t = 0.5;
  for (int n = 0; n < 200; ++n) {
    const double x = a + t * (b - a), fx = f(x);
    if ((fx > 0.0) == (fa > 0.0)) {
      c = a, fc = fa;
    } else {
      c = b, fc = fb, b = a, fb = fa;
    }
    a = x, fa = fx;
    const double best = std::abs(fa) < std::abs(fb) ? a : b, width = std::abs(b - a);
    const double finest = 2e-16 * std::abs(best) + 1e-300;
    if (fx == 0.0 || width <= 4.0 * finest) return best;
    const double xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb);
    const bool interpolates = phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi;
    t = interpolates ? fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
                     : 0.5;
    t = std::clamp(t, finest / width, 1.0 - finest / width);
  }
  return a;
}

}  // namespace lantian::model::aerosol
