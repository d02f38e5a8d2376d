#include "model/deposition/particle_deposition.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/boundary_layer/surface_layer.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

/// alpha of impaction and the collectors' size A [m], growing season and bare; A = 0: a smooth surface.
struct Collectors {
  double alpha, green, bare;
};

// Order of land_use_names: urban, crops, grass, deciduous and evergreen needle forest, mixed, water, desert,
// wetland with plants [Zhang2001, table 3].
constexpr std::array<Collectors, land_use_count> collectors{{{1.5, 10e-3, 10e-3},
                                                             {1.2, 2e-3, 5e-3},
                                                             {1.2, 2e-3, 5e-3},
                                                             {0.8, 5e-3, 10e-3},
                                                             {1.0, 2e-3, 2e-3},
                                                             {0.8, 5e-3, 5e-3},
                                                             {100.0, 0.0, 0.0},
                                                             {50.0, 0.0, 0.0},
                                                             {2.0, 10e-3, 10e-3}}};
constexpr std::size_t water = 6;

/// Reynolds number of a sphere that falls, from C_D Re^2, which does not hold the velocity [Davies1945].
/// Stokes's Re = C_D Re^2 / 24 where small.
double reynolds_of_fall(double x) {
  if (x <= 130.0) return x * (1.0 / 24.0 + x * (-2.3363e-4 + x * (2.0154e-6 - 6.9105e-9 * x)));
  const double l = std::log10(x);
  return std::pow(10.0, -1.29536 + l * (0.986 + l * (-0.046677 + 0.0011235 * l)));
}

/// What particles fall through.
struct AirAround {
  double viscosity, density, free_path;  // kg m-1 s-1, kg m-3, m

  AirAround(double T, double pressure)
      : viscosity(1.458e-6 * T * std::sqrt(T) / (T + 110.4)),  // Sutherland [USSA1976]
        density(air_density(T, pressure)),
        free_path(6.6328e-8 * (constants::reference_pressure / pressure) * (T / 288.15)) {}  // [USSA1976]

  /// Cunningham's correction [Seinfeld2016].
  double slip(const ParticleSize& size) const {
    const double knudsen = 2.0 * free_path / size.diameter;
    return 1.0 + knudsen * (1.257 + 0.4 * std::exp(-1.1 / knudsen));
  }
  double fall(const ParticleSize& size) const {
    const double d = size.diameter;
    const double drag =
        4.0 * d * d * d * density * size.density * constants::gravity / (3.0 * viscosity * viscosity);
    return reynolds_of_fall(drag) * viscosity / (density * d) * slip(size);
  }
};

}  // namespace

ParticleMotion particle_motion(const ParticleSize& size, double T, double pressure) {
  const AirAround air(T, pressure);
  return {.settling_velocity = air.fall(size),
          .diffusivity = constants::boltzmann * T * air.slip(size) /
                         (3.0 * constants::pi * air.viscosity * size.diameter),
          .viscosity = air.viscosity / air.density};
}

double settling_velocity(SpeciesKind kind, double T, double pressure, double relative_humidity) {
  const AirAround air(T, pressure);
  double mean = 0.0;
  for (const SizeClass& one : size_classes(kind))
    mean += one.share * air.fall(swollen(one.dry, kind, relative_humidity));
  return mean;
}

double particle_surface_resistance(const ParticleSize& size, const ParticleMotion& motion,
                                   double friction_velocity, std::size_t land, Season season, bool is_wet) {
  const Collectors& collector = collectors[land];
  const bool growing = season != Season::late_autumn && season != Season::winter_snow;
  const double A = growing ? collector.green : collector.bare;
  const double g = constants::gravity, u = friction_velocity;
  const double schmidt = motion.viscosity / motion.diffusivity;
  const double stokes = A > 0.0 ? motion.settling_velocity * u / (g * A)
                                : motion.settling_velocity * u * u / (g * motion.viscosity);
  // All constants of the efficiencies [Emerson2020].
  const double brownian = 0.2 * std::pow(schmidt, -2.0 / 3.0);
  const double impaction = std::min(0.6, 0.4 * std::pow(stokes / (collector.alpha + stokes), 1.7));
  const double interception = A > 0.0 ? 2.5 * std::pow(size.diameter / A, 0.8) : 0.0;
  const double sticking = land == water || is_wet ? 1.0 : std::exp(-std::sqrt(stokes));
  return 1.0 / (3.0 * u * (brownian + impaction + interception) * sticking);
}

double particle_deposition_velocity(double settling_velocity, double resistance) {
  const double x = settling_velocity * resistance;
  if (x < 1e-8) return 1.0 / resistance;  // the limit of light particles
  return settling_velocity / -std::expm1(-x);
}

}  // namespace lantian::model
