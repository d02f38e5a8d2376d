/// Where the table along a plume is smooth, and through which nodes an interval may be interpolated.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/plume_table.hpp"

namespace lantian::model::plume {

/// Fourth differences of five nodes above which a cubic around an interval is not trusted, in the table and
/// in a divided interval: it errs by a fifth of that of a kink in slope, by a third of that of a jump. Cubics
/// to one side, where the kink may sit at the last node, err by all of it (docs/theory/plumes.md).
struct Trust {
  double around, aside;
};
inline constexpr Trust in_table{1e-2, 5e-3}, in_parts{4e-3, 1.5e-3};
inline constexpr double negligible = 9.0;  // ln of how far below the maximum roughness does not matter
/// v(-2) - 4 v(-1) + 6 v(0) - 4 v(1) + v(2), without its sign.
template <class V>
static V fourth_difference(const double* at) {
  const V far = numerics::lanes_at<V>(at - 2) + numerics::lanes_at<V>(at + 2),
          near = numerics::lanes_at<V>(at - 1) + numerics::lanes_at<V>(at + 1);
  return numerics::magnitude(V(far - 4.0 * near + 6.0 * numerics::lanes_at<V>(at)));
}

/// Whether the plume counts at any of five nodes.
template <class V>
static numerics::Mask<V> counts(const double* at, double relevant) {
  using namespace numerics;
  V most = lanes_at<V>(at - 2);
  for (int n = -1; n <= 2; ++n) most = larger(most, lanes_at<V>(at + n));
  return most > relevant;
}

/// Largest fourth difference at nodes from `at` on, of all functions in the unit in which they make errors of
/// the concentration; nothing where the plume is negligible.
template <class V>
static V roughness(const double* at, bool penetrated, double relevant) {
  using namespace numerics;
  const auto function = [&](int n) { return at + n * stride; };
  const V none = broadcast<V>(0.0);
  V worst = counts<V>(function(function_R), relevant) ? fourth_difference<V>(function(function_R)) : none;
  const V share = fourth_difference<V>(function(function_W)) /
                  larger(lanes_at<V>(function(function_W)), broadcast<V>(0.05));
  const auto coherent = [&](int a, int b) {
    const V rough_b = 4.0 * fourth_difference<V>(function(b)) / lanes_at<V>(function(b));
    const V all = larger(larger(fourth_difference<V>(function(a)), rough_b), share);
    worst = counts<V>(function(a), relevant) ? larger(worst, all) : worst;
  };
  coherent(function_A, function_B);
  if (penetrated) coherent(function_A2, function_B2);
  return worst;
}

/// Fourth differences of nodes 2 to count - 3; those before and after have the nearest one's.
template <class V>
static void fourth_differences(const double* nodes, int count, bool penetrated, double relevant,
                               double* found) {
  for (int n = 2; n < count - 2; n += numerics::lanes_of<V>)
    numerics::put_lanes(roughness<V>(nodes + n, penetrated, relevant), found + n);
  for (int n = 0; n < 2; ++n) {
    found[n] = found[2];
    found[count - 1 - n] = found[count - 3];
  }
  found[-1] = found[2];
  found[count] = found[count - 3];
}

/// Which four nodes an interval is interpolated through: those around it, or three on one side and one on the
/// other, so that a kink in the next interval does no harm; none where a kink lies in the interval itself.
enum Stencil { to_the_left = -1, around = 0, to_the_right = 1, nowhere = 2 };

/// found[0], found[1]: fourth differences at the interval's ends. Aside of a kink two of them must be small:
/// one may be so by chance where it changes its sign.
static inline Stencil stencil_of(const double* found, const Trust& trust) {
  if (found[0] <= trust.around && found[1] <= trust.around) return around;
  if (found[-1] <= trust.aside && found[-2] <= trust.aside) return to_the_left;
  return found[2] <= trust.aside && found[3] <= trust.aside ? to_the_right : nowhere;
}

}  // namespace lantian::model::plume
