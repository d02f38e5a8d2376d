/// Daily values of townships before and after a plan, on the days that all of them have.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "scenarios/evaluate/exposure.hpp"

namespace lantian::scenarios {

struct TownshipDays {
  std::string member, against, pollutant, average;
  struct Value {
    double before = 0.0, after = 0.0;  // kg m-3
  };
  std::map<std::int64_t, std::vector<Value>> days;  // by local day, in the order of `people`; not empty
  std::int64_t first_day() const { return days.begin()->first; }
};

/// PM2.5 24-h means and O3 MDA8 of each comparison; none where no day has a value of every township.
std::vector<TownshipDays> township_days(const Question& question, const std::vector<Settlement>& people,
                                        const std::vector<DailyStatistic>& days);

}  // namespace lantian::scenarios
