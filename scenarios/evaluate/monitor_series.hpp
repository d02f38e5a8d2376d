/// The hourly series that a run leaves at its monitors.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "scenarios/case/monitor.hpp"
#include "scenarios/standards/statistics.hpp"

namespace lantian::scenarios {

/// Hourly means [kg m-3] as a monitor reports them: gases at the reference state, particles as they are.
struct MonitorSeries {
  std::string monitor, member, pollutant;  // pollutant by the names of model::output_quantities
  HourlyValues hourly;                     // hour beginning; NaN where there is none
};

}  // namespace lantian::scenarios
