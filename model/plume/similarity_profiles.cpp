#include "model/plume/similarity_profiles.hpp"

#include <algorithm>
#include <cmath>

#include "model/numerics/trigonometry.hpp"
#include "model/plume/constants.hpp"

namespace lantian::model::plume {
namespace {

constexpr double largest_mixing_height = 4000.0, smallest_mixing_height = 1.0;  // m [EPA2024]
constexpr double surface_gradient_bottom = 2.0, surface_gradient_top = 100.0;   // m

SurfaceHour within_bounds(SurfaceHour s) {
  const auto mixing_height = [](double h) {
    return h >= 0.0 ? std::clamp(h, smallest_mixing_height, largest_mixing_height) : h;
  };
  if (s.convective_velocity == 0.0) s.convective_velocity = 0.001;
  if (std::fabs(s.obukhov_length) < 1.0) {
    const bool stable = s.obukhov_length > 0.0 || (s.obukhov_length == 0.0 && s.sensible_heat_flux < 0.0);
    s.obukhov_length = stable ? 1.0 : -1.0;
  }
  if (!(s.potential_temperature_gradient_above >= smallest_inversion))
    s.potential_temperature_gradient_above = smallest_inversion;
  s.roughness_length = std::max(s.roughness_length, 1e-4);
  s.convective_mixing_height = mixing_height(s.convective_mixing_height);
  s.mechanical_mixing_height = mixing_height(s.mechanical_mixing_height);
  return s;
}

/// Stability function of momentum, z/L = zeta.
double psi(double zeta) {
  if (zeta > 0.0) return -17.0 * (1.0 - numerics::exp(-0.29 * zeta));
  const double x = std::sqrt(std::sqrt(1.0 - 16.0 * zeta));
  return 2.0 * numerics::log((1.0 + x) / 2.0) + numerics::log((1.0 + x * x) / 2.0) -
         2.0 * numerics::arc_tangent(x) + pi / 2.0;
}

double linear(double z1, double v1, double z2, double v2, double z) {
  return v1 + (z - z1) / (z2 - z1) * (v2 - v1);
}

double plain_temperature_scale(const SurfaceHour& s) {
  return s.friction_velocity * s.friction_velocity * s.air_temperature /
         (gravity * von_karman * s.obukhov_length);
}

/// theta* of the hour without an observed gradient.
double temperature_scale(const SurfaceHour& s) {
  if (s.adjusted_friction_velocity && s.bulk_richardson) {
    const double z = s.wind_height, z0 = s.roughness_length;
    const double most = 0.6 * numerics::pow(z / numerics::log((z - 5.0 * z0) / z0), 0.333333);
    const double eighths = std::round(0.8 * std::round(10.0 * s.cloud_fraction));
    const auto angle = numerics::sine_cosine(0.17 * (2.0 * eighths + 1.0));
    const double off = 2.0 * s.friction_velocity / most - 1.0;
    return 1.4 * (0.005 * angle.cosine / angle.sine + 0.05) * (1.0 - off * off);
  }
  if (s.adjusted_friction_velocity) return 0.08;
  return plain_temperature_scale(s);
}

}  // namespace

double convective_lateral_variance(double z, double depth, double w) {
  const double inside = mean_square_convective * w * w;
  if (z <= depth) return inside;
  const double outside = std::min(inside, 0.25);
  return z <= 1.2 * depth ? linear(depth, inside, 1.2 * depth, outside, z) : outside;
}

double convective_vertical_variance(double z, double depth, double w) {
  if (z <= 0.1 * depth) {
    const double root = numerics::cube_root(z / depth);
    return 1.6 * root * root * w * w;
  }
  const double inside = mean_square_convective * w * w;
  return z <= depth ? inside : inside * numerics::exp(-6.0 * (z - depth) / depth);
}

SimilarityProfiles::SimilarityProfiles(const SurfaceHour& surface)
    : surface_(within_bounds(surface)),
      stable_(surface_.obukhov_length > 0.0),
      mechanical_(surface_.mechanical_mixing_height),
      mixing_height_(stable_ ? mechanical_ : std::max(mechanical_, surface_.convective_mixing_height)),
      temperature_scale_(temperature_scale(surface_)) {}

double SimilarityProfiles::logarithmic_wind(double z) const {
  const double z0 = surface_.roughness_length, L = surface_.obukhov_length;
  return surface_.friction_velocity / von_karman * (numerics::log(z / z0) - psi(z / L) + psi(z0 / L));
}

double SimilarityProfiles::wind(double z) const {
  const double lowest = 7.0 * surface_.roughness_length, reference = surface_.wind_height;
  if (z > lowest && z <= mixing_height_) return logarithmic_wind(z);
  if (reference > mixing_height_) return z >= lowest ? surface_.wind_speed : logarithmic_wind(lowest);
  if (z > lowest) return logarithmic_wind(mixing_height_);
  return reference > lowest ? logarithmic_wind(lowest) * z / lowest : surface_.wind_speed * z / reference;
}

double SimilarityProfiles::sigma_v(double z) const {
  const double ground = 3.6 * surface_.friction_velocity * surface_.friction_velocity;
  const double above = std::min(ground, 0.25);
  const double mechanical = z < mechanical_ ? linear(0.0, ground, mechanical_, above, z) : above;
  if (stable_) return std::sqrt(mechanical);
  return std::sqrt(mechanical + convective_lateral_variance(z, surface_.convective_mixing_height,
                                                            surface_.convective_velocity));
}

double SimilarityProfiles::sigma_w(double z, double residual) const {
  constexpr double least = 1e-4;  // m s-1, of each part [EPA2024]
  const double residual_part = residual * std::min(1.0, z / mixing_height_);
  const double layer_part =
      z < mixing_height_ ? 1.3 * surface_.friction_velocity * std::sqrt(1.0 - z / mixing_height_) : 0.0;
  const double mechanical = std::max(least * least, residual_part * residual_part + layer_part * layer_part);
  if (stable_) return std::sqrt(mechanical);
  return std::sqrt(mechanical +
                   std::max(least * least, convective_vertical_variance(z, surface_.convective_mixing_height,
                                                                        surface_.convective_velocity)));
}

double SimilarityProfiles::surface_layer_gradient(double z) const {
  z = std::max(z, surface_gradient_bottom);
  const bool adjusted = surface_.adjusted_friction_velocity;
  const double one = adjusted ? 0.74 : 1.0, slope = adjusted ? 4.7 : 5.0;
  return temperature_scale_ / (von_karman * z) * (one + slope * z / surface_.obukhov_length);
}

double SimilarityProfiles::gradient(double z) const {
  if (!stable_) {
    if (z <= mixing_height_) return 0.0;
    return z <= mixing_height_ + 500.0 ? surface_.potential_temperature_gradient_above : smallest_inversion;
  }
  double value = surface_layer_gradient(std::min(z, surface_gradient_top));
  if (z > surface_gradient_top)
    value *= numerics::exp(-(z - surface_gradient_top) / (0.44 * std::max(100.0, mixing_height_)));
  return std::max(value, smallest_gradient);
}

void SimilarityProfiles::set_temperature_scale(double observed_gradient, double z) {
  temperature_scale_ = z <= surface_gradient_top
                           ? observed_gradient * von_karman * z / (1.0 + 5.0 * z / surface_.obukhov_length)
                           : plain_temperature_scale(surface_);
}

}  // namespace lantian::model::plume
