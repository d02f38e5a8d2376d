/// Percentiles of daily values.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

namespace lantian::scenarios {

/// Percentile p [0 … 100] of `values`, at least one and none NaN, in any order.
///     k = 1 + (n - 1) p / 100,  s = floor(k),  X(s) + (X(s+1) - X(s)) (k - s)          [HJ663, annex A]
double percentile(std::vector<double> values, double p);

}  // namespace lantian::scenarios
