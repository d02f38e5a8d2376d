/// AERMOD's strips of a convective hour from a table, where it has them, and carried from the distance before
/// where they depend on that.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/strip_table.hpp"
#include "model/plume/area/strips.hpp"

namespace lantian::model::plume {

/// One receptor's; where the table has no number, the air of the distance before is made up for and moved on.
/// In stable hours the table has them all.
template <class V>
class RememberingStrips {
 public:
  RememberingStrips(const StripTable& table, const PlumeOfHour& plume, const ReceptorGround<double>& at)
      : table_(table), plume_(plume), at_(at), carried_(plume) {}

  double sigma_y(double x) {
    const Strip<double> strip = table_.strip(x);
    if (is_known(strip.strength)) {
      pass(x);
      return strip.sigma_y;
    }
    recall();
    carried_.move_to(plume_, at_.receptor, x);
    return convective_sigma_y(plume_, carried_.air, x);
  }
  void side_values(const Side& side, Points& points, int count) {
    for_lanes<V>(points, count, [&](V x) {
      const Strip<V> strip = table_.strip(x);
      return strip.strength * tabulated_normal(V(side.across(x) / strip.sigma_y));
    });
    carry(points, count, [&](double x) {
      const Strip<double> strip = strip_on_side(plume_, at_, carried_, x);
      return strip.strength * tabulated_normal(side.across(x) / strip.sigma_y);
    });
  }
  void whole_values(Points& points, int count) {
    for_lanes<V>(points, count, [&](V x) { return table_.strip(x).strength; });
    carry(points, count,
          [&](double x) { return strip_within<Tails::cut>(plume_, at_, carried_, x).strength; });
  }

 private:
  static bool is_known(double x) { return x == x; }
  void pass(double x) {
    last_ = x;
    carries_ = false;
  }
  /// The air of the last distance: what the table has is reached from any air in one move.
  void recall() {
    if (!carries_ && last_ > 0.0) carried_.move_to(plume_, at_.receptor, last_);
    carries_ = true;
  }
  template <class Value>
  void carry(Points& points, int count, Value&& value) {
    for (int n = 0; n < count; ++n)
      if (is_known(points.value[n]))
        pass(points.x[n]);
      else {
        recall();
        points.value[n] = value(points.x[n]);
      }
  }

  const StripTable& table_;
  const PlumeOfHour& plume_;
  const ReceptorGround<double>& at_;
  CarriedAir<double> carried_;
  double last_ = 0.0;
  bool carries_ = false;
};

}  // namespace lantian::model::plume
