/// Equilibrium of sulfate, nitrate, chloride, ammonium, sodium, potassium, calcium, magnesium and water in
/// particles with the gas around them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

namespace lantian::model::aerosol {

/// Smooth: continuous in all inputs, bisulfate in the charge balance at every acidity, water interpolated in
/// relative humidity. OlderModel: the conventions of ISORROPIA II as shipped with CMAQ, for comparison.
enum class Convention { smooth, older_model };

/// Metastable: all liquid at any humidity, save CaSO4. Stable: salts are solid below their humidities.
enum class Phase { metastable, stable };

/// Gas and particle together [mol m-3], at one place.
struct InorganicAir {
  double temperature = 0.0;        // K
  double relative_humidity = 0.0;  // 1; used between 0.01 and 0.995
  double sulfate = 0.0, ammonia = 0.0, nitrate = 0.0, chloride = 0.0;
  double sodium = 0.0, potassium = 0.0, calcium = 0.0, magnesium = 0.0;
};

/// What is in the particle [mol m-3]; the gas is the total less this, never negative.
struct InorganicParticle {
  double ammonium = 0.0, nitrate = 0.0, chloride = 0.0;
  double hydrogen = 0.0, bisulfate = 0.0;
  double water = 0.0;        // kg m-3
  double change = 0.0;       // last change of ln of the numbers iterated
  double evaluations = 0.0;  // of the map
  bool converged = true;

  /// -log10 of the free H+ per kg of water; no number where the particle holds less than 1e-12 kg m-3 of it.
  double ph() const;
};

inline constexpr double production_tolerance = 1e-6;  // of ln: 50 times finer than a plan's difference needs

void equilibrium(std::span<const InorganicAir> air, std::span<InorganicParticle> particle,
                 Convention convention = Convention::smooth, double tolerance = production_tolerance,
                 Phase phase = Phase::metastable);

inline InorganicParticle equilibrium(const InorganicAir& air, Convention convention = Convention::smooth,
                                     double tolerance = production_tolerance,
                                     Phase phase = Phase::metastable) {
  InorganicParticle particle;
  equilibrium({&air, 1}, {&particle, 1}, convention, tolerance, phase);
  return particle;
}

/// Water [kg m-3] that particles of this composition hold at a relative humidity: ammonium, nitrate and
/// chloride of `air` are what is in the particle.
double particle_water(const InorganicAir& air);

}  // namespace lantian::model::aerosol
