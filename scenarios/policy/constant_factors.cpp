#include "scenarios/policy/constant_factors.hpp"

namespace lantian::scenarios {

Factors factors_of(const Control& control) {
  Factors factors{control.replaces ? Stage::device : Stage::control, {}, false};
  for (std::size_t p = 0; p < pollutant_count; ++p)
    if (control.efficiency[p])
      factors.by_pollutant[p] = 1.0 - *control.efficiency[p] * control.coverage * control.availability;
  return factors;
}

Factors factors_of(const ReplaceFleet& fleet) {
  Factors factors{Stage::technology, {}, false};
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    const double rest = fleet.stop_remainder ? 0.0 : 1.0 - fleet.share;
    const double left = fleet.share * fleet.ratio[p].value_or(1.0) + rest;
    factors.by_pollutant[p] = 1.0 - fleet.coverage * (1.0 - left);
  }
  return factors;
}

Factors factors_of(const Scale& scale) {
  Factors factors{Stage::scale, {}, scale.pollutants.empty()};
  for (Pollutant p : scale.pollutants) factors.by_pollutant[static_cast<std::size_t>(p)] = scale.factor;
  if (factors.all_alike) factors.by_pollutant.fill(scale.factor);
  return factors;
}

}  // namespace lantian::scenarios
