/// Project Prairie Grass, 1956: largest concentration of each arc as measured, by lantian and by AERMOD.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <vector>

namespace lantian::bench {

/// Fractional bias (positive: the model is low), normalised mean square error, share within a factor of two,
/// geometric mean bias and geometric variance [Chang2004].
struct Skill {
  std::size_t pairs = 0;
  double fb = 0.0, nmse = 0.0, fac2 = 0.0, mg = 0.0, vg = 0.0;
};
Skill skill_of(const std::vector<double>& measured, const std::vector<double>& modelled);

struct PrairieGrass {
  Skill lantian, aermod;
  double largest_difference = 0.0;  // of lantian's arc maxima from AERMOD's, relative
};
/// The folder's deck is run; nothing is written but in a scratch folder.
PrairieGrass evaluate_prairie_grass(const std::filesystem::path& folder);

}  // namespace lantian::bench
