#include "model/city/patch.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model::city {

std::size_t cell_at(const Patch& patch, double x, double y) {
  const auto nearest = [](double at, int count) {
    return static_cast<std::size_t>(std::clamp(static_cast<int>(std::floor(at)), 0, count - 1));
  };
  return nearest(y, patch.ny) * static_cast<std::size_t>(patch.nx) + nearest(x, patch.nx);
}

std::vector<double> cell_means(const Patch& patch, std::span<const double> values) {
  std::vector<double> means(patch.cells(), 0.0);
  for (std::size_t point = 0; point < values.size(); ++point)
    means[patch.cell_of_point(point)] += values[point];
  for (double& mean : means) mean /= static_cast<double>(patch.points_of_cell());
  return means;
}

}  // namespace lantian::model::city
