#include "model/boundary_layer/mixing_height.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {
constexpr double dry_adiabatic = constants::gravity / constants::heat_capacity_air;  // K m-1
constexpr double highest = 1e5;                                                      // m, above any heat

/// 1.36 u* / sqrt(f N) within the inversion; a wind that passes it meets the free air's N.
double stratified_depth(double u_star, const UpperAir& air, double f) {
  constexpr double temperature = 285.0;  // K; N varies by 3 % between winter and summer
  const auto depth = [&](double theta_gradient) {
    const double N = std::sqrt(constants::gravity / temperature * std::max(theta_gradient, 1e-4));
    return 1.36 * u_star / std::sqrt(f * N);  // [Zilitinkevich2007]
  };
  const double above = depth(dry_adiabatic - air.free_air.lapse(air.inversion_depth));
  if (air.inversion_depth <= 0.0) return above;
  const double within = depth(dry_adiabatic + air.inversion_strength / air.inversion_depth);
  return within < air.inversion_depth ? within : std::max(above, air.inversion_depth);
}

}  // namespace

double MixingHeight::height(double smallest, double largest) const {
  return std::clamp(std::max(convective, mechanical), smallest, largest);
}

double convective_mixing_height(double heat, double density, const UpperAir& morning) {
  if (heat <= 0.0) return 0.0;
  constexpr double entrainment = 0.2;  // A [WeilBrower1983]
  // K m that the deficit triangle must hold.
  const double needed = (1.0 + 2.0 * entrainment) * heat / (density * constants::heat_capacity_air);
  const double depth = std::max(morning.inversion_depth, 1.0);
  // A floor of each d(theta)/dz keeps the depth finite where a case gives neutral air.
  const auto slope_of = [](double gradient) { return std::max(gradient + dry_adiabatic, 1e-4); };
  double slope = slope_of(morning.inversion_strength / depth), bottom = 0.0, top = depth;
  double left = needed;
  for (;;) {
    // From `bottom` to bottom + h: all the air below warms by slope h, the new air by half of it on average.
    const double h = top - bottom, cost = slope * h * (bottom + 0.5 * h);
    if (left <= cost || top >= highest) return std::sqrt(bottom * bottom + 2.0 * left / slope);
    left -= cost;
    bottom = top;
    slope = slope_of(-morning.free_air.lapse(bottom));
    top = highest;
    for (const LapsePiece& piece : morning.free_air.pieces())
      if (piece.top > bottom) top = std::min(top, piece.top);
  }
}

double mechanical_equilibrium(const SurfaceLayer& layer, const UpperAir& air, double coriolis) {
  const double u_star = layer.friction_velocity, f = std::abs(coriolis);
  double height = std::min(2300.0 * std::pow(u_star, 1.5), stratified_depth(u_star, air, f));
  if (layer.inverse_obukhov_length > 0.0)
    height = std::min(height, 0.4 * std::sqrt(u_star / (layer.inverse_obukhov_length * f)));
  return height;
}

MixingHeight initial_mixing_height(const SurfaceLayer& layer, const UpperAir& air, double coriolis) {
  return {.heat_since_sunrise = 0.0,
          .convective = 0.0,
          .mechanical = mechanical_equilibrium(layer, air, coriolis)};
}

MixingHeight advanced(const MixingHeight& before, const SurfaceLayer& earlier, const SurfaceLayer& now,
                      const UpperAir& air, const UpperAir& morning, double density, double coriolis,
                      Seconds dt) {
  MixingHeight after;
  const double gain =
      0.5 * dt.si() * (std::max(earlier.sensible_heat_flux, 0.0) + std::max(now.sensible_heat_flux, 0.0));
  after.heat_since_sunrise = now.sensible_heat_flux > 0.0 ? before.heat_since_sunrise + gain : 0.0;
  after.convective = convective_mixing_height(after.heat_since_sunrise, density, morning);
  const double equilibrium = mechanical_equilibrium(now, air, coriolis);
  const double tau = std::max(before.mechanical, 1.0) / (2.0 * now.friction_velocity);
  after.mechanical = equilibrium + (before.mechanical - equilibrium) * std::exp(-dt.si() / tau);
  return after;
}

}  // namespace lantian::model
