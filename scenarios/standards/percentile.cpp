#include "scenarios/standards/percentile.hpp"

#include <algorithm>

namespace lantian::scenarios {

double percentile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return percentile_of_ranked(values.size(), p, [&](std::size_t n) { return values[n]; });
}

}  // namespace lantian::scenarios
