/// How far the plume rises: with distance and in the end, in convective and in stable air.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/numerics/quick_functions.hpp"
#include "model/numerics/trigonometry.hpp"
#include "model/plume/plume_of_hour.hpp"
#include "model/plume/profile_lookup.hpp"

namespace lantian::model::plume {

/// Rise of the direct plume, never capped with distance in convective air [m]:
///     dh1 = [3 F_m x/(beta1^2 u^2) + 3 F_b x^2/(2 beta1^2 u^3)]^(1/3),   beta1 = 0.6           [EPA2024]
template <class V>
static V direct_rise(const PlumeOfHour& plume, V x) {
  return numerics::cube_root(x * (plume.momentum_rise + plume.buoyancy_rise * x));
}

/// How far the indirect plume stays behind [m]:
///     dh2 = sqrt(2 F_b z_i/(alpha_r u r^2)) x/u,   r^2 = r_h^2 + (a_e lambda^1.5/4) w*^2 x^2/u^2 [EPA2024]
template <class V>
static V indirect_delay(const PlumeOfHour& plume, V x) {
  constexpr double alpha_r = 1.4, spread = 0.25 * 0.1 * 3.4881226470079706;  // a_e/4 2.3^1.5
  const double u = plume.stack_wind, z_i = plume.air->mixing_height;
  const double r_h = 0.4 * (z_i - plume.tip_height), w = plume.air->convective_velocity;
  const V t = x * (1.0 / u);
  const V square = r_h * r_h + spread * w * w * t * t;
  return numerics::square_root(V(2.0 * plume.buoyancy_flux * z_i / (alpha_r * u * square))) * t;
}

/// Air that the rising plume meets: means of that at the stack and half-way up.
template <class V>
struct RisingAir {
  V wind;         // u, m s-1
  V gradient;     // d(theta)/dz, K m-1
  V temperature;  // theta, K
};

template <class V>
static RisingAir<V> rising_air(const PlumeOfHour& plume, V rise) {
  using namespace numerics;
  const FourLanes<V> half_way = four_at(*plume.air, place_of(V(plume.tip_height + 0.5 * rise)),
                                        &ProfileLevel::rising, &ProfileLevel::rising_step);
  return {0.5 * (plume.stack_wind + larger(half_way.field[0], broadcast<V>(smallest_wind))),
          0.5 * (plume.stack_gradient + half_way.field[1]),
          0.5 * (plume.stack_temperature + half_way.field[2])};
}

/// What the formulas of the rise take of the air, with one division.
template <class V>
struct RisingScales {
  V slowed;        // N' = 0.7 N, s-1
  V per_square_u;  // 1/(N^2 u), s3 m-1
  V per_wind;      // 1/u
};
template <class V>
static RisingScales<V> rising_scales(const RisingAir<V>& air) {
  using namespace numerics;
  constexpr double least = 3e-19;  // K m-1, N = 1e-10 s-1
  const V stratification = gravity * larger(air.gradient, broadcast<V>(least));
  const V d = 1.0 / (stratification * air.temperature * air.wind);
  return {0.7 * square_root(V(stratification * stratification * air.wind * d)),
          air.temperature * air.temperature * d, stratification * air.temperature * d};
}

/// How far the oscillation about the final height has come at the final rise:   atan2(F_m N', -F_b)
template <class V>
static V final_phase(const PlumeOfHour& plume, V slowed) {
  return numerics::angle_of(V(plume.momentum_flux * slowed), numerics::broadcast<V>(-plume.buoyancy_flux));
}

/// `rise`, or the rise in neutral air where that is less:   1.2 l^0.6 (h_sp + 1.2 l)^0.4,   l = F_b/(u u*^2)
template <class V>
static V not_above_neutral_rise(const PlumeOfHour& plume, V per_wind, V rise) {
  using namespace numerics;
  const double u = plume.air->friction_velocity;
  const V l = (plume.buoyancy_flux / (u * u)) * per_wind;
  if (!any(rise > 1.29 * l)) return rise;  // 1.2^1.4 l is less than any of it
  const V neutral = 1.2 * quick_power(l, 0.6) * quick_power(V(plume.tip_height + 1.2 * l), 0.4);
  return smaller(rise, neutral);
}

/// Rise at a distance short of the final one, for given air [m]:
///     dh = 2.66 [F_b/(N^2 u) (N' F_m/F_b sin(N' x/u) + 1 - cos(N' x/u))]^(1/3)                  [EPA2024]
template <class V>
static V stable_rise_in(const PlumeOfHour& plume, const RisingAir<V>& air, V x) {
  using namespace numerics;
  const RisingScales<V> scale = rising_scales(air);
  const auto wave =
      sine_cosine(smaller(V(scale.slowed * x * scale.per_wind), final_phase(plume, scale.slowed)));
  const V momentum = scale.slowed * (plume.momentum_flux / plume.buoyancy_flux) * wave.sine;
  const V both = momentum + 1.0 - wave.cosine;
  const V rise =
      2.66 * cube_root(V(plume.buoyancy_flux * scale.per_square_u * (both > 0.0 ? both : momentum)));
  return not_above_neutral_rise(plume, scale.per_wind, smaller(rise, broadcast<V>(plume.final_rise)));
}

/// Rise in stable air at distance x [m], found by turns with the air it rises through: at least five, at most
/// ten; without agreement to 0.1 % the mean of the last two. A rise that changes by less than 1e-8 stays.
template <class V>
static V stable_rise(const PlumeOfHour& plume, V x) {
  using namespace numerics;
  constexpr double settled = 1e-8, agreed = 1e-3;
  const V final_rise = broadcast<V>(plume.final_rise);
  Mask<V> active = x < plume.final_distance;
  if (!any(active)) return final_rise;
  V rise = stable_rise_in(plume,
                          RisingAir<V>{broadcast<V>(plume.stack_wind), broadcast<V>(plume.stack_gradient),
                                       broadcast<V>(plume.stack_temperature)},
                          x);
  for (int turn = 1; turn <= 10; ++turn) {
    const V last = rise;
    V next = stable_rise_in(plume, rising_air(plume, rise), x);
    const V change = magnitude(V(last - next));
    const double enough = turn >= 5 ? agreed : settled;
    const Mask<V> agree = change < enough * next;
    const V mean = 0.5 * (next + last);
    if (turn == 10) next = agree ? next : mean;
    rise = active ? next : rise;
    active = active & !agree;
    if (!any(active)) break;
  }
  rise = smaller(smaller(rise, direct_rise(plume, x)), final_rise);
  return x < plume.final_distance ? rise : final_rise;
}

}  // namespace lantian::model::plume
