/// The concentration at each receptor from the table along the plume.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/direct_evaluation.hpp"
#include "model/plume/plume_table.hpp"

namespace lantian::model::plume {

/// The cubic that a distance belongs to, and how far along it lies.
template <class V>
struct TablePlace {
  numerics::Integers<V> interval;
  V way;
};
template <class V>
static TablePlace<V> place_in(const PlumeTable& table, V x) {
  using namespace numerics;
  const V q = nodes_per_octave * quick_log2(x) - table.first;
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
  unsure = unsure | (inside & (ab.first != ab.first));
  return inside ? numerics::quick_exp(V(ab.first - exponent)) : numerics::broadcast<V>(0.0);
}

template <class V>
static void evaluate_shared(const PlumeOfHour& plume, const SourcePlace& source,
                            const ReceptorView& receptors, SharedWork& work, double* result) {
  using namespace numerics;
  constexpr int width = lanes_of<V>;
  const double least = plume.nearest > 1.0 ? plume.nearest : 1.0;
  V least_square = broadcast<V>(constant::infinity), most_square = broadcast<V>(0.0);
  for (int first = 0; first < receptors.count; first += width) {
    const V east = loaded<V>(receptors.x, first, receptors.count) - source.x;
    const V north = loaded<V>(receptors.y, first, receptors.count) - source.y;
    const V square = east * east + north * north;
    least_square = square >= least * least ? smaller(square, least_square) : least_square;
    most_square = larger(square, most_square);
  }
  double nearest = constant::infinity, farthest = 0.0;
  for (int n = 0; n < width; ++n) {
    nearest = smaller(nearest, lane(least_square, n));
    farthest = larger(farthest, lane(most_square, n));
  }
  nearest = square_root(nearest);
  farthest = square_root(farthest);
  if (!(farthest >= least)) {
    for (int n = 0; n < receptors.count; ++n) result[n] = 0.0;
    return;
  }
  PlumeTable& table = work.table;
  fill<V>(plume, receptors.above_ground[0], nearest, farthest, table);
  const double begin = exp2(static_cast<double>(table.first + 2) / nodes_per_octave);
  const bool penetrated = plume.penetrated_share > 0.0;
  bool complete = true;
  for (int first = 0; first < receptors.count; first += width) {
    const WindFrame<V> at = wind_frame(plume, source, loaded<V>(receptors.x, first, receptors.count),
                                       loaded<V>(receptors.y, first, receptors.count));
    const Mask<V> counts = at.away >= least;
    const TwoFunctions<V> random = read(table.random, place_in(table, larger(at.away, broadcast<V>(least))));
    V sum = quick_exp(random.first);
    Mask<V> unsure = counts & (random.first != random.first);
    const Mask<V> downwind = counts & (at.along >= begin);
    if (any(downwind)) {
      const V along = larger(at.along, broadcast<V>(begin)), slope = at.across / along;
      const TablePlace<V> place = place_in(table, along);
      V part = coherent_part(read(table.coherent, place), slope, downwind, unsure);
      if (penetrated) part = part + coherent_part(read(table.penetrated, place), slope, downwind, unsure);
      sum = sum + random.second * part;
    }
    sum = counts ? sum : broadcast<V>(0.0);
    sum = unsure ? broadcast<V>(__builtin_nan("")) : sum;
    complete = complete && !any(unsure);
    store(sum, result, first, receptors.count);
  }
  if (complete) return;
  // Receptors in a broken part of the table, some at a time.
  double x[width], y[width], above[width], exact[width];
  int index[width], count = 0;
  const auto ask = [&] {
    const ReceptorView few{count, x, y, above, above, above};
    evaluate_directly<V>(plume, source, few, exact);
    for (int n = 0; n < count; ++n) result[index[n]] = exact[n];
    count = 0;
  };
  for (int n = 0; n < receptors.count; ++n) {
    if (result[n] == result[n]) continue;
    x[count] = receptors.x[n];
    y[count] = receptors.y[n];
    above[count] = receptors.above_ground[n];
    index[count++] = n;
    if (count == width) ask();
  }
  if (count > 0) ask();
}

}  // namespace lantian::model::plume
