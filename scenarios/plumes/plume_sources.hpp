/// Which sources of an inventory the plumes carry, and how each releases.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "model/plume/sources.hpp"
#include "scenarios/inventory/inventory.hpp"
#include "scenarios/plumes/plume_choice.hpp"

namespace lantian::scenarios {

/// A place that gas leaves from: one for all sources that share it.
struct PlumeOutlet {
  model::plume::Source release;
  int group = 0;                // of PlumeSources::groups
  double share_per_area = 1.0;  // m-2: what areas emit per area of a kilogram; 1 where emission is a mass
};

/// Of an inventory's source: a share of its mass through one outlet.
struct PlumeShare {
  int source = -1;  // index into the inventory
  int outlet = 0;
  double share = 1.0;      // of its mass; those of one source sum to 1
  double stack_no2 = 0.0;  // 1, of its NOx
};

struct PlumeSources {
  /// Enterprises by id; roads and areas by theirs of the spread; "" for stacks of none. Ascending.
  std::vector<std::string> groups;
  std::vector<PlumeOutlet> outlets;
  std::vector<PlumeShare> shares;  // in the inventory's order
};

/// Stacks as points. What an enterprise loses otherwise (its yards) as a volume for each disc of its spread:
/// a disc of radius r as the square of its area, sigma_y = r sqrt(pi)/4.3, sigma_z = depth/2.15, released at
/// half its depth, where it begins at the ground, depth/4.3 above it [EPA2024]. A segment of a road as a
/// strip, any other disc as a circle, both with that sigma_z and height. What grows, and what is spread by
/// columns, is the grid's alone. For a map of squares (PlumeChoice::square) yards are circles like other
/// discs.
///     altitude  m above sea level of the ground at (x, y); empty: level ground
PlumeSources plume_sources(const Inventory& inventory, const PlumeChoice& choice,
                           const std::function<double(double, double)>& altitude);

/// NO2 in the NOx of a profile, by moles.
double nitrogen_dioxide_share(const SpeciationProfile& profile);

}  // namespace lantian::scenarios
