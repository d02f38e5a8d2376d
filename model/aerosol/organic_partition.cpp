#include "model/aerosol/organic_partition.hpp"

namespace lantian::model::aerosol {

// h(C) = C - nonvolatile - sum of total C / (C + C*) is convex, not above 0 at C = 0 and not below at C =
// nonvolatile + all totals, so that Newton from there falls to the largest root and never past it. Each step
// is written as the tangent's root, a sum and a quotient of positive numbers: nothing cancels.
double absorbing_mass(double nonvolatile, const ByBin& total, const ByBin& saturation) {
  // Near the onset of condensation on nothing, where two roots meet, a step only halves the distance: 60
  // of them reach 1e-18 of the totals.
  constexpr int most_steps = 60;
  double mass = nonvolatile;
  for (const double one : total) mass += one;
  for (int step = 0; step < most_steps && mass > 0.0; ++step) {
    // Tangent of total C / (C + C*): value at C = 0 is total s^2, slope total s (1 - s) / C = total s C* /
    // C^2.
    double at_zero = nonvolatile, slope = 0.0;
    for (std::size_t b = 0; b < total.size(); ++b) {
      const double inverse = 1.0 / (mass + saturation[b]);
      const double share = mass * inverse;
      at_zero += total[b] * share * share;
      slope += total[b] * saturation[b] * inverse * inverse;
    }
    if (slope >= 1.0) return mass;  // only by rounding: the slope of h is positive right of its largest root
    const double next = at_zero / (1.0 - slope);
    if (!(next < mass)) return mass;
    mass = next;
  }
  return mass;
}

}  // namespace lantian::model::aerosol
