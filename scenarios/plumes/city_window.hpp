/// Which cells of the grid the city field refines.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::scenarios {

/// The cell in the south-west corner, and how many of them; none without a city field.
struct CityWindow {
  int i = 0, j = 0, nx = 0, ny = 0;
};

}  // namespace lantian::scenarios
