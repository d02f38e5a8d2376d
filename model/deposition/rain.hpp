/// What falling drops collect: particles by size and gases by diffusion. Rates for one drop that stands for
/// the spectrum.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/deposition/particle_deposition.hpp"

namespace lantian::model {

struct RainDrop {
  double diameter = 0.0;    // m, median by volume
  double fall_speed = 0.0;  // m s-1
};

/// 3.67 / 4.1 P^0.21 mm of Marshall and Palmer's spectrum (P in mm/h) [MarshallPalmer1948], falling at
/// 3.78 D^0.67 m/s (D in mm) [Atlas1977]. precipitation_rate: kg m-2 s-1, above 0.
RainDrop rain_drop(double precipitation_rate);

/// Share of the particles in a drop's way that stick to it: diffusion, interception and impaction
/// [Slinn1983], and at least 0.02, which is what the field gives between 0.1 and 2.5 um [Simpson2012].
double collision_efficiency(const RainDrop& drop, const ParticleSize& particle, const ParticleMotion& motion,
                            double air_temperature);

/// Loss rate of a kind of particle below cloud [s-1]: 3/2 E P / (rho_w D), over the mass of its sizes.
double particle_washout_rate(const RainDrop& drop, double precipitation_rate, SpeciesKind kind,
                             double air_temperature, double air_pressure, double relative_humidity);

/// Loss rate of gases that drops take in as fast as they reach them: 6 K P / (rho_w D U), with
/// Sh = 2 + 0.6 Re^(1/2) Sc^(1/3) [Seinfeld2016].
class GasWashout {
 public:
  GasWashout(const RainDrop& drop, double precipitation_rate, double air_temperature, double air_pressure);
  double rate(double diffusivity_ratio) const;  // s-1; of water vapour's diffusivity over the gas's

 private:
  double vapour_, viscosity_, root_reynolds_, rate_per_sherwood_diffusivity_;
};

}  // namespace lantian::model
