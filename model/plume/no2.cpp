#include "model/plume/no2.hpp"

#include <algorithm>

namespace lantian::model::plume {
namespace {

// Molar masses as the method has them, g mol-1 [EPA2024].
constexpr double no = 30.0, no2 = 46.0, o3 = 48.0;
constexpr double micrograms = 1e9;  // in a kilogram

}  // namespace

double ambient_ratio(double nox, RatioLimits limits) {
  const double x = nox * micrograms;
  double ratio = -1.1723e-17;
  for (const double next : {4.2795e-14, -5.8345e-11, 3.4555e-8, -5.6062e-6, -2.7383e-3, 1.2441})
    ratio = ratio * x + next;
  return std::clamp(ratio, limits.least, limits.largest);
}

void NitrogenMix::add(double concentration, double stack_share) {
  nox += concentration;
  emitted_no2 += stack_share * concentration;
  emitted_no += (1.0 - stack_share) * concentration * (no / no2);
}

double limited_ratio(const NitrogenMix& mix, std::optional<double> ozone, double equilibrium) {
  if (!ozone) return equilibrium;
  const bool ozone_is_short = *ozone / o3 < mix.emitted_no / no;
  const double ratio = ozone_is_short ? (mix.emitted_no2 + *ozone * (no2 / o3)) / mix.nox : 1.0;
  return std::min({ratio, 1.0, equilibrium});
}

std::optional<double> NightOzone::floor(double obukhov_length) const {
  constexpr double very_stable = 50.0, neutral = 250.0;  // m
  if (!(obukhov_length > 0.0)) return std::nullopt;
  const double largest = std::min(most, *std::max_element(of_hour_.begin(), of_hour_.end()));
  if (obukhov_length <= very_stable) return largest;
  return obukhov_length > neutral ? 0.0 : largest * (neutral - obukhov_length) / (neutral - very_stable);
}

}  // namespace lantian::model::plume
