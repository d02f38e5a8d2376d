/// Where along a side of the outline the plume's edge crosses it, as AERMOD looks for it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::plume {

static inline double size_of(double x) { return x < 0.0 ? -x : x; }

/// Brent's method [Brent1973] with AERMOD's limits: ten turns at most, until half the bracket is 0.2 % of the
/// distance + 0.5 mm; its condition for a step by interpolation compares with |e - q| where Brent has |e q|
/// [EPA2024]. excess(x) changes its sign between the distances `first` and `second` [m], where it has the
/// given values.
template <class Excess>
static double root_on_side(double first, double second, double at_first, double at_second, Excess&& excess) {
  double a = first, b = second, fa = at_first, fb = at_second;
  double c = 0.0, fc = fb, step = 0.0, last_step = 0.0;  // c: on the other side of the root than b
  for (int turn = 0; turn < 10; ++turn) {
    if (fb * fc > 0.0) {
      c = a;
      fc = fa;
      step = last_step = b - a;
    }
    if (size_of(fc) < size_of(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const double enough = 2e-3 * size_of(b) + 0.5e-3, half = 0.5 * (c - b);
    if (size_of(half) <= enough || fb == 0.0) return b;
    double next = half;
    bool interpolated = false;
    if (size_of(last_step) >= enough && size_of(fa) > size_of(fb)) {
      const double s = fb / fa;
      double p, q;
      if (a == c) {
        p = 2.0 * half * s;
        q = 1.0 - s;
      } else {
        const double r = fb / fc;
        q = fa / fc;
        p = s * (2.0 * half * q * (q - r) - (b - a) * (r - 1.0));
        q = (q - 1.0) * (r - 1.0) * (s - 1.0);
      }
      if (p > 0.0) q = -q;
      p = size_of(p);
      const double limit = 3.0 * half * q - size_of(enough * q), other = size_of(last_step - q);
      interpolated = 2.0 * p < (limit < other ? limit : other);
      if (interpolated) next = p / q;
    }
    last_step = interpolated ? step : half;
    step = next;
    a = b;
    fa = fb;
    b = size_of(step) > enough ? b + step : b + (half < 0.0 ? -enough : enough);
    fb = excess(b);
  }
  return b;
}

}  // namespace lantian::model::plume
