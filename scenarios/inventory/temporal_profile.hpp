/// When in the year a source's mass is emitted: month, weekday and hour in local time, with public holidays.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// Hours of the local calendar year that `time` lies in.
int hours_of_year(model::LocalClock clock, model::UtcSeconds time);

/// Rate in the hour that begins at `hour` over the mean rate of its calendar year: the sum over the year's
/// hours is hours_of_year, whatever its weekdays and holidays.
double rate_factor(const TemporalProfile& profile, const Calendar& calendar, model::LocalClock clock,
                   model::UtcSeconds hour);

/// The rate of an hour taken apart; month x day x hour is rate_factor but for rounding.
struct RateParts {
  double month = 1.0, day = 1.0, hour = 1.0;  // over the year's, the month's, the day's mean
  unsigned weekday = 0;                       // that the day counts as, 0 = Sunday
  bool is_holiday = false, is_makeup_workday = false;
};
RateParts rate_parts(const TemporalProfile& profile, const Calendar& calendar, model::LocalClock clock,
                     model::UtcSeconds hour);

}  // namespace lantian::scenarios
