#include "model/ground/land_cover.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model {
namespace {

constexpr int points = 16;  // each way, of a cell

bool covers(const LandPatch& patch, double x, double y) {
  const double along_x = patch.to_x - patch.x, along_y = patch.to_y - patch.y;
  const double length2 = along_x * along_x + along_y * along_y;
  const double part =
      length2 > 0.0 ? std::clamp(((x - patch.x) * along_x + (y - patch.y) * along_y) / length2, 0.0, 1.0)
                    : 0.0;
  return std::hypot(x - patch.x - part * along_x, y - patch.y - part * along_y) <= patch.radius;
}

/// Part of a cell under the patch.
double covered_part(const LandPatch& patch, double west, double south, double dx) {
  int inside = 0;
  for (int b = 0; b < points; ++b)
    for (int a = 0; a < points; ++a)
      if (covers(patch, west + (a + 0.5) * dx / points, south + (b + 0.5) * dx / points)) ++inside;
  return static_cast<double>(inside) / (points * points);
}

/// Leaf area by kind and season: midsummer, autumn with crops, late autumn, winter, spring.
constexpr std::array<std::array<double, 5>, land_use_count> leaf_area{{{0.0, 0.0, 0.0, 0.0, 0.0},
                                                                       {2.0, 2.0, 0.5, 0.2, 1.5},
                                                                       {2.0, 1.5, 0.5, 0.2, 1.0},
                                                                       {4.5, 3.5, 0.5, 0.5, 2.0},
                                                                       {4.5, 4.5, 4.0, 4.0, 4.5},
                                                                       {4.5, 4.0, 2.2, 2.2, 3.2},
                                                                       {0.0, 0.0, 0.0, 0.0, 0.0},
                                                                       {0.0, 0.0, 0.0, 0.0, 0.0},
                                                                       {2.0, 1.5, 0.5, 0.2, 1.0}}};

}  // namespace

std::vector<LandUse> land_cover(const Grid& grid, const LandUse& mixture,
                                const std::vector<LandPatch>& patches) {
  std::vector<LandUse> cover(grid.columns(), mixture);
  for (const LandPatch& patch : patches) {
    const auto first = [&](double low, double edge, int count) {
      return std::clamp(static_cast<int>(std::floor((low - patch.radius - edge) / grid.dx)), 0, count);
    };
    const auto last = [&](double high, double edge, int count) {
      return std::clamp(static_cast<int>(std::floor((high + patch.radius - edge) / grid.dx)) + 1, 0, count);
    };
    for (int j = first(std::min(patch.y, patch.to_y), grid.y_south, grid.ny);
         j < last(std::max(patch.y, patch.to_y), grid.y_south, grid.ny); ++j)
      for (int i = first(std::min(patch.x, patch.to_x), grid.x_west, grid.nx);
           i < last(std::max(patch.x, patch.to_x), grid.x_west, grid.nx); ++i) {
        const double taken =
            patch.share * covered_part(patch, grid.x_west + i * grid.dx, grid.y_south + j * grid.dx, grid.dx);
        auto& share = cover[grid.column(j, i)].share;
        for (double& part : share) part *= 1.0 - taken;
        share[patch.kind] += taken;
      }
  }
  return cover;
}

LandUse mean_land_use(const std::vector<LandUse>& columns) {
  LandUse mean;
  for (std::size_t kind = 0; kind < land_use_count; ++kind) {
    double sum = 0.0;
    for (const LandUse& column : columns) sum += column.share[kind];
    mean.share[kind] = sum / static_cast<double>(columns.size());
  }
  return mean;
}

double leaf_area_index(const LandUse& land_use, Season season) {
  double area = 0.0;
  for (std::size_t kind = 0; kind < land_use_count; ++kind)
    area += land_use.share[kind] * leaf_area[kind][static_cast<std::size_t>(season)];
  return area;
}

}  // namespace lantian::model
