/// Quota windows: which days of a month or season are taken, and when a quota cannot be kept.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenarios/policy/ground.hpp"

namespace lantian::scenarios {

/// Whether a local day meets the window's own dates, weekdays and holidays.
bool is_day_of(const Window& window, const Calendar& calendar, std::int64_t local_day);

/// The days that a window's quota takes, month by month or season by season, each worked out once.
class QuotaDays {
 public:
  /// `enterprise`: whose own choice, where the window leaves it to each.
  QuotaDays(const Window& window, const Ground& ground, std::string enterprise)
      : window_(window), ground_(ground), enterprise_(std::move(enterprise)) {}

  bool takes(std::int64_t local_day);

 private:
  const Window& window_;
  const Ground& ground_;
  std::string enterprise_;
  std::map<std::int64_t, std::set<std::int64_t>> taken_;  // by the first day of the month or season
};

/// Quotas that ask for more days than there are in a month or season of the run, or rank days without a
/// forecast of each.
std::vector<Finding> check_quotas(const Ground& ground);

/// Measures of one member that put a source under two quotas whose days may overlap.
std::vector<Finding> overlapping_quotas(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                                        const Surroundings& around);

}  // namespace lantian::scenarios
