#include "scenarios/standards/limits.hpp"

#include <algorithm>

namespace lantian::scenarios {

const Limit* AirQualityStandard::limit(const std::string& pollutant, const std::string& average) const {
  const auto place = std::find_if(limits.begin(), limits.end(), [&](const Limit& l) {
    return l.pollutant == pollutant && l.average == average;
  });
  return place == limits.end() ? nullptr : &*place;
}

}  // namespace lantian::scenarios
