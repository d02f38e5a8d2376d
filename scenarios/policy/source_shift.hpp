/// A shift of one source's output, hour by hour: what it gives, what of that finds no hour, what it takes on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

#include "scenarios/policy/effect.hpp"
#include "scenarios/policy/hour_rates.hpp"

namespace lantian::scenarios {

/// Output in hours of the mean output of the year in which the run begins.
struct ShiftedHour {
  model::UtcSeconds start = 0;
  double kept = 1.0;        // share of the usual output that other measures leave
  double made = 0.0;        // before the shift
  double given = 0.0;       // of it, to be made in other hours
  double lost = 0.0;        // of `given`, finds no hour
  double gained = 0.0;      // made here for earlier hours
  double evaporated = 0.0;  // `gained`, each part by the vapour pressure here over that where it came from
};

class SourceShifts {
 public:
  SourceShifts(const Inventory& inventory, const Surroundings& around);

  /// Whole local hours of the run and of the days beside it that the shift may reach; beside the run the
  /// plant goes on as at its edge. `outputs`: of the source, ascending.
  std::vector<ShiftedHour> hours(const ShiftTask& task, std::span<const OutputRun> outputs);

 private:
  double temperature(model::UtcSeconds hour) const;

  const Inventory& inventory_;
  const Surroundings& around_;
  HourRates rates_;
};

}  // namespace lantian::scenarios
