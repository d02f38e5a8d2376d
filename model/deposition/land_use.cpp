#include "model/deposition/land_use.hpp"

namespace lantian::model {

Season season_of(std::chrono::month month, double daily_mean_temperature, double snow_fraction) {
  if (snow_fraction > 0.5) return Season::winter_snow;
  constexpr double growth_begins = 278.15;  // K, about which temperate crops stand still [Wesely1989]
  const unsigned m = static_cast<unsigned>(month);
  if (m >= 11 || m <= 2 || daily_mean_temperature < growth_begins) return Season::late_autumn;
  if (m <= 5) return Season::spring;
  return m <= 8 ? Season::midsummer : Season::autumn_with_crops;
}

}  // namespace lantian::model
