/// How the mass of each kind of particle is spread over size, and how fine particles swell in humid air.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/state/species.hpp"

namespace lantian::model {

/// One particle, as it floats or dry.
struct ParticleSize {
  double diameter = 3e-7;   // m
  double density = 1500.0;  // kg m-3
};

/// A part of a kind's mass.
struct SizeClass {
  ParticleSize dry;
  double share = 1.0;  // of the kind's mass; a kind's shares sum to 1
};

/// Classes of a kind of particle, small to large. Fine: a lognormal of physical diameter; the others: bands
/// of aerodynamic diameter, so of unit density. Empty for gases.
const std::vector<SizeClass>& size_classes(SpeciesKind kind);

/// The particle with the water it holds at `relative_humidity` (kappa-Koehler without curvature, humidity at
/// most 0.95) [Petters2007]. Only fine particles swell.
ParticleSize swollen(const ParticleSize& dry, SpeciesKind kind, double relative_humidity);

}  // namespace lantian::model
