/// How a stack's plume rises, is bent over and is pulled down behind a building: along its path, step by
/// step.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/prime/distance_table.hpp"
#include "model/plume/prime/hour_profiles.hpp"
#include "model/plume/prime/wake_wind.hpp"

namespace lantian::model::plume::prime {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

inline constexpr double lowest_axis = 0.001;    // m, of the plume [EPA2024]
inline constexpr double longest_path = 5000.0;  // m
inline constexpr int most_points = 5000;
inline constexpr double shallow = 0.36397023426620236;  // tan 20 deg: so bent, a plume can enter the wake

/// Fluxes through the plume's cross section, over pi, and where it is.
template <class V>
struct Fluxes {
  V mass;      // kg s-1:     rho_p V r^2
  V momentum;  // kg m s-2:   of the horizontal speed over the wind's
  V lift;      // kg m s-2:   of the vertical speed
  V heat;      // K kg s-1:   of the excess temperature
  V z, x;      // m
};
template <class V>
struct Core {
  V along, up, speed, per_speed;  // m s-1, s m-1
  V temperature;                  // K
  V radius, square;               // r, r^2: m, m2
  V flow;                         // rho_p r^2, kg m-1
};

template <class V>
LANTIAN_INLINE Fluxes<V> fluxes_of(const Core<V>& core, const SurroundingAir<V>& air, V z, V x) {
  const V mass = core.flow * core.speed;
  return {
      mass, mass * (core.along - air.wind), mass * core.up, mass * (core.temperature - air.temperature), z,
      x};
}
/// rho_p T_p = rho T.
template <class V>
LANTIAN_INLINE Core<V> core_of(const Fluxes<V>& f, const SurroundingAir<V>& air) {
  using namespace numerics;
  const V per_mass = 1.0 / f.mass;
  Core<V> core;
  core.along = air.wind + f.momentum * per_mass;
  core.up = f.lift * per_mass;
  core.speed = square_root(V(core.along * core.along + core.up * core.up));
  core.temperature = larger(V(air.temperature + f.heat * per_mass), V(air.temperature - 10.0));
  const V warmth = air.density * air.temperature, both = 1.0 / (core.speed * warmth);
  core.per_speed = both * warmth;
  core.flow = f.mass * core.per_speed;
  core.square = f.mass * core.temperature * both;
  core.radius = square_root(core.square);
  return core;
}

/// Change of the fluxes along the path [Schulman2000, EPA2024]:
///     F1' = 2 r rho max(0.11 |V - U c/V| + 0.6 |U w/V|,  U S)     S: growth of the wake's radius
///     F2' = -r^2 rho_p w dU/dz,   F3' = g r^2 (rho - rho_p)
///     F4' = -r^2 rho_p w dtheta/dz - 9.1e-11 r (T_p^4 - T^4)
template <class V>
LANTIAN_INLINE Fluxes<V> change_of(const Core<V>& core, const SurroundingAir<V>& air, V widening) {
  using namespace numerics;
  const V along = core.along * core.per_speed, up = core.up * core.per_speed;
  const V sheared = 0.11 * magnitude(V(core.speed - air.wind * along)) + 0.6 * magnitude(V(air.wind * up));
  const V entrained = larger(sheared, V(air.wind * widening));
  const V carried = core.flow * core.up;
  const V hot = core.temperature * core.temperature, cold = air.temperature * air.temperature;
  return {2.0 * core.radius * air.density * entrained,
          -(carried * air.shear),
          gravity * (core.square * air.density - core.flow),
          -(carried * air.gradient) - 9.1e-11 * core.radius * (hot * hot - cold * cold),
          up,
          along};
}
template <class V>
LANTIAN_INLINE Fluxes<V> advanced(const Fluxes<V>& f, const Fluxes<V>& change, V ds) {
  return {f.mass + change.mass * ds, f.momentum + change.momentum * ds,
          f.lift + change.lift * ds, f.heat + change.heat * ds,
          f.z + change.z * ds,       f.x + change.x * ds};
}
template <class V>
LANTIAN_INLINE Fluxes<V> half_difference(const Fluxes<V>& a, const Fluxes<V>& b) {
  return {0.5 * (b.mass - a.mass), 0.5 * (b.momentum - a.momentum),
          0.5 * (b.lift - a.lift), 0.5 * (b.heat - a.heat),
          0.5 * (b.z - a.z),       0.5 * (b.x - a.x)};
}

/// The air at z as the wake slows it.
template <class V>
LANTIAN_INLINE SurroundingAir<V> slowed(SurroundingAir<V> air, const WindFactor<V>& wake) {
  air.shear = wake.factor * air.shear + wake.gradient * air.wind;
  air.wind = wake.factor * air.wind;
  return air;
}

/// How a plume leaves its stack, and how far it is followed.
struct Launch {
  double height = 0.0, radius = 0.0;  // m
  double along = 0.0, up = 0.0;       // m s-1
  double temperature = 0.0;           // K
  double stop = 0.0;                  // x_stop, m
  double step = 1.0;                  // ds, the first, m
};

///     F_b = g w r^2 max(T_s - T, 0)/T_s,   u = max(U, 1),   q = max(1, w/u)
///     x_stop = 8 r q (1 + 3/q)^2, at least 49 F_b^0.625; 119 F_b^0.4 from F_b = 55
///     ds = half of the neutral rise 6 r w/u, 21.425 F_b^0.75/u, 38.71 F_b^0.6/u; at most 1 m [EPA2024]
/// A cap doubles the radius and takes the upward speed; a horizontal stack turns it.
static inline Launch launch_of(const PointSource& stack, double exit_temperature,
                               const WakeShape<double>& shape, const BoundaryLayerProfiles& profiles) {
  using namespace numerics;
  constexpr double least_velocity = 1e-5, still = 0.001, nearly_none = 2e-6;  // m s-1
  constexpr double strong = 55.0;                                             // m4 s-3
  Launch launch;
  launch.height = stack.height > lowest_axis ? stack.height : lowest_axis;
  launch.radius = 0.5 * stack.diameter;
  launch.temperature = exit_temperature;
  const double w = stack.exit_velocity > least_velocity ? stack.exit_velocity : least_velocity;
  launch.along = nearly_none;
  launch.up = w;

  HourProfiles<double> hour;
  hour.set(0, profiles);
  LevelsAround<double> levels = hour.around(place_of(launch.height).level);
  SurroundingAir<double> air = hour.at(launch.height, levels);
  const double beside = magnitude(shape.y_offset);
  const WakeSection<double> section = section_at(shape, -shape.x_offset);
  air = slowed(air, factor_at(slowed_wind(shape, section, beside), launch.height));

  const double excess = launch.temperature > air.temperature ? launch.temperature - air.temperature : 0.0;
  const double buoyancy = gravity * (w * launch.radius * launch.radius / launch.temperature) * excess;
  if (stack.kind == StackKind::capped) {
    launch.radius *= 2.0;
    launch.along = w / 4.0;
    launch.up = still;
  } else if (stack.kind == StackKind::horizontal) {
    launch.along = w;
    launch.up = still;
  }
  const double u = air.wind > 1.0 ? air.wind : 1.0;
  const double q = launch.up / u > 1.0 ? launch.up / u : 1.0;
  const double of_momentum = 8.0 * launch.radius * q * (1.0 + 3.0 / q) * (1.0 + 3.0 / q);
  double rise = 6.0 * launch.radius * launch.up / u;
  launch.stop = of_momentum;
  if (buoyancy >= strong) {
    launch.stop = 119.0 * pow(buoyancy, 0.4);
    rise = 38.71 * pow(buoyancy, 0.6) / u;
  } else if (buoyancy > 0.0) {
    const double of_buoyancy = 49.0 * pow(buoyancy, 0.625);
    launch.stop = of_buoyancy > of_momentum ? of_buoyancy : of_momentum;
    rise = 21.425 * pow(buoyancy, 0.75) / u;
  }
  rise = rise > 0.1 ? rise : 0.1;
  launch.step = 0.5 * rise < 1.0 ? 0.5 * rise : 1.0;
  return launch;
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
