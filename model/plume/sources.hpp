/// Sources of the plume engine: where and how they release, not how much.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <optional>
#include <variant>
#include <vector>

namespace lantian::model::plume {

/// What all sources share. x, y east and north.
struct Release {
  double x = 0.0, y = 0.0;      // m
  double base_elevation = 0.0;  // m above sea level
  double height = 0.0;          // m above the base
  /// Ground and hills count as level with the base: AERMOD's FLAT.
  bool flat = true;
  int urban_area = -1;      // index of the city it belongs to; -1: rural
  double decay_rate = 0.0;  // s-1, of the pollutant on its way
};

/// A building as one of 36 wind sectors sees it [EPA2024]; width 0: none.
struct ProjectedBuilding {
  double height = 0.0, width = 0.0, length = 0.0;  // m
  double x_offset = 0.0, y_offset = 0.0;  // m from the stack to the middle of the upwind face: along, across
};

enum class StackKind { vertical, capped, horizontal };

struct PointSource : Release {
  StackKind kind = StackKind::vertical;
  double diameter = 0.0;       // m, inner
  double exit_velocity = 0.0;  // m s-1
  /// K; 0: that of the air; negative: so many K above the air.
  double exit_temperature = 0.0;
  bool stack_tip_downwash = true;
  /// Sector k (0 for the flow towards 10 deg, 35 for 360 deg); none: no building near.
  std::optional<std::array<ProjectedBuilding, 36>> buildings;
};

struct VolumeSource : Release {
  double initial_sigma_y = 0.0, initial_sigma_z = 0.0;  // m
};

struct Vertex {
  double x = 0.0, y = 0.0;  // m
};

/// How the integral over an area source is found.
enum class AreaIntegral {
  converged,    // to a stated error
  aermods_own,  // by AERMOD's quadrature, for its numbers: some % off near and inside a source
};

/// Emission is per area [kg m-2 s-1]. Rectangles, circles and lines are polygons too (see
/// area/area_shapes.hpp).
struct AreaSource : Release {    // x, y: its centre
  std::vector<Vertex> vertices;  // open polygon, either sense
  double initial_sigma_z = 0.0;  // m
  AreaIntegral integral = AreaIntegral::converged;
};

using Source = std::variant<PointSource, VolumeSource, AreaSource>;

}  // namespace lantian::model::plume
