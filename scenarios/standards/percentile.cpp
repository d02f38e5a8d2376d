#include "scenarios/standards/percentile.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::scenarios {

double percentile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const double place = static_cast<double>(values.size() - 1) * p / 100.0;
  const auto below = static_cast<std::size_t>(std::floor(place));
  const auto above = std::min(below + 1, values.size() - 1);
  return values[below] + (values[above] - values[below]) * (place - std::floor(place));
}

}  // namespace lantian::scenarios
