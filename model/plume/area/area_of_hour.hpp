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
};

/// Whether the source gives anything at (along, across) from its centre: some of it is 1 m upwind, and its
/// edge, taken half its width from the centre, is within 5 sigma_y, of the air at the release height, of the
/// plume from the farthest corner [EPA2024].
static inline bool reaches(const AreaOfHour& area, double along, double across) {
  const double farthest = along + area.outline.farthest;
  if (farthest < 1.0) return false;
  const double aside = (across < 0.0 ? -across : across) - 0.5 * (area.outline.right - area.outline.left);
  if (!(aside > 0.0)) return true;
  const PlumeOfHour& plume = area.plume;
  const MetAir<double> air = air_at_release<double>(plume);
  const double intensity = air.sigma_v * air.slowness;
  const double widest = (intensity > smallest_intensity ? intensity : smallest_intensity) * farthest;
  if (aside >= 5.001 * widest) return false;  // sigma_y grows less than evenly
  return aside < 5.0 * (plume.stable_branch ? stable_sigma_y(plume, air, plume.height, farthest)
                                            : convective_sigma_y(plume, air, farthest));
}

/// integral(ground, kept): concentration per emission [s m-1] at a receptor from what is upwind of
/// it.
template <class Integral>
static void for_each_receptor(const AreaOfHour& area, const ReceptorView& receptors, Corner* corners,
                              double* result, Integral&& integral) {
  for (int n = 0; n < receptors.count; ++n) {
    const WindFrame<double> at = wind_frame(area.plume, area.place, receptors.x[n], receptors.y[n]);
    double& here = result[receptors.place ? receptors.place[n] : n];
    here = 0.0;
    if (!reaches(area, at.along, at.across)) continue;
    const int kept = clipped(area.outline, at.along, at.across, corners);
    if (kept > 2) here = integral(ground_of<double>(receptors, area.place, n), kept);
  }
}

}  // namespace lantian::model::plume
