#include "scenarios/policy/evaporation.hpp"

#include <cmath>

#include "model/quantities/constants.hpp"
#include "scenarios/policy/rounding.hpp"
#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

Liquid liquid_of(const Source& source) {
  return source.fuel == "petrol" || in_branch(source.industry, "fuel") ? Liquid::petrol : Liquid::solvent;
}

double vapour_pressure_ratio(Liquid liquid, double celsius) {
  constexpr double freezing = 273.15, reference = 25.0;  // K, degC
  constexpr double petrol_heat = 35.1e3;                 // J mol-1, 19-69 degC [Abernathy2016]
  constexpr double toluene_b = 1344.8, toluene_c = 219.482;
  const double t = std::round(celsius * 100.0) / 100.0;
  const double ratio =
      liquid == Liquid::petrol
          ? std::exp(-petrol_heat / model::constants::gas_constant *
                     (1.0 / (t + freezing) - 1.0 / (reference + freezing)))
          : std::pow(10.0, toluene_b / (toluene_c + reference) - toluene_b / (toluene_c + t));
  return to_digits(ratio, 6);
}

}  // namespace lantian::scenarios
