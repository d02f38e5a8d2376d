/// How much of a plume the cavity behind a building catches.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/prime/downwash.hpp"

namespace lantian::model::plume::prime {

/// 1 - erf|x| to 3e-7 (1 - erf: to 13.3), as AERMOD has it [Abramowitz1964, 7.1.28; EPA2024].
static inline double complement_of_error_function(double size, bool asymptotic) {
  if (asymptotic && size > 2.79) {
    const double z = 1.0 / size;
    return 0.564189583547756 * z * numerics::exp(-size * size) * (1.0 - 0.5 * z * z * (1.0 - 1.5 * z * z));
  }
  if (!asymptotic && size > 3.919206) return 0.0;
  constexpr double a[] = {0.0000430638, 0.0002765672, 0.0001520143, 0.0092705272, 0.0422820123, 0.0705230784};
  double sum = 0.0;
  for (const double factor : a) sum = (sum + factor) * size;
  double t = 1.0 / (sum + 1.0);
  for (int n = 0; n < 4; ++n) t = t * t;
  return t;
}

/// Part of a Gaussian about `centre` between -limit and limit [EPA2024].
static inline double fraction_within(double limit, double centre, double sigma) {
  const double s = 1.4142135623730951 * (sigma > 1e-5 ? sigma : 1e-5);
  const double a = (limit - centre) / s, b = (-limit - centre) / s;
  const double size_a = numerics::magnitude(a), size_b = numerics::magnitude(b);
  const double nearer = size_a < size_b ? size_a : size_b;
  if (a == b) return 0.0;
  if (a * b > 0.0 && nearer >= 9.15) return 0.0;
  if (a * b <= 0.0 || nearer < 0.47) {
    const auto erf = [](double x, double size) {
      const double e = 1.0 - complement_of_error_function(size, false);
      return x > 0.0 ? e : -e;
    };
    return 0.5 * numerics::magnitude(erf(a, size_a) - erf(b, size_b));
  }
  const auto tail = [](double size) { return size < 9.15 ? complement_of_error_function(size, true) : 0.0; };
  return 0.5 * numerics::magnitude(tail(size_b) - tail(size_a));
}

/// The largest share of the plume that lies within the cavity at any distance behind the building, and that
/// no more than lies below roof height at the cavity's end; less for a plume that comes in near that end
/// [Schulman2000, EPA2024].
///     entry   m from the upwind face
static inline double captured_share(const Downwash& d, double entry) {
  const WakeShape<double>& s = d.shape;
  const double from = entry > s.length ? entry : s.length, range = 0.99 * (s.cavity_end - from);
  const int counted = static_cast<int>(1.0 + range / 10.0), steps = counted > 5 ? counted : 5;
  const double step = range / steps, beside = numerics::magnitude(s.y_offset);
  const double x_end = s.cavity_end + s.x_offset, z_end = d.path.height_at(x_end);
  const double below = fraction_within(s.height, z_end, primary_sigmas(d, x_end, s.height, 0.0).z);
  double most = 0.0;
  for (int n = 0; n <= steps; ++n) {
    const double x_b = from + n * step, x = x_b + s.x_offset, z = d.path.height_at(x);
    const WakeSection<double> section = section_at(s, x_b);
    const Sigmas<double> sigma = primary_sigmas(d, x, z, 0.0);
    const double vertical = fraction_within(section.cavity_top, z, sigma.z);
    const double share =
        (vertical < below ? vertical : below) * fraction_within(section.cavity_half_width, beside, sigma.y);
    most = share > most ? share : most;
  }
  const double fades = s.length + 0.85 * s.recirculation;
  if (from > fades) {
    const double left = 1.0 - (from - fades) / (s.cavity_end - fades);
    const double limit = left > 0.0 ? left : 0.0;
    most = limit < most ? limit : most;
  }
  return most;
}

}  // namespace lantian::model::plume::prime
