#include "scenarios/standards/ranking.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/standards/statistics.hpp"

namespace lantian::scenarios {

namespace {

/// Rank of each value; equal ones take the mean of the ranks they fill.
std::vector<double> mean_ranks(const std::vector<double>& values) {
  std::vector<double> found;
  for (const double value : values) {
    const auto below = std::count_if(values.begin(), values.end(), [&](double v) { return v < value; });
    const auto equal = std::count(values.begin(), values.end(), value);
    found.push_back(static_cast<double>(below) + (static_cast<double>(equal) + 1.0) / 2.0);
  }
  return found;
}

}  // namespace

std::vector<std::optional<int>> ranks(const std::vector<std::optional<double>>& values) {
  std::vector<std::optional<int>> found(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    const auto better = std::count_if(values.begin(), values.end(),
                                      [&](const auto& other) { return other && *other < *values[i]; });
    found[i] = static_cast<int>(better) + 1;
  }
  return found;
}

std::vector<std::optional<int>> combined_ranks(const std::vector<std::optional<int>>& level,
                                               const std::vector<std::optional<int>>& improvement,
                                               double weight) {
  std::vector<std::optional<double>> scores(level.size());
  for (std::size_t i = 0; i < level.size(); ++i)
    if (level[i] && (improvement[i] || weight == 0.0))
      scores[i] = (1.0 - weight) * *level[i] + (weight == 0.0 ? 0.0 : weight * *improvement[i]);
  return ranks(scores);
}

std::optional<Trend> trend(const std::vector<double>& values, const std::vector<CriticalValue>& table) {
  if (values.size() < 2) return std::nullopt;
  const auto by_value = mean_ranks(values);
  const double mean = (static_cast<double>(values.size()) + 1.0) / 2.0;
  double covariance = 0.0, of_years = 0.0, of_values = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double year = static_cast<double>(i) + 1.0 - mean, value = by_value[i] - mean;
    covariance += year * value;
    of_years += year * year;
    of_values += value * value;
  }
  if (of_values == 0.0) return std::nullopt;
  Trend found{static_cast<int>(values.size()), covariance / std::sqrt(of_years * of_values), std::nullopt,
              false};
  for (const auto& row : table)
    if (row.years <= found.years)
      found.critical = row.coefficient;  // between two rows the stricter one holds
  constexpr double digits_of_table = 1e-3;
  found.is_significant =
      found.critical && round_half_even(std::abs(found.coefficient), digits_of_table) >= *found.critical;
  return found;
}

}  // namespace lantian::scenarios
