/// The horizontal grid of a larger model's file: where a place on earth lies in it, and whether a window
/// does.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <vector>

#include "io/diagnostics.hpp"
#include "io/projection.hpp"
#include "model/grid/grid.hpp"
#include "model/mesoscale/mesoscale_instant.hpp"

namespace lantian::io {

/// Cell centres on the axes of a projection [m], or of longitude and latitude [degree].
class ForeignGrid {
 public:
  /// Axes ascend; without a projection they are longitude and latitude.
  ForeignGrid(std::optional<Projection> projection, std::vector<double> x, std::vector<double> y)
      : projection_(std::move(projection)), x_(std::move(x)), y_(std::move(y)) {}

  int nx() const { return static_cast<int>(x_.size()); }
  int ny() const { return static_cast<int>(y_.size()); }
  bool is_in_degrees() const { return !projection_; }
  const std::vector<double>& x() const { return x_; }
  const std::vector<double>& y() const { return y_; }

  model::mesoscale::SourcePoint at(double longitude, double latitude) const;
  /// Angle at a place from true north clockwise to the grid's y axis [rad].
  double convergence(double longitude, double latitude) const;
  /// Width of its cells about the middle [m].
  double cell_width() const;
  /// How far a place lies beyond the outermost centres [km]; 0 inside.
  double beyond(model::mesoscale::SourcePoint place) const;

 private:
  std::optional<Projection> projection_;
  std::vector<double> x_, y_;
};

/// Reports the corner of the window that lies farthest beyond `foreign`, at `place`; true where all lie
/// inside.
bool covers_window(const ForeignGrid& foreign, const Projection& projection, const model::Grid& grid,
                   const TextPlace& place, Diagnostics& diagnostics);

/// Where the run's columns and faces lie in `foreign`.
model::mesoscale::MesoscaleMap mesoscale_map(const ForeignGrid& foreign, const Projection& projection,
                                             const model::Grid& grid);

}  // namespace lantian::io
