#include "model/mesoscale/surface_stability.hpp"

#include <algorithm>
#include <cmath>

#include "model/boundary_layer/humidity.hpp"
#include "model/boundary_layer/surface_layer.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::mesoscale {

double inverse_obukhov_length(const SurfaceFluxes& f) {
  constexpr double latent_heat = 2.501e6;  // J kg-1, of evaporation at 0 degC [Stull1988]
  constexpr double least = 1e-6;           // K [CMAQ5]
  const double u = std::max(f.friction_velocity, 0.01), T = f.air_temperature;
  const double mass_flow = air_density(T, f.air_pressure) * u;
  const double theta_star = -f.sensible / (mass_flow * constants::heat_capacity_air);
  const double q_star = -f.latent / (mass_flow * latent_heat);
  const double moist = virtual_factor(f.vapour);
  const double virtual_star = theta_star * moist + (virtual_factor(1.0) - 1.0) * T * q_star;
  const double sized = std::copysign(std::max(std::abs(virtual_star), least), virtual_star);
  return std::clamp(constants::von_karman * constants::gravity * sized / (T * moist * u * u), -1.0, 1.0);
}

}  // namespace lantian::model::mesoscale
