/// The concentration at each receptor from the table along the plume.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/direct_evaluation.hpp"
#include "model/plume/table_filling.hpp"

namespace lantian::model::plume {

/// The cubic that a distance belongs to, and how far along it lies.
template <class V>
struct TablePlace {
  numerics::Integers<V> interval;
  V way;
};
template <class V>
static TablePlace<V> place_in(const PlumeTable& table, V octave) {
  using namespace numerics;
  const V q = nodes_per_octave * octave - table.first;
  const V whole = smaller(larger(whole_below(q), broadcast<V>(2.0)), broadcast<V>(table.nodes - 4.0));
  V way = q - whole;
  const V position = gather<V>(table.position, integer_of(whole));
  const Mask<V> divided = position >= static_cast<double>(largest_nodes);
  const V finer = sub_intervals * way;
  const V part = smaller(larger(whole_below(finer), broadcast<V>(0.0)), broadcast<V>(sub_intervals - 1.0));
  way = divided ? finer - part : way;
  return {integer_of(V(divided ? position + part : position)), way};
}

template <class V>
struct TwoFunctions {
  V first, second;
};
template <class V>
[[gnu::always_inline]] static inline TwoFunctions<V> read(const CubicPair* pairs, const TablePlace<V>& at) {
  using namespace numerics;
  const Records<V> r = records<V>(&pairs[0].of[0][0], at.interval);
  const V* c = r.field;
  return {fused(fused(fused(c[3], at.way, c[2]), at.way, c[1]), at.way, c[0]),
          fused(fused(fused(c[7], at.way, c[6]), at.way, c[5]), at.way, c[4])};
}

/// A coherent plume: exp(A - (Y/X)^2 B), nothing beyond the exponent of 50; `unsure` where the table cannot
/// tell.
template <class V>
[[gnu::always_inline]] static inline V coherent_part(const TwoFunctions<V>& ab, V slope,
                                                     numerics::Mask<V> counts, numerics::Mask<V>& unsure) {
  const V exponent = slope * slope * ab.second;
  const numerics::Mask<V> inside = counts & (exponent < 50.0);
  if (!numerics::any(inside)) return numerics::broadcast<V>(0.0);
  unsure = unsure | (inside & (ab.first != ab.first));
  return inside ? numerics::quick_exp(V(ab.first - exponent)) : numerics::broadcast<V>(0.0);
}

/// log2 of the distances, nearest and farthest; least: nearer ones get 0 [m].
template <class V>
static DistanceView measure_distances(const SourcePlace& source, double least, const ReceptorView& receptors,
                                      double* octave) {
  using namespace numerics;
  if (least < 1.0) least = 1.0;  // from 0.99 m to 1 m both parts of the plume are 0
  V nearest = broadcast<V>(constant::infinity), farthest = broadcast<V>(0.0);
  for (int first = 0; first < receptors.count; first += lanes_of<V>) {
    const V east = loaded<V>(receptors.x, first, receptors.count) - source.x;
    const V north = loaded<V>(receptors.y, first, receptors.count) - source.y;
    const V square = east * east + north * north;
    const Mask<V> counts = square >= least * least;
    const V log = counts ? 0.5 * quick_log2(square) : broadcast<V>(-1.0);
    for (int n = 0; n < lanes_of<V> && first + n < receptors.count; ++n) octave[first + n] = lane(log, n);
    nearest = counts ? smaller(square, nearest) : nearest;
    farthest = counts ? larger(square, farthest) : farthest;
  }
  DistanceView view{octave, constant::infinity, 0.0};
  for (int n = 0; n < lanes_of<V>; ++n) {
    view.nearest = smaller(view.nearest, lane(nearest, n));
    view.farthest = larger(view.farthest, lane(farthest, n));
  }
  view.nearest = square_root(view.nearest);
  view.farthest = square_root(view.farthest);
  return view;
}

/// Receptors in a broken part of the table, whose result is no number: the plume itself is asked.
template <class V>
static void ask_plume(const PlumeOfHour& plume, const SourcePlace& source, const ReceptorView& receptors,
                      double* result) {
  constexpr int width = numerics::lanes_of<V>;
  double x[width], y[width], above[width];
  int place[width], count = 0;
  for (int n = 0; n < receptors.count; ++n) {
    const int to = receptors.place ? receptors.place[n] : n;
    if (result[to] != result[to]) {
      x[count] = receptors.x[n];
      y[count] = receptors.y[n];
      above[count] = receptors.above_ground[n];
      place[count++] = to;
    }
    if (count < width && (n + 1 < receptors.count || count == 0)) continue;
    evaluate_directly<V>(plume, source, ReceptorView{count, x, y, above, above, above, place}, result);
    count = 0;
  }
}

/// On flat ground, with all receptors equally high; nearest <= farthest < 2^largest_octaves m.
template <class V>
static void evaluate_shared(const PlumeOfHour& plume, const SourcePlace& source,
                            const ReceptorView& receptors, const DistanceView& distances, SharedWork& work,
                            double* result) {
  using namespace numerics;
  const PlumeTable& table = table_of<V>(plume, receptors.above_ground[0], range_of(distances), work);
  const double begin = exp2(static_cast<double>(table.first + 2) / nodes_per_octave);
  const bool penetrated = plume.penetrated_share > 0.0;
  bool complete = true;
  for (int first = 0; first < receptors.count; first += lanes_of<V>) {
    const V octave = loaded<V>(distances.octave, first, receptors.count);
    const Mask<V> counts = octave >= 0.0;
    const V east = loaded<V>(receptors.x, first, receptors.count) - source.x;
    const V north = loaded<V>(receptors.y, first, receptors.count) - source.y;
    const V along = -(east * plume.sine + north * plume.cosine);
    const TwoFunctions<V> random = read(table.random, place_in(table, octave));
    V sum = quick_exp(random.first);
    Mask<V> unsure = counts & (random.first != random.first);
    const Mask<V> downwind = counts & (along >= begin);
    if (any(downwind)) {
      const V x = larger(along, broadcast<V>(begin)), slope = (east * plume.cosine - north * plume.sine) / x;
      const TablePlace<V> place = place_in(table, quick_log2(x));
      V part = coherent_part(read(table.coherent, place), slope, downwind, unsure);
      if (penetrated) part = part + coherent_part(read(table.penetrated, place), slope, downwind, unsure);
      sum = sum + random.second * part;
    }
    sum = counts ? sum : broadcast<V>(0.0);
    sum = unsure ? broadcast<V>(__builtin_nan("")) : sum;
    complete = complete && !any(unsure);
    store(sum, receptors, result, first);
  }
  if (!complete) ask_plume<V>(plume, source, receptors, result);
}

}  // namespace lantian::model::plume
