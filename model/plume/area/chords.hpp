/// The outline cut into stretches of distance where it is bounded by one side on either hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/seen_area.hpp"

namespace lantian::model::plume {

/// take(n, low, high) for what lies between two sides from distances[n - 1] to distances[n], which are those
/// of the corners in ascending order. The outline must not cross itself. Room: sides for as many as corners.
template <class Take>
static void for_each_chord(const Corner* corners, int count, const double* distances, Side* sides,
                           Take&& take) {
  for (int n = 1; n < count; ++n) {
    const double from = distances[n - 1], to = distances[n];
    if (!(to > from)) continue;
    const double middle = 0.5 * (from + to);
    int active = 0;
    for (int k = 0; k < count; ++k) {
      const Corner &a = corners[k], &b = corners[k + 1];
      const bool spans = (a.distance <= from && b.distance >= to) || (b.distance <= from && a.distance >= to);
      if (!spans) continue;
      const Side side = side_between(a, b);
      int at = active++;
      for (; at > 0 && sides[at - 1].across(middle) > side.across(middle); --at) sides[at] = sides[at - 1];
      sides[at] = side;
    }
    for (int k = 0; k + 1 < active; k += 2) take(n, sides[k], sides[k + 1]);
  }
}

}  // namespace lantian::model::plume
