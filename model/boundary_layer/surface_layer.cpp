#include "model/boundary_layer/surface_layer.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

using constants::gravity;
using constants::heat_capacity_air;
using constants::von_karman;

/// 1 / [ln(z / z0) - psi(z / L) + psi(z0 / L)]
double inverse_profile(double z, double z0, double inverse_L) {
  return 1.0 / (std::log(z / z0) - psi_momentum(z * inverse_L) + psi_momentum(z0 * inverse_L));
}

double inverse_length(double u_star, double theta_star, double T) {
  return von_karman * gravity * theta_star / (T * u_star * u_star);
}

/// u* and L of a given upward heat flux, by fixed-point iteration from neutral.
SurfaceLayer unstable(const Ground& ground, const SurfaceAir& air, double heat_flux, double rho) {
  const double z = air.height, z0 = ground.roughness_length;
  SurfaceLayer layer;
  layer.sensible_heat_flux = heat_flux;
  for (int n = 0; n < 40; ++n) {  // contracts by about two each time; a fixed count keeps the bits
    const double u_star =
        std::max(ground.smallest_friction_velocity,
                 von_karman * air.wind_speed * inverse_profile(z, z0, layer.inverse_obukhov_length));
    const double theta_star = -heat_flux / (rho * heat_capacity_air * u_star);
    layer.friction_velocity = u_star;
    layer.temperature_scale = theta_star;
    layer.inverse_obukhov_length = std::max(-1.0, inverse_length(u_star, theta_star, air.air_temperature));
  }
  return layer;
}

/// u*/u = C_D/2 (1 + sqrt(1 - (2 u0 / (sqrt(C_D) u))^2)); below the critical wind both scales fall linearly.
void stable_scales(const Ground& ground, const SurfaceAir& air, double theta_star, SurfaceLayer& layer) {
  const double drag = von_karman / std::log(air.height / ground.roughness_length);
  const double u0 = std::sqrt(5.0 * air.height * gravity * theta_star / air.air_temperature);
  const double critical = 2.0 * u0 / std::sqrt(drag);
  if (air.wind_speed >= critical) {
    const double part = critical / air.wind_speed;
    layer.friction_velocity = 0.5 * drag * air.wind_speed * (1.0 + std::sqrt(1.0 - part * part));
    layer.temperature_scale = theta_star;
  } else {
    const double part = air.wind_speed / critical;
    layer.friction_velocity = 0.5 * drag * critical * part;
    layer.temperature_scale = theta_star * part;
  }
}

SurfaceLayer stable(const Ground& ground, const SurfaceAir& air, double rho) {
  const double N = air.cloud_fraction, T = air.air_temperature;
  const double largest = 64.0 / (rho * heat_capacity_air);  // K m s-1: H >= -64 W m-2 [EPA2022]
  SurfaceLayer layer;
  double theta_star = 0.09 * (1.0 - 0.5 * N * N);
  stable_scales(ground, air, theta_star, layer);
  for (int n = 0; n < 40 && layer.friction_velocity * layer.temperature_scale > largest; ++n) {
    theta_star = largest / layer.friction_velocity * (1.0 - 1e-9);  // just inside, so that the loop ends
    stable_scales(ground, air, theta_star, layer);
  }
  layer.friction_velocity = std::max(layer.friction_velocity, ground.smallest_friction_velocity);
  layer.inverse_obukhov_length = inverse_length(layer.friction_velocity, layer.temperature_scale, T);
  const double steepest = 1.0 / ground.smallest_obukhov_length;
  if (layer.inverse_obukhov_length > steepest) {  // a town stirs: L at its floor, u* by the log law with it
    layer.inverse_obukhov_length = steepest;
    layer.friction_velocity =
        std::max(layer.friction_velocity, von_karman * air.wind_speed *
                                              inverse_profile(air.height, ground.roughness_length, steepest));
    layer.temperature_scale =
        steepest * T * layer.friction_velocity * layer.friction_velocity / (von_karman * gravity);
  }
  layer.sensible_heat_flux = -rho * heat_capacity_air * layer.friction_velocity * layer.temperature_scale;
  return layer;
}

}  // namespace

double air_density(double air_temperature, double air_pressure) {
  return air_pressure / (constants::gas_constant_air * air_temperature);
}

double psi_momentum(double zeta) {
  if (zeta > 1.0) return -5.0 * (1.0 + std::log(zeta));
  if (zeta >= 0.0) return -5.0 * zeta;
  const double x = std::sqrt(std::sqrt(1.0 - 16.0 * zeta));
  return 2.0 * std::log((1.0 + x) / 2.0) + std::log((1.0 + x * x) / 2.0) - 2.0 * std::atan(x) +
         constants::pi / 2.0;
}

double psi_heat(double zeta) {
  if (zeta >= 0.0) return psi_momentum(zeta);
  return 2.0 * std::log((1.0 + std::sqrt(1.0 - 16.0 * zeta)) / 2.0);
}

double albedo_under_sun(double a, double cosine_of_zenith) {
  if (cosine_of_zenith <= 0.0) return 1.0;
  const double elevation = std::asin(std::min(1.0, cosine_of_zenith)) * 180.0 / constants::pi;
  return a + (1.0 - a) * std::exp(-0.1 * elevation - 0.5 * (1.0 - a) * (1.0 - a));
}

double net_radiation(const Ground& ground, const SurfaceAir& air) {
  constexpr double c1 = 5.31e-13, c2 = 60.0, c3 = 0.12;  // W m-2 K-6, W m-2, 1 [HoltslagVanUlden1983]
  const double T2 = air.air_temperature * air.air_temperature;
  const double absorbed =
      (1.0 - albedo_under_sun(ground.albedo, air.cosine_of_zenith)) * air.downwelling_shortwave;
  return (absorbed + c1 * T2 * T2 * T2 - constants::stefan_boltzmann * T2 * T2 + c2 * air.cloud_fraction) /
         (1.0 + c3);
}

SurfaceLayer surface_layer(const Ground& ground, const SurfaceAir& air) {
  const double rho = air_density(air.air_temperature, air.air_pressure);
  const double available = (1.0 - ground.ground_heat_fraction) * net_radiation(ground, air);
  const double heat_flux = available / (1.0 + 1.0 / ground.bowen_ratio);
  // Without sun the c2 N of a warm overcast night may exceed the loss: still not heating from below.
  if (heat_flux > 0.0 && air.downwelling_shortwave > 0.0) return unstable(ground, air, heat_flux, rho);
  return stable(ground, air, rho);
}

double wind_ratio(double z, double z_reference, double roughness_length, double inverse_obukhov_length) {
  return inverse_profile(z_reference, roughness_length, inverse_obukhov_length) /
         inverse_profile(z, roughness_length, inverse_obukhov_length);
}

double wind_exposure(double z, double z0, double z1) {
  constexpr double blending = 60.0;  // m [Wieringa1986]
  return std::log(blending / z0) * std::log(z / z1) / (std::log(z / z0) * std::log(blending / z1));
}

}  // namespace lantian::model
