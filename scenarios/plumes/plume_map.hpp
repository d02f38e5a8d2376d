/// The points of a case's fine map.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <cstddef>

#include "scenarios/case/case.hpp"

namespace lantian::scenarios {

/// Points stand in the middle of squares, row by row from the south; none without a map.
struct PlumeMap {
  int nx = 0, ny = 0;
  double spacing = 0.0, west = 0.0, south = 0.0;  // m, projection
  std::size_t points() const { return static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny); }
  double x(std::size_t point) const {
    return west + (static_cast<double>(point % static_cast<std::size_t>(nx)) + 0.5) * spacing;
  }
  double y(std::size_t point) const {
    return south + (static_cast<double>(point / static_cast<std::size_t>(nx)) + 0.5) * spacing;
  }
};

/// `origin`: projected point that the case's west and south are counted from. The window where the case gives
/// no sides; what does not fill a square is left out.
inline PlumeMap map_of(const Case& contents, const Place& origin) {
  const auto& wanted = contents.plumes;
  if (wanted.map_spacing <= 0.0) return {};
  const auto& grid = contents.grid;
  const bool whole = wanted.map_width == 0.0;
  const auto count = [&](double side) { return static_cast<int>(side / wanted.map_spacing + 1e-9); };
  return {count(whole ? grid.nx * grid.dx : wanted.map_width),
          count(whole ? grid.ny * grid.dx : wanted.map_height), wanted.map_spacing,
          origin.x + (whole ? grid.west : wanted.map_west),
          origin.y + (whole ? grid.south : wanted.map_south)};
}

}  // namespace lantian::scenarios
