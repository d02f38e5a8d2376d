/// An area source in the wind of an hour, and which receptors it reaches.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/seen_area.hpp"
#include "model/plume/direct_evaluation.hpp"

namespace lantian::model::plume {

/// Plain data, read by the kernels.
struct AreaOfHour {
  PlumeOfHour plume;
  SourcePlace place;  // of the centre
  OutlineInWind outline;
};

/// sigma_y in the air at the release height: only to leave out receptors far aside [EPA2024].
static inline double first_sigma_y(const PlumeOfHour& plume, double x) {
  const MetAir<double> air = {plume.stack_wind, plume.stack_sigma_v, plume.stack_sigma_w,
                              plume.stack_gradient};
  return plume.stable_branch ? stable_sigma_y(plume, air, plume.height, x)
                             : convective_sigma_y(plume, air, x);
}

/// Whether the source gives anything at (along, across) from its centre: some of it is 1 m upwind, and its
/// edge is within 5 sigma_y of the farthest corner.
static inline bool reaches(const AreaOfHour& area, double along, double across) {
  const double farthest = along + area.outline.farthest;
  if (farthest < 1.0) return false;
  const double aside = (across < 0.0 ? -across : across) - 0.5 * (area.outline.right - area.outline.left);
  return !(aside > 0.0 && aside >= 5.0 * first_sigma_y(area.plume, farthest));
}

/// integral(ground, kept): concentration per emission [s m-1] at a receptor from what is upwind of
/// it.
template <class Integral>
static void for_each_receptor(const AreaOfHour& area, const ReceptorView& receptors, Corner* corners,
                              double* result, Integral&& integral) {
  for (int n = 0; n < receptors.count; ++n) {
    const WindFrame<double> at = wind_frame(area.plume, area.place, receptors.x[n], receptors.y[n]);
    result[n] = 0.0;
    if (!reaches(area, at.along, at.across)) continue;
    const int kept = clipped(area.outline, at.along, at.across, corners);
    if (kept > 2) result[n] = integral(ground_of<double>(receptors, area.place, n), kept);
  }
}

}  // namespace lantian::model::plume
