/// Dustfall: the dry mass of particles that came down on each column, by fall, on leaves and in rain.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

#include "model/state/species.hpp"

namespace lantian::model {

/// Each column is written by one thread at a time and in the order of time, so sums do not depend on threads.
class Dustfall {
 public:
  Dustfall() = default;
  Dustfall(const SpeciesTable& species, std::size_t columns, int members)
      : members_(members), all(columns * members, 0.0), above_ten(columns * members, 0.0) {
    for (int s = 0; s < species.size(); ++s)
      if (species[s].kind != SpeciesKind::gas)
        parts_.push_back({s, species[s].molar_mass, species[s].kind > SpeciesKind::coarse_particle});
  }

  /// `moles` of every lane came down on `column`.
  void add(std::size_t column, const double* moles) {
    double *sum = all.data() + column * members_, *large = above_ten.data() + column * members_;
    for (const Part& part : parts_)
      for (int m = 0; m < members_; ++m) {
        const double mass = part.molar_mass * moles[part.species * members_ + m];
        sum[m] += mass;
        if (part.above_ten) large[m] += mass;
      }
  }

 private:
  struct Part {
    int species;
    double molar_mass;  // kg mol-1
    bool above_ten;
  };
  std::vector<Part> parts_;
  int members_ = 0;

 public:
  std::vector<double> all, above_ten;  // kg, column * members + member: all particles; those above 10 um
};

}  // namespace lantian::model
