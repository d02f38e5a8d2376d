/// Which standards a day is judged by: those of its own date, or, for a comparison, those of one day for all.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "scenarios/standards/limits.hpp"

namespace lantian::scenarios {

class Judge {
 public:
  /// `as_of`: the local day whose standards hold for all days; none: each day's own. `standards` must outlive
  /// it.
  explicit Judge(const Standards& standards, std::optional<std::int64_t> as_of = std::nullopt)
      : standards_(&standards), as_of_(as_of) {}

  std::int64_t standing(std::int64_t local_day) const { return as_of_.value_or(local_day); }
  const AirQualityStandard& limits(std::int64_t day) const {
    return in_force(standards_->air_quality, standing(day));
  }
  const IndexScheme& index(std::int64_t day) const { return in_force(standards_->index, standing(day)); }
  const Assessment& assessment(std::int64_t day) const {
    return in_force(standards_->assessment, standing(day));
  }
  double gas_temperature(std::int64_t day) const { return limits(day).gas_temperature(standing(day)); }

  /// What a gas is multiplied by to stand at the judged state. `observed_temperature` [K]: the state it was
  /// written down at; none: the one in force on the day.
  double gas_factor(std::int64_t day, std::optional<double> observed_temperature) const;

 private:
  const Standards* standards_;
  std::optional<std::int64_t> as_of_;
};

/// First day of the spell around `day` in which no standard and no reference state changes.
std::int64_t epoch(const Standards& standards, std::int64_t day);

/// The last day on which the standard `id` is in force, or its first where none follows; none: unknown id.
std::optional<std::int64_t> judging_day(const Standards& standards, const std::string& id);

/// Ids that `judging_day` knows, in order of force.
std::vector<std::string> standard_ids(const Standards& standards);

}  // namespace lantian::scenarios
