/// AERMOD's quadrature: Romberg's extrapolation of halved trapezoids, with its limits.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::plume {

/// Points of one call at most, and room beyond them for the last lanes.
inline constexpr int most_points = 1024, room_for_points = most_points + 8;

/// Distances and the integrand there.
struct Points {
  alignas(64) double x[room_for_points];
  alignas(64) double value[room_for_points];
};

/// The first five rows' new points beyond both ends, as shares of the way.
inline constexpr int first_rows = 5, most_rows = 12, first_points = 15;
inline constexpr double first_shares[first_points] = {1 / 2.,  1 / 4.,  3 / 4.,   1 / 8.,   3 / 8.,
                                                      5 / 8.,  7 / 8.,  1 / 16.,  3 / 16.,  5 / 16.,
                                                      7 / 16., 9 / 16., 11 / 16., 13 / 16., 15 / 16.};
inline constexpr double per_extrapolation[most_rows] = {
    0,         1 / 3.,     1 / 15.,    1 / 63.,     1 / 255.,     1 / 1023.,
    1 / 4095., 1 / 16383., 1 / 65535., 1 / 262143., 1 / 1048575., 1 / 4194303.};  // 1/(4^j - 1)

/// Integral from a to b. evaluate(points, count) fills in the values; the points come in AERMOD's order: both
/// ends, then of each halving from a to b. From the fifth row on the rule ends when the mean is below 1e-5 (s
/// m-3), has changed by 1 % or less, or the step is shorter than 1 m; twelve rows at most; 0 where both ends
/// are 0 [EPA2024].
template <class Evaluate>
static double romberg(double a, double b, Points& points, Evaluate&& evaluate) {
  points.x[0] = a;
  points.x[1] = b;
  evaluate(points, 2);
  double row[most_rows];  // the column of extrapolations, newest trapezoid last
  row[0] = 0.5 * (points.value[0] + points.value[1]);
  const double length = b - a;
  if (length == 0.0 || row[0] == 0.0) return 0.0;
  for (int n = 0; n < first_points; ++n) points.x[n] = a + length * first_shares[n];
  evaluate(points, first_points);  // always needed
  const double* value = points.value;
  double step = length, share = 1.0;
  for (int i = 2; i <= most_rows; ++i) {
    const double before = row[0];
    const int count = 1 << (i - 2);
    if (i > first_rows) {
      for (int n = 0; n < count; ++n) points.x[n] = a + (n + 0.5) * step;
      evaluate(points, count);
      value = points.value;
    }
    double sum = 0.0;
    for (int n = 0; n < count; ++n) sum += value[n];
    value += count;
    step *= 0.5;
    share *= 0.5;
    row[i - 1] = 0.5 * row[i - 2] + share * sum;
    for (int n = i - 2; n >= 0; --n)
      row[n] = row[n + 1] + (row[n + 1] - row[n]) * per_extrapolation[i - 1 - n];
    if (i < first_rows) continue;
    const double mean = row[0] < 0.0 ? -row[0] : row[0],
                 change = row[0] < before ? before - row[0] : row[0] - before;
    if (mean < 1e-5 || change <= 0.01 * mean || (step < 0.0 ? -step : step) < 1.0) break;
  }
  return length * row[0];
}

}  // namespace lantian::model::plume
