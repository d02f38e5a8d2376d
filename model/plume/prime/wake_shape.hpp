/// Where the wake of a building lies: its size, its cavity, and where a point is in it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/trigonometry.hpp"
#include "model/plume/sources.hpp"

/// V: double, or a vector whose lanes are different source-hours or different receptors.
namespace lantian::model::plume::prime {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// The building as the wind sees it, and the scales of its wake [Schulman2000, EPA2024]. x along the wind
/// from the upwind face, y across it, z above the ground.
template <class V>
struct WakeShape {
  V height, width, length;  // H, W, L, m
  V x_offset, y_offset;     // m from the stack to the middle of the upwind face
  V scale;                  // R, m
  V recirculation;          // L_R, m: of the cavity behind the lee face
  V cavity_end;             // L + L_R, m
  V crest;                  // H_R, m: the height of a cavity that begins at the upwind edge
  V peak, summit;           // m: where the cavity is highest and how high
  V starting_height_cubed;  // (H/(1.2 R))^3
  V per_scale, per_length;  // m-1
  V per_lee, per_flank;     // m-1: of the cavity's ends in height and width, from where they sink or narrow
  V per_back;               // 1/(L + L_R - R/2), m-1
};
template <class V>
inline constexpr V WakeShape<V>::*wake_shape_members[] = {
    &WakeShape<V>::height,        &WakeShape<V>::width,      &WakeShape<V>::length,
    &WakeShape<V>::x_offset,      &WakeShape<V>::y_offset,   &WakeShape<V>::scale,
    &WakeShape<V>::recirculation, &WakeShape<V>::cavity_end, &WakeShape<V>::crest,
    &WakeShape<V>::peak,          &WakeShape<V>::summit,     &WakeShape<V>::starting_height_cubed,
    &WakeShape<V>::per_scale,     &WakeShape<V>::per_length, &WakeShape<V>::per_lee,
    &WakeShape<V>::per_flank,     &WakeShape<V>::per_back};

///     R = min(h, w)^(2/3) max(h, w)^(1/3),  the larger of H and W counted to 8 times the smaller
///     L_R = 1.8 W/(l^e (1 + 0.24 W/H)),     l = L/H in 0.3 .. 3,   e = 0.3, less for slender buildings
///     H_R = H + 0.22 R                                                            [Schulman2000, EPA2024]
/// Where 0.9 R < L the flow that leaves the upwind edge comes down on the roof again, and the cavity is H
/// high.
static inline WakeShape<double> wake_shape_of(const ProjectedBuilding& b) {
  const double h = b.height < 8.0 * b.width ? b.height : 8.0 * b.width;
  const double w = b.width < 8.0 * h ? b.width : 8.0 * h;
  const double low = h < w ? h : w, high = h < w ? w : h;
  WakeShape<double> s{};
  s.height = b.height;
  s.width = b.width;
  s.length = b.length;
  s.x_offset = b.x_offset;
  s.y_offset = b.y_offset;
  s.scale = numerics::cube_root(low * low * high);
  const double slenderness = b.width / b.height;
  double exponent = 0.3;
  if (slenderness < 1.0) exponent = 0.3 * (slenderness - 0.33) / 0.67;
  if (exponent < 0.0) exponent = 0.0;
  double relative = b.length / b.height;
  relative = relative < 0.3 ? 0.3 : (relative > 3.0 ? 3.0 : relative);
  s.recirculation = 1.8 * b.width / (numerics::pow(relative, exponent) * (1.0 + 0.24 * slenderness));
  s.cavity_end = s.length + s.recirculation;
  s.crest = s.height + 0.22 * s.scale;
  const bool reattached = 0.9 * s.scale < s.length;
  s.peak = reattached ? s.length : 0.5 * s.scale;
  s.summit = reattached ? s.height : s.crest;
  const double start = s.height / (1.2 * s.scale);
  s.starting_height_cubed = start * start * start;
  s.per_scale = 1.0 / s.scale;
  s.per_length = 1.0 / s.length;
  s.per_lee = 1.0 / (s.cavity_end - s.peak);
  s.per_flank = 1.0 / (s.cavity_end - s.scale);
  s.per_back = 1.0 / (s.cavity_end - 0.5 * s.scale);
  return s;
}

///     h_w = 1.2 R (x/R + (H/1.2R)^3)^(1/3),   w_w = W/2 + R/3 (x/R)^(1/3) [EPA2024]
/// x > 0.
template <class V>
LANTIAN_INLINE V wake_height(const WakeShape<V>& s, V x) {
  return 1.2 * s.scale * numerics::cube_root(V(x * s.per_scale + s.starting_height_cubed));
}
template <class V>
LANTIAN_INLINE V wake_half_width(const WakeShape<V>& s, V x) {
  return 0.5 * s.width + s.scale * (1.0 / 3.0) * numerics::cube_root(V(x * s.per_scale));
}

/// The wake and its cavity across the wind at one distance; all 0 where there is none.
template <class V>
struct WakeSection {
  V x;                              // m from the upwind face
  V cavity_top, cavity_half_width;  // z_c, y_c, m
  V height, half_width;             // h_w, w_w, m
};

///     y_c = W/2 + R/3 - (x - R)^2/(3R) to R, then an ellipse to the cavity's end
///     z_c = H (reattached) or H_R - (H_R - H)(2x/R - 1)^2 to the roof's or to R/2, then an ellipse [EPA2024]
template <class V>
LANTIAN_INLINE WakeSection<V> section_at(const WakeShape<V>& s, V x) {
  using namespace numerics;
  const V none = broadcast<V>(0.0), one = broadcast<V>(1.0);
  const Mask<V> behind = x > 0.0, within = (x >= 0.0) & (x < s.cavity_end);
  const V ahead = behind ? x : none;
  WakeSection<V> section{x, none, none, behind ? wake_height(s, ahead) : none,
                         behind ? wake_half_width(s, ahead) : none};
  if (!any(within)) return section;
  const V widest = 0.5 * s.width + s.scale * (1.0 / 3.0), past = x - s.scale;
  const V across = past * s.per_flank, along = (x - s.peak) * s.per_lee;
  const V side = widest * square_root(larger(V(one - across * across), none));
  const V roof = s.summit * square_root(larger(V(one - along * along), none));
  const V swelling = 2.0 * x * s.per_scale - 1.0;
  const V front = s.summit + swelling * swelling * (s.height - s.summit);
  const V front_side = widest - past * past * s.per_scale * (1.0 / 3.0);
  section.cavity_top = within ? (x <= s.peak ? front : roof) : none;
  section.cavity_half_width = within ? (x <= s.scale ? front_side : side) : none;
  return section;
}

/// Where a point is: in the building, the cavity, the wake or outside; numbers, to be compared.
enum Position { in_building = 1, in_cavity = 2, in_wake = 3, outside = 4 };

/// y: |y| from the wake's axis.
template <class V>
LANTIAN_INLINE V position_of(const WakeShape<V>& s, const WakeSection<V>& at, V y, V z) {
  using namespace numerics;
  constexpr double skin = 0.99998;
  const Mask<V> building = (at.x < skin * s.length) & (z < skin * s.height) & (y < skin * 0.5 * s.width);
  const Mask<V> cavity = (at.x < s.cavity_end) & (z <= at.cavity_top) & (y <= at.cavity_half_width);
  const Mask<V> wake = (z <= at.height) & (y <= at.half_width);
  V position = wake ? broadcast<V>(in_wake) : broadcast<V>(outside);
  position = cavity ? broadcast<V>(in_cavity) : position;
  position = building ? broadcast<V>(in_building) : position;
  return at.x > 0.0 ? position : broadcast<V>(outside);
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
