/// Places where the plumes' concentration is wanted.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::plume {

struct Receptor {
  double x = 0.0, y = 0.0;  // m, east and north
  double elevation = 0.0;   // m above sea level, of the ground
  double hill_height =
      0.0;  // m above sea level: the terrain that steers plumes here (AERMAP's hill height scale)
  double above_ground = 0.0;  // m, the flagpole
};

}  // namespace lantian::model::plume
