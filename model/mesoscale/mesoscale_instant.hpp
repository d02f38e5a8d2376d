/// One instant of a mesoscale weather model on its own staggered grid, and where a run's grid lies in it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <vector>

#include "model/mesoscale/source_point.hpp"
#include "model/quantities/time.hpp"

namespace lantian::model::mesoscale {

/// Cells (k, j, i), k from the ground; layer faces (nz + 1, j, i); x faces (k, j, nx + 1); y faces
/// (k, ny + 1, i); columns (j, i). Winds blow along the model's own axes.
struct MesoscaleInstant {
  UtcSeconds time = 0;
  int nx = 0, ny = 0, nz = 0;
  std::vector<double> height;           // layer faces, m above ground
  std::vector<double> air_temperature;  // K
  std::vector<double> air_pressure;     // Pa
  std::vector<double> vapour;           // kg per kg of dry air
  std::vector<double> cloud_water;      // kg per kg of dry air: liquid and ice, with what falls within cloud
  std::vector<double> drop_water;       // kg per kg of dry air: of it what floats as liquid drops
  std::vector<double> x_wind, y_wind;   // m s-1
  // columns
  std::vector<double> boundary_layer_thickness;       // m
  std::vector<double> friction_velocity;              // m s-1
  std::vector<double> inverse_obukhov_length;         // m-1
  std::vector<double> surface_sensible_heat_flux;     // W m-2, upward
  std::vector<double> surface_downwelling_shortwave;  // W m-2
  std::vector<double> precipitation_rate;             // kg m-2 s-1
  std::vector<double> snow_fraction;                  // 1
};

/// A point of a face of the run's grid.
struct FacePoint {
  SourcePoint place;
  double turn = 0.0;  // rad, from the mesoscale model's axes to the run's, clockwise
};

/// Where the cells and faces of a run's grid lie in a mesoscale model.
struct MesoscaleMap {
  std::vector<SourcePoint> centre;          // column
  std::vector<double> latitude, longitude;  // rad, column
  /// Corners of each column, in turn; empty where the mesoscale cells are not smaller than the run's.
  std::vector<std::array<SourcePoint, 4>> corners;
  int samples = 1;                        // points along each face, evenly spread
  std::vector<FacePoint> x_face, y_face;  // (j, i, sample) of x faces and of y faces
};

}  // namespace lantian::model::mesoscale
