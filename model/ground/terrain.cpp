#include "model/ground/terrain.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

constexpr double edge = 1e-9;  // degree: a window's corner on the table's rim is inside

struct Between {
  std::size_t low;
  double weight;
};

Between between(const std::vector<double>& axis, double value) {
  const double step = (axis.back() - axis.front()) / static_cast<double>(axis.size() - 1);
  const double position =
      std::clamp((value - axis.front()) / step, 0.0, static_cast<double>(axis.size() - 1));
  const auto low = std::min(static_cast<std::size_t>(position), axis.size() - 2);
  return {low, position - static_cast<double>(low)};
}

}  // namespace

bool AltitudeTable::covers(double lon, double lat) const {
  return lon >= longitude.front() - edge && lon <= longitude.back() + edge &&
         lat >= latitude.front() - edge && lat <= latitude.back() + edge;
}

double AltitudeTable::at(double lon, double lat) const {
  const Between x = between(longitude, lon), y = between(latitude, lat);
  const double* south = altitude.data() + y.low * longitude.size() + x.low;
  const double* north = south + longitude.size();
  const double low = south[0] + x.weight * (south[1] - south[0]);
  const double high = north[0] + x.weight * (north[1] - north[0]);
  return low + y.weight * (high - low);
}

std::vector<double> smoothed_altitude(const Grid& grid, const AltitudeTable& table, double width,
                                      const ToDegrees& degrees) {
  // A lattice through all columns' centres, with a margin as wide as the disc.
  const int parts = static_cast<int>(std::ceil(grid.dx / 1000.0));
  const double spacing = grid.dx / parts;
  const int reach = static_cast<int>(std::floor(width / spacing));
  const int points_x = (grid.nx - 1) * parts + 1 + 2 * reach,
            points_y = (grid.ny - 1) * parts + 1 + 2 * reach;
  std::vector<double> raw(static_cast<std::size_t>(points_x) * points_y);
  for (int b = 0; b < points_y; ++b)
    for (int a = 0; a < points_x; ++a) {
      double lon = 0.0, lat = 0.0;
      degrees(grid.x_west + 0.5 * grid.dx + (a - reach) * spacing,
              grid.y_south + 0.5 * grid.dx + (b - reach) * spacing, lon, lat);
      raw[static_cast<std::size_t>(b) * points_x + a] = table.at(lon, lat);
    }
  std::vector<double> smooth(grid.columns());
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i) {
      double sum = 0.0, weights = 0.0;
      for (int b = -reach; b <= reach; ++b)
        for (int a = -reach; a <= reach; ++a) {
          const double r = spacing * std::hypot(a, b);
          if (r > width) continue;
          const double weight = width > 0.0 ? 1.0 + std::cos(constants::pi * r / width) : 1.0;
          sum += weight *
                 raw[static_cast<std::size_t>(j * parts + reach + b) * points_x + (i * parts + reach + a)];
          weights += weight;
        }
      smooth[grid.column(j, i)] = sum / weights;
    }
  return smooth;
}

}  // namespace lantian::model
