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
// [Guenther1993], equations 1 and 2.
constexpr double light_slope = 0.0027, light_scale = 1.066;
constexpr double heat_rise = 95000.0, heat_fall = 230000.0;  // J mol-1
constexpr double heat_optimum = 314.0;                       // K
constexpr double pool_slope = 0.09;                          // K-1, equation 5 there
constexpr double soil_slope = 0.103;                         // K-1 [YiengerLevy1995]
constexpr double freezing = 273.15;

double light_factor(double shortwave) {
  const double slope_light = light_slope * photons * visible_share * std::max(shortwave, 0.0);
  return light_scale * slope_light / std::sqrt(1.0 + slope_light * slope_light);
}

double heat_factor(double temperature) {
  const double thermal = model::constants::gas_constant * standard_temperature * temperature;
  const double rise = model::numerics::exp(heat_rise * (temperature - standard_temperature) / thermal);
  const double fall = model::numerics::exp(heat_fall * (temperature - heat_optimum) / thermal);
  return rise / (1.0 + fall);
}

}  // namespace

double isoprene_activity(double temperature, double shortwave) {
  return light_factor(shortwave) * heat_factor(temperature);
}

double terpene_activity(double temperature) {
  return model::numerics::exp(pool_slope * (temperature - standard_temperature));
}

double soil_no_activity(double temperature) {
  if (temperature < freezing) return 0.0;
  return model::numerics::exp(soil_slope *
                              (std::min(temperature, standard_temperature) - standard_temperature));
}

double natural_activity(std::string_view law, double temperature, double shortwave) {
  if (law == "isoprene") return isoprene_activity(temperature, shortwave);
  if (law == "terpenes") return terpene_activity(temperature);
  if (law == "soil_no") return soil_no_activity(temperature);
  throw std::invalid_argument("no natural law " + std::string(law));
}

}  // namespace lantian::scenarios
