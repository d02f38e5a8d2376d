/// What people breathe: daily means weighted by the people of each township.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::scenarios {

/// A township with its people.
struct Settlement {
  std::string region;
  double population = 0.0;
};

/// The county's townships that the inventory knows the people of.
std::vector<Settlement> settlements(const Inventory& inventory, const std::string& county);

/// Daily statistics whose `monitor` is a township, for one pollutant and average.
struct Exposure {
  std::string member, against, pollutant, average;
  double population = 0.0;           // of the townships counted
  int days = 0;                      // that every township and both members have
  double before = 0.0, after = 0.0;  // kg m-3: mean over people and days
  double limit = 0.0;                // kg m-3: the class 2 limit, of the first day
  double person_days_above_before = 0.0, person_days_above_after = 0.0;
  double change() const { return after - before; }
};

/// PM2.5 24-h means and O3 MDA8. Days on which a township lacks its value are left out for all.
std::vector<Exposure> exposures(const Question& question, const std::vector<Settlement>& people,
                                const std::vector<DailyStatistic>& days, const Standards& standards);

}  // namespace lantian::scenarios
