/// AERMOD's strips from a table where it has them; elsewhere the plume is asked, in convective hours with the
/// air carried from the distance before.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/strip_table.hpp"
#include "model/plume/area/strips.hpp"

namespace lantian::model::plume {

/// Of one receptor on level ground.
template <class V>
class RememberingStrips {
 public:
  RememberingStrips(const StripTable<V>& table, const PlumeOfHour& plume, const ReceptorGround<double>& at)
      : table_(table), plume_(plume), at_(at), carried_(plume) {}

  double sigma_y(double x) {
    const double known = table_.sigma_y(x);
    if (is_known(known)) {
      pass(x);
      return known;
    }
    if (plume_.stable_branch) return asked(x).sigma_y;
    recall();
    carried_.move_to(plume_, at_.receptor, x);
    return convective_sigma_y(plume_, carried_.air, x);
  }
  void side_values(const Side& side, Points& points, int count) {
    V unknown = numerics::broadcast<V>(0.0);  // or not a number
    for_lanes<V>(points, count, [&](V x) {
      const Strip<V> strip = table_.strip(x);
      unknown = unknown * strip.strength;
      return strip.strength * tabulated_normal(V(side.across(x) / strip.sigma_y));
    });
    if (!numerics::any(unknown != unknown)) return pass(points.x[count - 1]);
    fill_gaps(points, count, [&](double x) {
      const Strip<double> strip = plume_.stable_branch ? asked(x) : strip_on_side(plume_, at_, carried_, x);
      return strip.strength * tabulated_normal(side.across(x) / strip.sigma_y);
    });
  }
  void whole_values(Points& points, int count) {
    V unknown = numerics::broadcast<V>(0.0);
    for_lanes<V>(points, count, [&](V x) {
      const V strength = table_.strip(x).strength;
      unknown = unknown * strength;
      return strength;
    });
    if (!numerics::any(unknown != unknown)) return pass(points.x[count - 1]);
    fill_gaps(points, count, [&](double x) {
      return (plume_.stable_branch ? asked(x) : strip_within<Tails::cut>(plume_, at_, carried_, x)).strength;
    });
  }

 private:
  static bool is_known(double x) { return x == x; }
  Strip<double> asked(double x) const { return fresh_strip<Tails::cut>(plume_, at_, true, x); }
  void pass(double x) {
    last_ = x;
    carries_ = false;
  }
  /// The air of the last distance: what the table has is reached from any air in one move.
  void recall() {
    if (plume_.stable_branch) return;
    if (!carries_ && last_ > 0.0) carried_.move_to(plume_, at_.receptor, last_);
    carries_ = true;
  }
  template <class Value>
  void fill_gaps(Points& points, int count, Value&& value) {
    for (int n = 0; n < count; ++n)
      if (is_known(points.value[n]))
        pass(points.x[n]);
      else {
        recall();
        points.value[n] = value(points.x[n]);
      }
  }

  const StripTable<V>& table_;
  const PlumeOfHour& plume_;
  const ReceptorGround<double>& at_;
  CarriedAir<double> carried_;
  double last_ = 0.0;
  bool carries_ = false;
};

}  // namespace lantian::model::plume
