/// Dustfall of townships: the modelled increment, apart from what the run does not model.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/grid/grid.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// t km-2 in 30 days, the unit of the Chinese method [GBT15265], per kg m-2 s-1.
inline constexpr double tonnes_per_km2_and_month = 30.0 * 86400.0 * 1e3;

/// The columns of a township and what part of each belongs to it.
struct TownshipGround {
  std::string id;             // region; the county's own id for all of it
  std::vector<double> share;  // by column
};

/// Ground goes to the nearest seat; the county ends at its outline, or, without one, where the nearest seat
/// is another county's. First the county, then its townships in the inventory's order. Cells are cut at a
/// sixteenth of their width.
std::vector<TownshipGround> township_grounds(const model::Grid& grid, const Inventory& inventory,
                                             const std::string& county);

/// What fell on the columns during the evaluated time, for one member: kg by column.
struct FallenMass {
  std::string member;
  std::vector<double> all, above_ten;  // all particles; those above 10 um
};

/// t km-2 in 30 days.
struct DustfallOfTownship {
  std::string township, member;
  double all = 0.0, above_ten = 0.0;
  /// What the window's emissions make: against the member without them; where the run has none, all that
  /// falls above 10 um, since the air that flows in brings nothing of that size.
  double increment = 0.0;
  bool against_no_emission = false;
};

/// Townships without ground in the window are left out.
std::vector<DustfallOfTownship> dustfall_of_townships(const model::Grid& grid,
                                                      std::span<const TownshipGround> grounds,
                                                      std::span<const FallenMass> members,
                                                      const std::string& without_window, double seconds);

}  // namespace lantian::scenarios
