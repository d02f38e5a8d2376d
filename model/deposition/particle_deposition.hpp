/// Deposition of particles: settling, diffusion, impaction, interception.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/deposition/land_use.hpp"
#include "model/deposition/particle_sizes.hpp"

namespace lantian::model {

struct ParticleMotion {
  double settling_velocity = 0.0;  // m s-1
  double diffusivity = 0.0;        // m2 s-1, Brownian
  double viscosity = 0.0;          // m2 s-1, kinematic, of the air
};

/// Terminal velocity with Cunningham's slip and, beyond Stokes, Davies's drag [Davies1945]; Brownian
/// diffusivity k_B T C_c / (3 pi mu d) [Seinfeld2016].
ParticleMotion particle_motion(const ParticleSize& size, double air_temperature, double air_pressure);

/// Terminal velocity [m s-1] of a kind of particle: the mean over its mass.
double settling_velocity(SpeciesKind kind, double air_temperature, double air_pressure,
                         double relative_humidity);

/// R_s = 1 / (3 u* (E_B + E_IM + E_IN) R_1) with the collection efficiencies of [Emerson2020] on the land-use
/// radii of [Zhang2001] [s m-1]. Nothing bounces off what is wet.
double particle_surface_resistance(const ParticleSize& size, const ParticleMotion& motion,
                                   double friction_velocity, std::size_t land, Season season,
                                   bool is_wet = false);

/// v_d = v_g / (1 - exp(-v_g (R_a + R_s)))   [VenkatramPleim1999]
double particle_deposition_velocity(double settling_velocity, double resistance);

}  // namespace lantian::model
