/// Limits of GB 3095 and the reductions that a warning level asks for, as data.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/standards/air_quality_index.hpp"

namespace lantian::scenarios {

struct Limit {
  std::string pollutant, average;     // average: "annual", "24h", "1h", "mda8", "quarter"
  double class_1 = 0.0, class_2 = 0;  // kg m-3
};

struct AirQualityStandard {
  std::string id;
  std::int64_t first_day = 0;  // local day since which it is in force
  std::vector<Limit> limits;
  const Limit* limit(const std::string& pollutant, const std::string& average) const;
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
