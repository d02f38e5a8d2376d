/// Deposition of particles: settling, diffusion, impaction, interception.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/deposition/land_use.hpp"

namespace lantian::model {

/// One size class, as it floats (with its water).
struct ParticleSize {
  double diameter = 3e-7;   // m
  double density = 1500.0;  // kg m-3
};

struct ParticleMotion {
  double settling_velocity = 0.0;  // m s-1
  double diffusivity = 0.0;        // m2 s-1, Brownian
  double viscosity = 0.0;          // m2 s-1, kinematic, of the air
};

/// Stokes with Cunningham's slip; Brownian diffusivity k_B T C_c / (3 pi mu d) [Seinfeld2016].
ParticleMotion particle_motion(const ParticleSize& size, double air_temperature, double air_pressure);

/// R_s = 1 / (3 u* (E_B + E_IM + E_IN) R_1) with the collection efficiencies of [Emerson2020] on the land-use
/// radii of [Zhang2001] [s m-1].
double particle_surface_resistance(const ParticleSize& size, const ParticleMotion& motion,
                                   double friction_velocity, std::size_t land, Season season);

/// v_d = v_g / (1 - exp(-v_g (R_a + R_s)))   [VenkatramPleim1999]
double particle_deposition_velocity(double settling_velocity, double resistance);

}  // namespace lantian::model
