/// An area source as a receptor sees it: the corners of its outline, how far upwind and how far across the
/// wind.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::plume {

/// A corner of the outline as the receptor sees it: u and v of [EPA2024].
struct Corner {
  double distance;  // m upwind of the receptor
  double across;    // m across the wind
};

/// A side of the outline: the way from one corner to the next.
struct Side {
  Corner start;
  double slope;  // of the distance across over that upwind
  template <class V>
  V across(V x) const {
    return start.across + (x - start.distance) * slope;
  }
};
static inline Side side_between(const Corner& from, const Corner& to) {
  return {from, (to.across - from.across) / (to.distance - from.distance)};
}

/// The outline in the wind of an hour: corners from the source's centre, and its extent. The corners stand in
/// turn, either sense.
struct OutlineInWind {
  int count = 0;
  const Corner* corners = nullptr;
  double farthest = 0.0;           // m, the largest distance of a corner upwind of the centre
  double left = 0.0, right = 0.0;  // m, least and largest across
};

/// Nothing nearer to the receptor counts [EPA2024].
inline constexpr double clip_distance = 1.01;  // m

/// What lies at least clip_distance upwind of a receptor at (along, across) from the centre. Room: for
/// 2 count + 1 corners, the last of which repeats the first. Returns their number without it.
static inline int clipped(const OutlineInWind& outline, double along, double across, Corner* kept) {
  int count = 0;
  Corner from = {along + outline.corners[0].distance, across + outline.corners[0].across};
  for (int n = 1; n <= outline.count; ++n) {
    const Corner& corner = outline.corners[n == outline.count ? 0 : n];
    const Corner to = {along + corner.distance, across + corner.across};
    const bool from_counts = from.distance >= clip_distance, to_counts = to.distance >= clip_distance;
    if (from_counts) kept[count++] = from;
    if (from_counts != to_counts) {
      const double way = (clip_distance - from.distance) / (to.distance - from.distance);
      kept[count++] = {clip_distance, from.across + way * (to.across - from.across)};
    }
    from = to;
  }
  kept[count] = kept[0];
  return count;
}

}  // namespace lantian::model::plume
