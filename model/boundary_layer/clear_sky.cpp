#include "model/boundary_layer/clear_sky.hpp"

#include <algorithm>
#include <cmath>

#include "model/photolysis/solar_position.hpp"

namespace lantian::model {

double clear_sky_shortwave(double mu) {
  return mu > 0.0 ? 1098.0 * mu * std::exp(-0.057 / mu) : 0.0;  // [Haurwitz1945]
}

double clear_sky_shortwave_of_hour(const Site& site, UtcSeconds middle) {
  constexpr int pieces = 12;  // five minutes each
  double sum = 0.0;
  for (int n = 0; n < pieces; ++n) {
    const UtcSeconds time = middle - seconds_per_hour / 2 + (2 * n + 1) * seconds_per_hour / (2 * pieces);
    sum += clear_sky_shortwave(cosine_of_solar_zenith(time, site.latitude, site.longitude));
  }
  return sum / pieces;
}

double cloud_fraction_of(double clearness) {
  return std::pow(std::clamp((1.0 - clearness) / 0.75, 0.0, 1.0), 1.0 / 3.4);  // [KastenCzeplak1980]
}

double photolysis_factor_of(double clearness) {
  return std::max(0.2, std::pow(std::clamp(clearness, 0.0, 1.0), photolysis_exponent));
}

}  // namespace lantian::model
