/// From inventory, plans and weather to the emission rates of an hour for all members at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "model/grid/grid.hpp"
#include "model/state/layout.hpp"
#include "model/state/species.hpp"
#include "model/state/weather.hpp"
#include "scenarios/emission/hourly_emission.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// Shares by layer, summing to 1, of what a stack at column (j, i) gives off in this weather.
using PlumeRise = std::function<std::vector<double>(const Stack& stack, const model::Grid& grid,
                                                    const model::Weather& weather, int j, int i)>;

/// The default: the model's plume rise through the column's weather.
std::vector<double> risen_plume(const Stack& stack, const model::Grid& grid, const model::Weather& weather,
                                int j, int i);

/// Holds what does not change from hour to hour: footprints, speciation, groups. The inventory must outlive
/// it. Every member passes the same operations in its own lanes, so a member's bits depend on its own plan
/// alone: not on company, order or number of threads.
class EmissionAssembly {
 public:
  /// Throws std::out_of_range where a profile names a species that `species` lacks (see missing_species).
  EmissionAssembly(const Inventory& inventory, const model::Grid& grid, const model::SpeciesTable& species,
                   model::LocalClock clock, PlumeRise plume_rise = risen_plume);
  ~EmissionAssembly();
  EmissionAssembly(EmissionAssembly&&) noexcept;

  /// The hour that begins at `start`, with the weather that stands for it. Plans that begin or end within the
  /// hour count by their part of it.
  HourlyEmission hour(model::UtcSeconds start, const model::Weather& weather, const model::Layout& layout,
                      std::span<const EmissionMember> members) const;

  const std::vector<EmissionGroup>& groups() const;  // sorted
  /// Share of the source's mass that lies beyond the window.
  double share_outside(int source) const;

 private:
  struct Prepared;
  std::unique_ptr<Prepared> prepared_;
};

/// The plan's factor as a mean over [start, end).
double mean_factor(const EmissionPlan& plan, int source, model::UtcSeconds start, model::UtcSeconds end,
                   Pollutant pollutant);

}  // namespace lantian::scenarios
