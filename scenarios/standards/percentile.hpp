/// Percentiles of daily values.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace lantian::scenarios {

/// Percentile p [0 … 100] of `values`, at least one and none NaN, in any order.
///     k = 1 + (n - 1) p / 100,  s = floor(k),  X(s) + (X(s+1) - X(s)) (k - s)          [HJ663, annex A]
double percentile(std::vector<double> values, double p);

/// The same of `count` values of which only some need be known: ranked(n) is the one that n others lie below.
template <class Ranked>
double percentile_of_ranked(std::size_t count, double p, const Ranked& ranked) {
  const double place = static_cast<double>(count - 1) * p / 100.0;
  const auto below = static_cast<std::size_t>(std::floor(place));
  const auto above = std::min(below + 1, count - 1);
  return ranked(below) + (ranked(above) - ranked(below)) * (place - std::floor(place));
}

}  // namespace lantian::scenarios
