/// The model grid: equal squares of a map projection, layers by height above ground, and a rim of ghost
/// cells.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

namespace lantian::model {

/// Cells (k, j, i): k up from the ground, j north, i east. Horizontal faces lie at i ± 1/2; layer k spans
/// [layer_face[k], layer_face[k + 1]] metres above ground.
struct Grid {
  int nx = 0, ny = 0;
  double dx = 0.0;      // m, both directions
  double x_west = 0.0;  // m, projection coordinate of the west edge
  double y_south = 0.0;
  std::vector<double> layer_face;  // m above ground, nz + 1 values, first 0

  static constexpr int rim = 3;  // ghost cells on each side, filled by boundaries (later: by neighbours)

  int nz() const { return static_cast<int>(layer_face.size()) - 1; }
  double layer_depth(int k) const { return layer_face[k + 1] - layer_face[k]; }
  double layer_centre(int k) const { return 0.5 * (layer_face[k] + layer_face[k + 1]); }
  double cell_area() const { return dx * dx; }
  double cell_volume(int k) const { return cell_area() * layer_depth(k); }
  std::size_t columns() const { return static_cast<std::size_t>(nx) * ny; }
  std::size_t cells() const { return columns() * nz(); }
  /// Index into plain (k, j, i) arrays without a rim.
  std::size_t cell(int k, int j, int i) const { return (static_cast<std::size_t>(k) * ny + j) * nx + i; }
  std::size_t column(int j, int i) const { return static_cast<std::size_t>(j) * nx + i; }
  bool operator==(const Grid&) const = default;
};

/// The default layers of a city run: 14, the first 20 m, the top at 4 km (docs/theory/layout.md).
inline std::vector<double> default_layer_faces() {
  return {0, 20, 45, 80, 125, 185, 270, 390, 560, 800, 1130, 1580, 2200, 3000, 4000};
}

}  // namespace lantian::model
