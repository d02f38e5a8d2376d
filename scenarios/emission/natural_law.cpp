#include "scenarios/emission/natural_law.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "model/numerics/vector_math.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::scenarios {
namespace {

constexpr double standard_temperature = 303.15;  // K
constexpr double visible_share = 0.45;           // of the shortwave [McCree1972]
constexpr double photons = 4.57;                 // umol per J of visible sunlight [McCree1972]
// The canopy's light response [Guenther2006, equations 11 to 13].
constexpr double sun_outside = 3000.0;  // umol m-2 s-1
constexpr double light_rise = 2.46, light_saturation = 0.9;
// [Guenther1993, equation 2], with the denominator that makes it 1 at 303.15 K [Guenther1997].
constexpr double heat_rise = 95000.0, heat_fall = 230000.0;  // J mol-1
constexpr double heat_optimum = 314.0;                       // K
constexpr double heat_norm = 0.961;
constexpr double pool_slope = 0.09;   // K-1 [Guenther1993, equation 5]
constexpr double soil_slope = 0.103;  // K-1 [YiengerLevy1995]
constexpr double freezing = 273.15;

/// Of the canopy, 1 where 0.6 of the sun's light comes from 60 degrees.
double light_factor(double shortwave, double height) {
  if (shortwave <= 0.0 || height <= 0.0) return 0.0;
  const double passed = std::min(1.0, photons * visible_share * shortwave / (height * sun_outside));
  return height * (light_rise - light_saturation * passed) * passed;
}

double heat_factor(double temperature) {
  const double thermal = model::constants::gas_constant * standard_temperature * temperature;
  const double rise = model::numerics::exp(heat_rise * (temperature - standard_temperature) / thermal);
  const double fall = model::numerics::exp(heat_fall * (temperature - heat_optimum) / thermal);
  return rise / (heat_norm + fall);
}

}  // namespace

double isoprene_activity(double temperature, double shortwave, double cosine_of_zenith) {
  return light_factor(shortwave, cosine_of_zenith) * heat_factor(temperature);
}

double terpene_activity(double temperature) {
  return model::numerics::exp(pool_slope * (temperature - standard_temperature));
}

double soil_no_activity(double temperature) {
  if (temperature < freezing) return 0.0;
  return model::numerics::exp(soil_slope *
                              (std::min(temperature, standard_temperature) - standard_temperature));
}

double natural_activity(std::string_view law, double temperature, double shortwave, double cosine_of_zenith) {
  if (law == "isoprene") return isoprene_activity(temperature, shortwave, cosine_of_zenith);
  if (law == "terpenes") return terpene_activity(temperature);
  if (law == "soil_no") return soil_no_activity(temperature);
  throw std::invalid_argument("no natural law " + std::string(law));
}

}  // namespace lantian::scenarios
