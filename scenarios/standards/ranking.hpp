/// Places in a ranking, ties included, and the trend of a series of years by ranks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <vector>

#include "scenarios/standards/assessment.hpp"

namespace lantian::scenarios {

/// Ranks from 1, the lowest value first; equal values share a rank and the next ones are skipped: 1, 2, 2, 4.
/// A place without a value has no rank.
std::vector<std::optional<int>> ranks(const std::vector<std::optional<double>>& values);

/// Ranks by level and by improvement weighed into one score, the lowest first: (1 - w) a + w b. The weight of
/// Henan's rule was not found, so it is the user's.
std::vector<std::optional<int>> combined_ranks(const std::vector<std::optional<int>>& level,
                                               const std::vector<std::optional<int>>& improvement,
                                               double weight);

struct Trend {
  int years = 0;
  double coefficient = 0.0;        // Spearman's, -1 … 1; positive: it rises
  std::optional<double> critical;  // none: too few years
  bool is_significant = false;
};

/// Spearman's rank correlation of yearly values, in order of time, with the years; equal values take the mean
/// of their ranks. Without ties 1 - 6 Σd² / (n³ - n)                                    [HJ663, annex B]
/// None for fewer than two values, or where all are equal.
std::optional<Trend> trend(const std::vector<double>& values, const std::vector<CriticalValue>& table);

}  // namespace lantian::scenarios
