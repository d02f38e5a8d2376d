/// Limits of GB 3095 and the reductions that a warning level asks for, as data.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/standards/air_quality_index.hpp"
#include "scenarios/standards/assessment.hpp"

namespace lantian::scenarios {

struct Limit {
  std::string pollutant, average;     // average: "annual", "quarter", "24h", "1h", "mda8"
  double class_1 = 0.0, class_2 = 0;  // kg m-3
};

/// The temperature [K] at which gases are stated since a local day, at 1013.25 hPa.
struct ReferenceState {
  std::int64_t first_day = 0;
  double gas_temperature = 0.0;
};

struct AirQualityStandard {
  std::string id;
  std::int64_t first_day = 0;  // local day since which it is in force
  std::vector<Limit> limits;
  std::vector<ReferenceState> states;  // in order, at least one
  const Limit* limit(const std::string& pollutant, const std::string& average) const;
  double gas_temperature(std::int64_t local_day) const;  // K
};

/// Share of a society's daily emission that a warning level must take away.
struct RequiredReduction {
  std::string level;
  double share = 0.0;
};

/// All standards that the product ships, each list in order of force.
struct Standards {
  std::vector<AirQualityStandard> air_quality;
  std::vector<IndexScheme> index;
  std::vector<Assessment> assessment;
  std::vector<RequiredReduction> reductions;
};

/// The one in force on a local day: the latest that has begun; the first for days before all.
template <class Dated>
const Dated& in_force(const std::vector<Dated>& dated, std::int64_t local_day) {
  const Dated* found = &dated.front();
  for (const auto& one : dated)
    if (one.first_day <= local_day) found = &one;
  return *found;
}

}  // namespace lantian::scenarios
