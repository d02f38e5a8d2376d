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

/// Integral from a to b. evaluate(points, count) fills in the values; the points come in AERMOD's order: both
/// ends, then of each halving from a to b. From the fifth row on the rule ends when the mean is below 1e-5 (s
/// m-3), has changed by 1 % or less, or the step is shorter than 1 m; twelve rows at most; 0 where both ends
/// are 0 [EPA2024].
template <class Evaluate>
static double romberg(double a, double b, Points& points, Evaluate&& evaluate) {
  constexpr int first_rows = 5, most_rows = 12;
  points.x[0] = a;
  points.x[1] = b;
  evaluate(points, 2);
  double row[most_rows];  // the column of extrapolations, newest trapezoid last
  row[0] = 0.5 * (points.value[0] + points.value[1]);
  const double length = b - a;
  if (length == 0.0 || row[0] == 0.0) return 0.0;
  double step = length, share = 1.0;
  int count = 0, used = 0;
  for (int i = 2; i <= most_rows; ++i) {
    const double before = row[0];
    if (used == count) {  // the rows up to the fifth at once: they are always needed
      count = used = 0;
      double width = step;
      for (int next = i; next <= (i < first_rows ? first_rows : i); ++next) {
        double x = a + 0.5 * width;
        for (int n = 0; n < 1 << (next - 2); ++n, x += width) points.x[count++] = x;
        width *= 0.5;
      }
      evaluate(points, count);
    }
    double sum = 0.0;
    for (int n = 0; n < 1 << (i - 2); ++n) sum += points.value[used++];
    step *= 0.5;
    share *= 0.5;
    row[i - 1] = 0.5 * row[i - 2] + share * sum;
    double q = 1.0;
    for (int n = i - 2; n >= 0; --n) {
      q *= 4.0;
      row[n] = row[n + 1] + (row[n + 1] - row[n]) / (q - 1.0);
    }
    if (i < first_rows) continue;
    const double mean = row[0] < 0.0 ? -row[0] : row[0],
                 change = row[0] < before ? before - row[0] : row[0] - before;
    if (mean < 1e-5 || change <= 0.01 * mean || (step < 0.0 ? -step : step) < 1.0) break;
  }
  return length * row[0];
}

}  // namespace lantian::model::plume
