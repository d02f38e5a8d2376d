/// What a study asks of its sweep's results, against what its runs and plans give.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "run/sweep/weather_members.hpp"

namespace lantian::run {

/// Reports maps of what the runs do not record, and metrics of cost where nothing states one.
void check_asked(const WeatherMembers& members, io::Diagnostics& diagnostics);

}  // namespace lantian::run
