/// What the plumes add to the air, hour by hour, for each member's emission.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "run/plumes/outlet_rates.hpp"
#include "run/plumes/unit_plumes.hpp"
#include "run/run.hpp"

namespace lantian::run {

/// kg m-3; gases at the reference state of GB 3095, particles in the air as it is.
struct PlumeField {
  std::string name;  // "SO2", "NO2"
  bool at_reference_state = true;
  std::vector<float> groups;  // (hour, member, group, place); none for NO2, which groups make together
  std::vector<float> places;  // (hour, member, place), all groups
  std::vector<float> map;     // (hour, member, point)
};

struct PlumeIncrements {
  std::vector<std::string> members;
  int hours = 0;
  std::vector<PlumeField> fields;  // the case's pollutants; then NO2 where there is ozone to make it
  /// kg over the run, by member: through the outlets, and of all sources.
  std::vector<scenarios::PollutantMasses> emitted, emitted_by_all;
};

/// Hourly mean of ozone [kg m-3 at the reference state] of a member over a column of the grid, the hour from
/// the run's start; without it NO2 is not told.
using GridOzone = std::function<double(int hour, std::size_t member, std::size_t column)>;

/// Asked to stop among the plumes: nothing of them is kept.
struct PlumesStopped {};

/// A block is done. Throws PlumesStopped where `progress` asks for it.
void tell_progress(Progress& progress, const PlumeBlock& block, const PlumeSetup& setup);

/// `units` is asked block by block in the order of plume_blocks. NO2 by the ozone limiting method, all
/// outlets together, each with its profile's share of NO2. `weather` gives temperature and pressure at the
/// ground. Throws PlumesStopped where `progress` asks for it.
PlumeIncrements plume_increments(const io::CaseInputs& inputs, const PlumeSetup& setup,
                                 const std::vector<PlumeMember>& members, const WeatherSeries& weather,
                                 const UnitValues& units, const GridOzone& ozone, Progress& progress);

}  // namespace lantian::run
