#include "model/deposition/rain.hpp"

#include <algorithm>
#include <cmath>

#include "model/boundary_layer/surface_layer.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

constexpr double water_density = 1000.0;    // kg m-3
constexpr double water_viscosity = 1.3e-3;  // kg m-1 s-1, at 10 C [Seinfeld2016]
constexpr double least_efficiency = 0.02;   // [Simpson2012]

double dynamic_viscosity(double T) { return 1.458e-6 * T * std::sqrt(T) / (T + 110.4); }  // [USSA1976]

}  // namespace

RainDrop rain_drop(double precipitation_rate) {
  const double millimetres = 3.67 / 4.1 * std::pow(precipitation_rate * 3600.0, 0.21);
  return {millimetres * 1e-3, 3.78 * std::pow(millimetres, 0.67)};
}

double collision_efficiency(const RainDrop& drop, const ParticleSize& particle, const ParticleMotion& motion,
                            double T) {
  // All constants of the efficiency [Slinn1983].
  const double re = 0.5 * drop.diameter * drop.fall_speed / motion.viscosity;  // by the radius
  const double sc = motion.viscosity / motion.diffusivity;
  const double size = particle.diameter / drop.diameter;
  const double viscosity = water_viscosity / dynamic_viscosity(T);
  const double root = std::sqrt(re);
  const double diffusion = 4.0 / (re * sc) * (1.0 + 0.4 * root * std::cbrt(sc) + 0.16 * root * std::sqrt(sc));
  const double interception = 4.0 * size * (1.0 / viscosity + size * (1.0 + 2.0 * root));
  const double closing = std::max(drop.fall_speed - motion.settling_velocity, 0.0);
  const double st = 2.0 * motion.settling_velocity * closing / (constants::gravity * drop.diameter);
  const double l = std::log1p(re), critical = (1.2 + l / 12.0) / (1.0 + l);
  double impaction = 0.0;
  if (st > critical)
    impaction = std::sqrt(water_density / particle.density) *
                std::pow((st - critical) / (st - critical + 2.0 / 3.0), 1.5);
  return std::clamp(diffusion + interception + impaction, least_efficiency, 1.0);
}

double particle_washout_rate(const RainDrop& drop, double precipitation_rate, SpeciesKind kind, double T,
                             double pressure, double relative_humidity) {
  double mean = 0.0;
  for (const SizeClass& one : size_classes(kind)) {
    const ParticleSize size = swollen(one.dry, kind, relative_humidity);
    mean += one.share * collision_efficiency(drop, size, particle_motion(size, T, pressure), T);
  }
  return 1.5 * mean * precipitation_rate / (water_density * drop.diameter);
}

GasWashout::GasWashout(const RainDrop& drop, double precipitation_rate, double T, double pressure)
    : vapour_(2.178e-5 * std::pow(T / 273.15, 1.81) *
              (constants::reference_pressure / pressure)),  // m2 s-1 [Massman1998]
      viscosity_(dynamic_viscosity(T) / air_density(T, pressure)),
      root_reynolds_(std::sqrt(drop.diameter * drop.fall_speed / viscosity_)),
      rate_per_sherwood_diffusivity_(6.0 * precipitation_rate /
                                     (water_density * drop.diameter * drop.diameter * drop.fall_speed)) {}

double GasWashout::rate(double diffusivity_ratio) const {
  const double diffusivity = vapour_ / diffusivity_ratio;
  const double sherwood = 2.0 + 0.6 * root_reynolds_ * std::cbrt(viscosity_ / diffusivity);
  return rate_per_sherwood_diffusivity_ * sherwood * diffusivity;
}

}  // namespace lantian::model
