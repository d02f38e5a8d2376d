/// Days by category of the index, before and after a plan.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::scenarios {

/// Of a place, under the scheme in force on each day. Only days that both members have are counted.
struct AvoidedDays {
  std::string place;  // a monitor, or county_mean
  std::string member, against, scheme;
  struct Category {
    Label label;
    int lowest = 0, highest = 0;  // index
    int before = 0, after = 0;    // days
  };
  std::vector<Category> categories;  // the best first
  int days = 0;
  /// Days with an index above `index` before less those after: above 100 exceeding, above 200 heavy.
  int avoided_above(int index) const;
};

/// The county's mean takes the mean of its monitors' daily statistics, where three quarters have one, and the
/// index of that, as a city's is taken. A plan of days under two schemes has a row for each.
std::vector<AvoidedDays> avoided_days(const Question& question, const std::vector<Monitor>& monitors,
                                      const std::vector<DailyStatistic>& days, const Standards& standards);

/// The county's mean of every daily statistic, as further statistics of the place county_mean.
std::vector<DailyStatistic> county_statistics(const std::vector<Monitor>& monitors,
                                              const std::vector<DailyStatistic>& days);

}  // namespace lantian::scenarios
