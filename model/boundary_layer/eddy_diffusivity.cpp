#include "model/boundary_layer/eddy_diffusivity.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

double phi_heat(double zeta) {
  if (zeta < 0.0) return 1.0 / std::sqrt(1.0 - 16.0 * zeta);
  return zeta < 1.0 ? 1.0 + 5.0 * zeta : 5.0 + zeta;
}

double floor_at(double z, const SurfaceParameters& parameters) {
  const double rural = parameters.minimum_eddy_diffusivity_rural;
  if (z > parameters.floor_height) return rural;
  return rural + (parameters.minimum_eddy_diffusivity_urban - rural) * parameters.urban_fraction;
}

}  // namespace

double profile_diffusivity(double z, const SurfaceLayer& layer, double mixing_height) {
  const double H = std::max(mixing_height, 20.0);  // [CMAQ5]
  if (z >= H) return 0.0;
  const double inverse_L = layer.inverse_obukhov_length;
  const double zeta = (inverse_L < 0.0 ? std::min(z, 0.1 * H) : z) * inverse_L;
  const double rest = 1.0 - z / H;
  return constants::von_karman * layer.friction_velocity / phi_heat(zeta) * z * rest * rest;
}

double local_diffusivity(double z, double shear, double Ri) {
  constexpr double longest = 80.0;  // m [CMAQ5]
  const double kz = constants::von_karman * z;
  const double length = kz * longest / (longest + kz);
  const double f = Ri >= 0.0 ? 0.0012 + 1.0 / (1.0 + 10.0 * Ri + 50.0 * Ri * Ri + 5000.0 * Ri * Ri * Ri * Ri)
                             : std::sqrt(1.0 - 25.0 * Ri);
  return length * length * shear * f;
}

std::vector<double> eddy_diffusivity(const ColumnOfAir& air, const SurfaceLayer& layer, double mixing_height,
                                     const SurfaceParameters& parameters) {
  const auto& face = air.layer_face;
  const auto& theta = air.virtual_potential_temperature;
  const std::size_t nz = face.size() - 1;
  std::vector<double> diffusivity(nz + 1, 0.0);
  for (std::size_t k = 1; k < nz; ++k) {
    const double dz = 0.5 * (face[k + 1] - face[k - 1]);
    const double du = (air.x_wind[k] - air.x_wind[k - 1]) / dz, dv = (air.y_wind[k] - air.y_wind[k - 1]) / dz;
    const double shear_squared = du * du + dv * dv + 1e-9;  // s-2 [CMAQ5]
    const double Ri = 2.0 * constants::gravity * (theta[k] - theta[k - 1]) /
                      (dz * shear_squared * (theta[k] + theta[k - 1]));
    const double floor = floor_at(face[k], parameters);
    const double local = floor + local_diffusivity(face[k], std::sqrt(shear_squared), Ri);
    diffusivity[k] = std::min(1000.0, std::max(local, profile_diffusivity(face[k], layer, mixing_height)));
  }
  return diffusivity;
}

}  // namespace lantian::model
