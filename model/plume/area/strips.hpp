/// Where an integral over an area source finds its strips: computed at each distance, or carried.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/aermod_rule.hpp"
#include "model/plume/area/carried_air.hpp"
#include "model/plume/area/converged_integral.hpp"
#include "model/plume/area/strip_table.hpp"
#include "model/plume/direct_evaluation.hpp"

namespace lantian::model::plume {

/// A convective hour of AERMOD's own: one receptor's distances in the order of asking.
class CarriedStrips {
 public:
  CarriedStrips(const PlumeOfHour& plume, const ReceptorGround<double>& at)
      : plume_(plume), at_(at), carried_(plume) {}

  double sigma_y(double x) {
    carried_.move_to(plume_, at_.receptor, x);
    return convective_sigma_y(plume_, carried_.air, x);
  }
  void side_values(const Side& side, Points& points, int count) {
    for (int n = 0; n < count; ++n) {
      const double x = points.x[n];
      const Strip<double> strip = strip_on_side(plume_, at_, carried_, x);
      points.value[n] = strip.strength * tabulated_normal(side.across(x) / strip.sigma_y);
    }
  }
  void whole_values(Points& points, int count) {
    for (int n = 0; n < count; ++n)
      points.value[n] = strip_within<Tails::cut>(plume_, at_, carried_, points.x[n]).strength;
  }

 private:
  const PlumeOfHour& plume_;
  const ReceptorGround<double>& at_;
  CarriedAir<double> carried_;
};

/// Each strip computed afresh from the plume's section there. A converged integral keeps the tails, so that
/// what just begins at a source's far end is seen to begin.
template <Tails tails>
struct ComputedStrips {
  const PlumeOfHour& plume;
  const ReceptorGround<double>& at;
  bool flat;

  template <class V>
  Strip<V> strip(V x) const {
    using numerics::broadcast;
    const ReceptorGround<V> ground = {broadcast<V>(at.receptor), broadcast<V>(at.above_ground),
                                      broadcast<V>(at.ground), broadcast<V>(at.hill)};
    return fresh_strip<tails>(plume, ground, flat, x);
  }
};

/// Those of a table, and computed where it has none.
template <class V>
struct CompletedStrips {
  const StripTable<V>& table;
  ComputedStrips<Tails::kept> computed;

  template <class W>
  Strip<W> strip(W x) const {
    Strip<W> strip = table.strip(x);
    const auto unknown = strip.strength != strip.strength;
    if (!numerics::any(unknown)) return strip;
    const Strip<W> asked = computed.strip(x);
    return {unknown ? asked.strength : strip.strength, unknown ? asked.sigma_y : strip.sigma_y};
  }
};

/// values = value(x), as many at a time as there are lanes.
template <class V, class Value>
static void for_lanes(Points& points, int count, Value&& value) {
  constexpr int width = numerics::lanes_of<V>;
  for (int n = count; n % width != 0; ++n) points.x[n] = points.x[count - 1];
  for (int first = 0; first < count; first += width)
    numerics::put_lanes(value(numerics::lanes_at<V>(points.x + first)), points.value + first);
}

/// Strips that know no order: quadrature points are the lanes. Source has strip(x) for numbers and lanes.
template <class V, class Source>
class StripsByLanes {
 public:
  explicit StripsByLanes(const Source& source) : source_(source) {}

  double sigma_y(double x) const { return source_.strip(x).sigma_y; }
  void side_values(const Side& side, Points& points, int count) const {
    for_lanes<V>(points, count, [&](V x) {
      const Strip<V> strip = source_.strip(x);
      return strip.strength * tabulated_normal(V(side.across(x) / strip.sigma_y));
    });
  }
  void whole_values(Points& points, int count) const {
    for_lanes<V>(points, count, [&](V x) { return source_.strip(x).strength; });
  }

  /// Room for a full last vector behind both.
  void sigmas(double* x, int count, double* sigma_y) const {
    constexpr int width = numerics::lanes_of<V>;
    for (int n = count; n % width != 0; ++n) x[n] = x[count - 1];
    for (int first = 0; first < count; first += width)
      numerics::put_lanes(source_.strip(numerics::lanes_at<V>(x + first)).sigma_y, sigma_y + first);
  }
  template <class Rule>
  Estimate estimate(const Piece& piece) const {
    constexpr int width = numerics::lanes_of<V>, room = Rule::count + 1;
    alignas(64) static constexpr PairedNodes<Rule> nodes;
    alignas(64) double values[room];
    const double middle = 0.5 * (piece.from + piece.to), half = 0.5 * (piece.to - piece.from);
    for (int first = 0; first < Rule::count; first += width) {
      const V root = middle + half * numerics::lanes_at<V>(nodes.at + first), square = root * root;
      const V x = square * square;
      const Strip<V> strip = source_.strip(x);
      const V per_sigma = 1.0 / strip.sigma_y;
      const V share = normal_between(V(piece.low.across(x) * per_sigma), V(piece.high.across(x) * per_sigma));
      numerics::put_lanes(V(4.0 * square * root * strip.strength * share), values + first);
    }
    return kronrod_estimate<Rule>(values, half);
  }

 private:
  const Source& source_;
};

}  // namespace lantian::model::plume
