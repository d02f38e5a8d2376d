/// AERMOD's own integral over an area source, with its own quadrature: what its answers are made of.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/normal_distribution.hpp"
#include "model/plume/area/romberg.hpp"
#include "model/plume/area/root_on_side.hpp"
#include "model/plume/area/seen_area.hpp"
#include "model/plume/area/sorting.hpp"

namespace lantian::model::plume {

/// Stretches of sides beyond the plume's edge, where the whole crosswind distribution counts; and room.
struct Stretch {
  double from, to;  // m, in the direction of the side
};
struct AreaRoom {
  Corner* corners;     // 2 count + 1
  double* normalised;  // 2 count + 1: across/sigma_y of the corners
  Stretch* whole;      // 2 count
  double* ends;        // 4 count
  Points* points;
};

/// Integral of K over what the stretches cover, each counted with its direction: intervals between their ends
/// are joined where neighbours count alike, and then as often as the last of them [EPA2024].
template <class Strips>
static double over_whole_stretches(Strips& strips, const Stretch* whole, int count, const AreaRoom& room) {
  for (int n = 0; n < count; ++n) {
    room.ends[2 * n] = whole[n].from;
    room.ends[2 * n + 1] = whole[n].to;
  }
  sort_ascending(room.ends, 2 * count);
  double sum = 0.0, from = 0.0, to = 0.0;
  int times = 0;  // of the joined interval from .. to
  const auto add = [&] {
    if (times != 0)
      sum += times *
             romberg(from, to, *room.points, [&](Points& p, int points) { strips.whole_values(p, points); });
  };
  for (int n = 1; n < 2 * count; ++n) {
    const double low = room.ends[n - 1], high = room.ends[n];
    if (low == high) continue;
    int covered = 0;
    for (int k = 0; k < count; ++k) {
      const bool upward = whole[k].from < whole[k].to;
      const double bottom = upward ? whole[k].from : whole[k].to, top = upward ? whole[k].to : whole[k].from;
      if (low >= bottom && high <= top) covered += upward ? 1 : -1;
    }
    if (covered == 0) continue;
    if (times * covered <= 0 || low != to) {
      add();
      from = low;
    }
    to = high;
    times = covered;
  }
  add();
  return sum;
}

/// One side's integral of K Phi(v/s_y); what lies beyond the plume's edge is left for later in `whole`.
template <class Strips>
static double along_side(Strips& strips, int n, const AreaRoom& room, int& whole_count) {
  const double first = room.normalised[n], second = room.normalised[n + 1];
  const double u[2] = {room.corners[n].distance, room.corners[n + 1].distance};
  const Side side = side_between(room.corners[n], room.corners[n + 1]);
  const bool above[2] = {first > edge_of_plume, second > edge_of_plume};
  const bool below[2] = {first < -edge_of_plume, second < -edge_of_plume};
  const auto crossing = [&](double edge) {
    return root_on_side(u[0], u[1], first - edge, second - edge,
                        [&](double x) { return side.across(x) / strips.sigma_y(x) - edge; });
  };
  double from = u[0], to = u[1];
  if (above[0] != above[1]) (above[0] ? from : to) = crossing(edge_of_plume);
  if (below[0] != below[1]) (below[0] ? from : to) = crossing(-edge_of_plume);
  if (above[0] && above[1]) from = u[1];  // all of it
  if (above[0]) room.whole[whole_count++] = {u[0], from};
  if (above[1] && !above[0]) room.whole[whole_count++] = {to, u[1]};
  if ((above[0] && above[1]) || (below[0] && below[1])) return 0.0;
  return romberg(from, to, *room.points, [&](Points& p, int count) { strips.side_values(side, p, count); });
}

/// |sum over sides of INT K(x) Phi(v(x)/s_y(x)) dx| per emission [s m-1], K in s m-2. strips gives
///     sigma_y(x), side_values(side, points, count): K Phi, whole_values(points, count): K
/// in the order of asking, which matters where it carries values [EPA2024].
template <class Strips>
static double aermod_rule(Strips& strips, int corners, const AreaRoom& room) {
  if (corners <= 2) return 0.0;
  double least = edge_of_plume, most = -edge_of_plume;
  for (int n = 0; n < corners; ++n) {
    const double w = room.corners[n].across / strips.sigma_y(room.corners[n].distance);
    room.normalised[n] = w;
    least = w < least ? w : least;
    most = w > most ? w : most;
  }
  room.normalised[corners] = room.normalised[0];
  if (least >= edge_of_plume || most <= -edge_of_plume) return 0.0;
  double sum = 0.0;
  int whole_count = 0;
  for (int n = 0; n < corners; ++n) {
    if (size_of(room.corners[n].distance - room.corners[n + 1].distance) < 0.01) continue;
    sum += along_side(strips, n, room, whole_count);
  }
  if (whole_count > 0) sum += over_whole_stretches(strips, room.whole, whole_count, room);
  return size_of(sum);
}

}  // namespace lantian::model::plume
