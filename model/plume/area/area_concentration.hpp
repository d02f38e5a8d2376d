/// The hour's concentration of an area source at all receptors.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "model/plume/area/strip_cell.hpp"
#include "model/plume/plume.hpp"

namespace lantian::model::plume {

struct PlumeOfHour;

/// Strips along the wind, kept from one source to the next: those that release alike in the same hour share
/// them. forget() before those hours go.
class StripsKept {
 public:
  /// Those of this plume, emptied if they were of another.
  StripMemory of(const PlumeOfHour& plume, double above_ground, AreaIntegral integral, int octaves);

  void forget() { air_ = nullptr; }

 private:
  const BoundaryLayerProfiles* air_ = nullptr;
  double height_ = 0.0, initial_sigma_z_ = 0.0, decay_rate_ = 0.0, above_ground_ = 0.0;
  AreaIntegral integral_ = AreaIntegral::converged;
  std::vector<StripCell> cells_;
  std::uint64_t filled_ = 0;
};

/// As unit_concentration [s m-1]: to 1e-4 of each receptor's value, or as AERMOD would.
void area_concentration(const AreaSource& source, const HourOfAir& air, const ReceptorSet& receptors,
                        Evaluation evaluation, StripsKept& kept, std::span<double> result);

}  // namespace lantian::model::plume
