#include "model/plume/hill_height.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model::plume {

TerrainLattice::TerrainLattice(const Grid& grid, std::vector<double> altitude)
    : grid_(grid), altitude_(std::move(altitude)) {}

double TerrainLattice::altitude(double x, double y) const {
  if (is_level()) return 0.0;
  const double i = std::clamp((x - grid_.x_west) / grid_.dx - 0.5, 0.0, grid_.nx - 1.0);
  const double j = std::clamp((y - grid_.y_south) / grid_.dx - 0.5, 0.0, grid_.ny - 1.0);
  const int west = std::min(static_cast<int>(i), std::max(grid_.nx - 2, 0));
  const int south = std::min(static_cast<int>(j), std::max(grid_.ny - 2, 0));
  const double right = i - west, up = j - south;
  const auto at = [&](int row, int column) {
    return altitude_[grid_.column(std::min(row, grid_.ny - 1), std::min(column, grid_.nx - 1))];
  };
  return (1.0 - up) * ((1.0 - right) * at(south, west) + right * at(south, west + 1)) +
         up * ((1.0 - right) * at(south + 1, west) + right * at(south + 1, west + 1));
}

double TerrainLattice::hill_height(double x, double y) const {
  constexpr double slope = 0.1;
  if (is_level()) return 0.0;
  const double own = altitude(x, y);
  double highest = own;
  for (int j = 0; j < grid_.ny; ++j)
    for (int i = 0; i < grid_.nx; ++i) {
      const double ground = altitude_[grid_.column(j, i)];
      if (ground <= highest) continue;
      const double distance =
          std::hypot(grid_.x_west + (i + 0.5) * grid_.dx - x, grid_.y_south + (j + 0.5) * grid_.dx - y);
      if (ground - own >= slope * distance) highest = ground;
    }
  return highest;
}

}  // namespace lantian::model::plume
