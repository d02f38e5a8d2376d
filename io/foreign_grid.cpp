#include "io/foreign_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::io {
namespace {

using model::mesoscale::SourcePoint;
constexpr double degree = model::constants::pi / 180.0;
constexpr double metres_per_degree = 6371e3 * degree;  // of latitude on the mean sphere [Moritz2000]
constexpr double rounding = 1e-6;                      // cells

/// Place on an ascending axis counted in its points; steps go on beyond either end.
double place_on(const std::vector<double>& axis, double value) {
  if (axis.size() < 2) return value - axis.front();
  const auto above = std::upper_bound(axis.begin() + 1, axis.end() - 1, value);
  const auto n = static_cast<std::size_t>(above - axis.begin()) - 1;
  return static_cast<double>(n) + (value - axis[n]) / (axis[n + 1] - axis[n]);
}

double step_in_the_middle(const std::vector<double>& axis) {
  if (axis.size() < 2) return 1.0;
  const std::size_t middle = (axis.size() - 1) / 2;
  return axis[middle + 1] - axis[middle];
}

}  // namespace

SourcePoint ForeignGrid::at(double longitude, double latitude) const {
  if (projection_) {
    const auto metres = (*projection_)(longitude, latitude);
    return {place_on(x_, metres.x), place_on(y_, metres.y)};
  }
  const double middle = 0.5 * (x_.front() + x_.back());
  return {place_on(x_, longitude + 360.0 * std::round((middle - longitude) / 360.0)), place_on(y_, latitude)};
}

double ForeignGrid::convergence(double longitude, double latitude) const {
  return projection_ ? projection_->convergence(longitude, latitude) : 0.0;
}

double ForeignGrid::cell_width() const {
  if (projection_) return step_in_the_middle(x_);
  return step_in_the_middle(x_) * metres_per_degree * std::cos(0.5 * (y_.front() + y_.back()) * degree);
}

double ForeignGrid::beyond(SourcePoint place) const {
  const auto outside = [](double at, int count) { return std::max({0.0, -at, at - (count - 1)}); };
  const double east = outside(place.i, nx()), north = outside(place.j, ny());
  const double unit = projection_ ? 1e-3 : metres_per_degree * 1e-3;
  if (!std::isfinite(east + north)) return 20e3;  // a place that the projection does not have: the far side
  if (std::max(east, north) < rounding) return 0.0;
  return unit * std::hypot(east * step_in_the_middle(x_), north * step_in_the_middle(y_));
}

bool covers_window(const ForeignGrid& foreign, const Projection& projection, const model::Grid& grid,
                   const TextPlace& place, Diagnostics& diagnostics) {
  constexpr std::array<const char*, 4> names{"the south-west corner", "the south-east corner",
                                             "the north-west corner", "the north-east corner"};
  double farthest = 0.0;
  std::size_t corner = 0;
  for (std::size_t n = 0; n < names.size(); ++n) {
    const auto there = projection.inverse(grid.x_west + (n % 2) * grid.nx * grid.dx,
                                          grid.y_south + static_cast<double>(n / 2) * grid.ny * grid.dx);
    const double distance = foreign.beyond(foreign.at(there.longitude, there.latitude));
    if (distance > farthest) farthest = distance, corner = n;
  }
  if (farthest == 0.0) return true;
  diagnostics.add("window_not_covered", place,
                  {{"value", place.file},
                   {"kind", names[corner]},
                   {"distance", std::to_string(static_cast<long>(std::ceil(farthest)))}});
  return false;
}

model::mesoscale::MesoscaleMap mesoscale_map(const ForeignGrid& foreign, const Projection& projection,
                                             const model::Grid& grid) {
  model::mesoscale::MesoscaleMap map;
  const double ratio = grid.dx / foreign.cell_width();
  map.samples = std::clamp(static_cast<int>(std::ceil(ratio - 0.1)), 1, 32);
  const auto place = [&](double i, double j) {  // counted in the run's cells from its south-west corner
    return projection.inverse(grid.x_west + i * grid.dx, grid.y_south + j * grid.dx);
  };
  const auto at = [&](double i, double j) {
    const auto there = place(i, j);
    return foreign.at(there.longitude, there.latitude);
  };
  const auto face_point = [&](double i, double j) -> model::mesoscale::FacePoint {
    const auto there = place(i, j);
    return {foreign.at(there.longitude, there.latitude),
            projection.convergence(there.longitude, there.latitude) -
                foreign.convergence(there.longitude, there.latitude)};
  };
  const auto along = [&](int n) { return (n + 0.5) / map.samples; };
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i) {
      const auto there = place(i + 0.5, j + 0.5);
      map.centre.push_back(foreign.at(there.longitude, there.latitude));
      map.longitude.push_back(there.longitude * degree);
      map.latitude.push_back(there.latitude * degree);
      if (ratio > 1.0) map.corners.push_back({at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)});
    }
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i <= grid.nx; ++i)
      for (int n = 0; n < map.samples; ++n) map.x_face.push_back(face_point(i, j + along(n)));
  for (int j = 0; j <= grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i)
      for (int n = 0; n < map.samples; ++n) map.y_face.push_back(face_point(i + along(n), j));
  return map;
}

}  // namespace lantian::io
