/// Height of the ground from a regular table of points, smoothed to what the table resolves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <vector>

#include "model/grid/grid.hpp"

namespace lantian::model {

/// Altitudes [m] at longitudes x latitudes [degree], both ascending and evenly spaced; (latitude, longitude).
struct AltitudeTable {
  std::vector<double> longitude, latitude, altitude;

  bool covers(double lon, double lat) const;
  double at(double lon, double lat) const;  // bilinear; beyond the edge, its value
};

/// Mean over discs of radius `width` about each column, weighted 1 + cos(pi r / width): what is shorter than
/// `width`, the weight's own breadth at half its height, goes. Sampled every 1 km or less; `degrees`:
/// projection metres to longitude and latitude.
using ToDegrees = std::function<void(double x, double y, double& longitude, double& latitude)>;
std::vector<double> smoothed_altitude(const Grid& grid, const AltitudeTable& table, double width,
                                      const ToDegrees& degrees);

}  // namespace lantian::model
