/// In stable air, what flows around a hill and what goes over it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/profile_lookup.hpp"

namespace lantian::model::plume {

/// Error function by the rational approximation 7.1.28 of [Abramowitz1964], error < 3e-7, as AERMOD has it.
template <class V>
static V error_function(V x) {
  using namespace numerics;
  const V a = magnitude(x);
  V p = broadcast<V>(0.0000430638);
  p = fused(p, a, broadcast<V>(0.0002765672));
  p = fused(p, a, broadcast<V>(0.0001520143));
  p = fused(p, a, broadcast<V>(0.0092705272));
  p = fused(p, a, broadcast<V>(0.0422820123));
  p = fused(p, a, broadcast<V>(0.0705230784));
  p = fused(p, a, broadcast<V>(1.0));
  V power = p * p;
  power = power * power;
  power = power * power;
  power = power * power;
  const V erf = a > 4.0 ? broadcast<V>(1.0) : 1.0 - 1.0 / power;
  return x < 0.0 ? -erf : erf;
}

/// Height H_c below which air lacks the energy to climb a hill of height h [m], the lowest z with
///     u(z)^2/2 >= integral_z^h N^2 (h - z') dz'
/// N^2 constant and u linear in each interval of the profiles [EPA2024]. 0 for h <= 0.
template <class V>
static V dividing_streamline_height(const BoundaryLayerProfiles& air, V hill) {
  using namespace numerics;
  const Mask<V> hilly = hill > 0.0;
  if (!any(hilly)) return broadcast<V>(0.0);
  const V h = hilly ? hill : broadcast<V>(1.0);
  const Place<V> top = place_of(h);
  const FourLanes<V> at_top = four_at(air, top, &ProfileLevel::value, &ProfileLevel::step);
  const V top_wind = at_top.field[Met::wind], top_gradient = at_top.field[Met::gradient];
  const V top_temperature = potential_temperature_at(air, h);
  const int last = [&] {
    int most = 0;
    const V level = number_of<V>((Bits<V>)top.level);
    for (int n = 0; n < lanes_of<V>; ++n)
      most = lane(level, n) > most ? static_cast<int>(lane(level, n)) : most;
    return most;
  }();
  // Downwards from the hilltop: the work done against stratification, and the lowest level that can be left.
  V work = broadcast<V>(0.0), above_height = h, above_wind = top_wind;
  V above_gradient = top_gradient, above_temperature = top_temperature;
  V excess = 0.5 * top_wind * top_wind, result = h;  // excess of the energy at the level above
  for (int n = last; n >= 0; --n) {
    const V level = broadcast<V>(n);
    const Mask<V> reached = number_of<V>((Bits<V>)top.level) >= level;
    const double z = profile_heights.at[n], u = air.level[n].value[Met::wind];
    const V square = gravity / (0.5 * (above_temperature + air.level[n].potential_temperature)) *
                     (0.5 * (above_gradient + air.level[n].value[Met::gradient]));
    const V next_work = work + square * ((h - 0.5 * (above_height + z)) * (above_height - z));
    const V next_excess = 0.5 * u * u - next_work;
    // The streamline lies in this interval where the level above can be left and this one cannot.
    const Mask<V> here = reached & (excess >= 0.0) & (next_excess < 0.0);
    if (any(here)) {
      const V shear = (above_wind - u) / (above_height - z), shear2 = shear * shear;
      const V a = 0.5 * (square - shear2);
      const V b = above_height * shear2 - above_wind * shear - square * h;
      const V c = square * h * above_height - 0.5 * square * above_height * above_height -
                  0.5 * shear2 * above_height * above_height + above_wind * shear * above_height - excess;
      const V discriminant = b * b - 4.0 * a * c;
      const V root = square_root(larger(discriminant, broadcast<V>(0.0)));
      result = here ? (-b - root) / (2.0 * a) : result;
    }
    const Mask<V> free_ground = reached & (next_excess >= 0.0);
    if (n == 0) result = free_ground ? broadcast<V>(0.0) : result;
    work = reached ? next_work : work;
    excess = reached ? next_excess : excess;
    above_height = reached ? broadcast<V>(z) : above_height;
    above_wind = reached ? broadcast<V>(u) : above_wind;
    above_gradient = reached ? broadcast<V>(air.level[n].value[Met::gradient]) : above_gradient;
    above_temperature = reached ? broadcast<V>(air.level[n].potential_temperature) : above_temperature;
  }
  return hilly ? result : broadcast<V>(0.0);
}

/// Share of the plume's mass below the dividing streamline, with the images of the lid [EPA2024].
template <class V>
static V share_below(V streamline, V sigma_z, V height, V lid) {
  using namespace numerics;
  const V h = smaller(streamline, lid), scale = 1.0 / (1.4142135623730951 * sigma_z);
  const V first = error_function(V((h - height) * scale)) + error_function(V((h + height) * scale));
  V sum = broadcast<V>(0.0);
  Mask<V> active = streamline > 0.0;
  for (int i = 1; i <= 100 && any(active); ++i) {
    const V twice = (2.0 * i) * lid;
    const V term =
        error_function(V((h - height + twice) * scale)) + error_function(V((h + height + twice) * scale)) +
        error_function(V((h - height - twice) * scale)) + error_function(V((h + height - twice) * scale));
    sum = active ? sum + term : sum;
    if (i >= 5) active = active & (magnitude(term) > 1e-6 * magnitude(sum));
  }
  const V share = 0.5 * (first + sum);
  return streamline > 0.0 ? (share > 1.01 ? broadcast<V>(1.0) : share) : broadcast<V>(0.0);
}

}  // namespace lantian::model::plume
