/// The surface layer: energy balance of the ground, Monin-Obukhov similarity.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model {

/// Integrated stability functions of zeta = z / L; both 0 when neutral. Stable: -5 zeta, -5 (1 + ln zeta)
/// beyond 1, so that wind does not grow without bound [Holtslag1990]; unstable: Businger-Dyer [Paulson1970].
double psi_momentum(double zeta);
double psi_heat(double zeta);

/// What the ground is made of, as far as the air feels it.
struct Ground {
  double roughness_length = 0.1;             // m
  double albedo = 0.18;                      // 1, sun overhead
  double bowen_ratio = 1.0;                  // 1, sensible over latent heat by day
  double ground_heat_fraction = 0.1;         // 1, of the net radiation; towns 0.25-0.35
  double smallest_obukhov_length = 1.0;      // m, stable; towns make their own turbulence: 10-100 [ADMS5]
  double smallest_friction_velocity = 0.03;  // m s-1
};

/// What the mast and the sky give at one instant.
struct SurfaceAir {
  double air_temperature = 288.15;  // K
  double air_pressure = 101325.0;   // Pa
  double wind_speed = 1.0;          // m s-1 at `height`
  double height = 10.0;             // m
  double cosine_of_zenith = 0.0;
  double downwelling_shortwave = 0.0;  // W m-2
  double cloud_fraction = 0.0;         // 1
};

struct SurfaceLayer {
  double friction_velocity = 0.0;       // m s-1
  double inverse_obukhov_length = 0.0;  // m-1, > 0 stable
  double sensible_heat_flux = 0.0;      // W m-2, upward
  double temperature_scale = 0.0;       // K, theta* = -H / (rho c_p u*)
};

/// Albedo grows as the sun sinks: a' + (1 - a') exp(-0.1 phi - 0.5 (1 - a')^2), phi in degrees [EPA2022].
double albedo_under_sun(double albedo_overhead, double cosine_of_zenith);

/// Q* = [(1 - a) K + c1 T^6 - sigma T^4 + c2 N] / (1 + c3)   [HoltslagVanUlden1983]
double net_radiation(const Ground& ground, const SurfaceAir& air);

/// H = (1 - g) Q* / (1 + 1 / Bo) where that is upward: unstable; otherwise the stable branch with
/// theta* = 0.09 (1 - 0.5 N^2) K   [HoltslagVanUlden1983, EPA2022]
SurfaceLayer surface_layer(const Ground& ground, const SurfaceAir& air);

/// Ratio of the wind at z to the wind at z_reference by similarity; both above the roughness length.
double wind_ratio(double z, double z_reference, double roughness_length, double inverse_obukhov_length);

/// Wind at z over one ground to that over another under the same wind at 60 m, neutral air:
/// ln(60/z0) ln(z/z1) / (ln(z/z0) ln(60/z1)), z0 the mast's surroundings, z1 the other ground  [Wieringa1986]
double wind_exposure(double z, double mast_roughness_length, double roughness_length);

double air_density(double air_temperature, double air_pressure);  // kg m-3, dry

}  // namespace lantian::model
