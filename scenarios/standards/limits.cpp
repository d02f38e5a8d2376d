#include "scenarios/standards/limits.hpp"

#include <algorithm>

namespace lantian::scenarios {

const Limit* AirQualityStandard::limit(const std::string& pollutant, const std::string& average) const {
  const auto place = std::find_if(limits.begin(), limits.end(), [&](const Limit& l) {
    return l.pollutant == pollutant && l.average == average;
  });
  return place == limits.end() ? nullptr : &*place;
}

double AirQualityStandard::gas_temperature(std::int64_t local_day) const {
  return in_force(states, local_day).gas_temperature;
}

}  // namespace lantian::scenarios
