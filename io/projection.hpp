/// Longitude and latitude to the metres of a case's map projection, and back.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "io/case.hpp"
#include "io/diagnostics.hpp"
#include "model/grid/grid.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::io {

/// Copyable; copies share one PROJ object behind a lock.
class Projection {
 public:
  struct Metres {
    double x = 0.0, y = 0.0;
  };
  struct Degrees {
    double longitude = 0.0, latitude = 0.0;
  };

  /// `definition`: "+proj=… " or "EPSG:n", in metres. Nothing (and a diagnostic) where PROJ does not know it
  /// or it would read files.
  static std::optional<Projection> open(const std::string& definition, const TextPlace& place,
                                        Diagnostics& diagnostics);

  Metres operator()(double longitude,
                    double latitude) const;  // WGS84, degrees; not finite where it has no place
  Degrees inverse(double x, double y) const;
  /// Angle at a point from true north clockwise to the y axis [rad].
  double convergence(double longitude, double latitude) const;
  /// WKT2 of the projection, for CF's crs_wkt.
  std::string well_known_text() const;
  const std::string& definition() const { return definition_; }
  /// PROJ's own words ("proj", "lat_0", "zone" …) of any definition, EPSG codes too; a word without value is
  /// "".
  std::map<std::string, std::string> parameters() const;
  struct Ellipsoid {
    double semi_major_axis = 0.0, inverse_flattening = 0.0;  // m, 1; 0: a sphere
  };
  Ellipsoid ellipsoid() const;

 private:
  struct Implementation;
  std::shared_ptr<Implementation> implementation_;
  std::string definition_;
};

/// The projection of a case; nothing (and a diagnostic at its key) where PROJ refuses it.
std::optional<Projection> projection_of(const CaseFile& file, Diagnostics& diagnostics);

/// The case's grid in the metres of `projection`.
model::Grid grid_of(const CaseFile& file, const Projection& projection);

/// Fills x and y of a place from its longitude and latitude.
void project(scenarios::Place& place, const Projection& projection);
bool is_inside(const model::Grid& grid, const scenarios::Place& place);

}  // namespace lantian::io
