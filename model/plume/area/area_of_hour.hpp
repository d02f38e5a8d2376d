/// An area source in the wind of an hour, and which receptors it reaches.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/carried_air.hpp"
#include "model/plume/area/seen_area.hpp"
#include "model/plume/direct_evaluation.hpp"

namespace lantian::model::plume {

/// Plain data, read by the kernels.
struct AreaOfHour {
  PlumeOfHour plume;
  SourcePlace place;  // of the centre
  OutlineInWind outline;
  double widest_intensity =
      0.0;  // of sigma_v over the wind, at any height: sigma_y over the distance at most
};

/// How far the source's edge is from the receptor's line along the wind, less than 0 where it crosses it [m].
/// AERMOD takes it half the width from the centre, wherever that lies [EPA2024].
enum class Edge { aermods, its_own };
template <Edge edge, class V>
static V aside_of(const OutlineInWind& outline, V across) {
  using namespace numerics;
  if constexpr (edge == Edge::aermods) return magnitude(across) - 0.5 * (outline.right - outline.left);
  return larger(V(across + outline.left), V(-across - outline.right));
}

/// Whether the source gives anything at (along, across) from its centre: some of it is 1 m upwind, and its
/// edge is within 5 sigma_y of the plume from the farthest corner: AERMOD takes that of the air at the
/// release height [EPA2024], which can leave out what shallower, slower air brings; the converged integral
/// the widest possible.
template <Edge edge, class V>
static numerics::Mask<V> reaches(const AreaOfHour& area, V along, V across) {
  using namespace numerics;
  const V farthest = along + area.outline.farthest, aside = aside_of<edge>(area.outline, across);
  const Mask<V> upwind = farthest >= 1.0, inside = !(aside > 0.0);
  if constexpr (edge == Edge::its_own)
    return Mask<V>(upwind & (inside | (aside < 5.0 * area.widest_intensity * farthest)));
  if (!any(Mask<V>(upwind & !inside))) return upwind;
  const PlumeOfHour& plume = area.plume;
  const MetAir<V> air = air_at_release<V>(plume);
  const V x = larger(farthest, broadcast<V>(1.0));
  const V sigma_y = plume.stable_branch ? stable_sigma_y(plume, air, broadcast<V>(plume.height), x)
                                        : convective_sigma_y(plume, air, x);
  return Mask<V>(upwind & (inside | (aside < 5.0 * sigma_y)));
}

/// integral(ground, kept): concentration per emission [s m-1] at a receptor from what is upwind of it: the
/// first `kept` of the corners. V: receptors at a time for finding those that are reached.
template <class V, Edge edge, class Integral>
static void for_each_receptor(const AreaOfHour& area, const ReceptorView& receptors, Corner* corners,
                              double* result, Integral&& integral) {
  constexpr int width = numerics::lanes_of<V>;
  for (int first = 0; first < receptors.count; first += width) {
    const WindFrame<V> at = wind_frame(area.plume, area.place, loaded<V>(receptors.x, first, receptors.count),
                                       loaded<V>(receptors.y, first, receptors.count));
    const numerics::Mask<V> reached = reaches<edge>(area, at.along, at.across);
    const V reach = reached ? numerics::broadcast<V>(1.0) : numerics::broadcast<V>(0.0);
    for (int n = 0; n < width && first + n < receptors.count; ++n) {
      double& value = result[receptors.place ? receptors.place[first + n] : first + n];
      value = 0.0;
      if (numerics::lane(reach, n) == 0.0) continue;
      const int kept =
          clipped(area.outline, numerics::lane(at.along, n), numerics::lane(at.across, n), corners);
      if (kept > 2) value = integral(ground_of<double>(receptors, area.place, first + n), kept);
    }
  }
}

}  // namespace lantian::model::plume
