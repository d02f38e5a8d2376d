/// Map projections as I/O API headers and GRIDDESC files number them, and as PROJ spells them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "io/projection.hpp"

namespace lantian::io {

/// GDTYP and its five numbers: 1 longitude and latitude, 2 Lambert, 5 UTM, 6 polar stereographic, 7 Mercator,
/// 8 transverse Mercator. Coordinates count from (x_centre, y_centre) [degree].
struct IoapiProjection {
  int type = 0;
  double alpha = 0.0, beta = 0.0, gamma = 0.0, x_centre = 0.0, y_centre = 0.0;
};

/// PROJ's words on the sphere of 6370 km; "" for longitude and latitude, nothing for types that are not read.
std::optional<std::string> proj_words(const IoapiProjection& projection);

/// The type of a case's projection, and what its coordinates are ahead of I/O API's [m]; nothing where I/O
/// API has none for it. The earth's shape has no place in the header: its readers take a sphere.
struct IoapiPlacement {
  IoapiProjection projection;
  double x_ahead = 0.0, y_ahead = 0.0;
};
std::optional<IoapiPlacement> ioapi_placement(const Projection& projection);

}  // namespace lantian::io
