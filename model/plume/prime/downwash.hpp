/// What a building does to one stack's plume in one hour: all that does not depend on the receptor.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <iterator>
#include <span>

#include "model/plume/plume_of_hour.hpp"
#include "model/plume/prime/distance_table.hpp"
#include "model/plume/prime/wake_air.hpp"
#include "model/plume/receptor_view.hpp"

namespace lantian::model::plume::prime {

/// Columns of the tables of widening plumes.
enum GrowthColumn { column_sigma_z = 0, column_sigma_y = 1, column_widening = 2 };

template <class V>
struct Sigmas {
  V z, y;  // m
};

/// Plain data, read by the kernels.
struct Downwash {
  bool acts = false;  // the plume comes into a wake; else the building changes nothing
  const BoundaryLayerProfiles* profiles = nullptr;
  WakeShape<double> shape{};
  WakeAir<double> air{};
  double wake_length = 0.0;     // s_x, m: up to here the wake alone decides
  double captured_share = 0.0;  // f_c, of the emission, that goes through the cavity
  double stack_wind = 0.0;      // U_s, m s-1
  double height = 0.0;          // h_s, m
  double cavity_axis = 0.0;     // m across from the building's middle: of the cavity's plumes
  double cavity_sigma_z = 0.0, cavity_sigma_y = 0.0;  // m, at the cavity's ground
  Path<1> path;                                       // m
  DistanceTable<1, 3> primary;                        // of the plume itself
  DistanceTable<1, 2> cavity;                         // of what leaves the cavity
  Sigmas<double> primary_excess{}, cavity_excess{};   // m, beyond the tables
};

/// sigma without a wake, and a wake's excess.
template <class V>
[[gnu::always_inline]] static inline Sigmas<V> undisturbed_sigmas(const Downwash& d, const WakeAir<V>& air,
                                                                  V x, V z) {
  const V theta = potential_temperature_at(*d.profiles, numerics::larger(z, numerics::broadcast<V>(0.0)));
  return {undisturbed_sigma_z(air, x, z, theta), undisturbed_sigma_y(air, x, z)};
}
template <class V>
[[gnu::always_inline]] static inline WakeAir<V> air_in_lanes(const WakeAir<double>& a) {
  WakeAir<V> air;
  for (std::size_t n = 0; n < std::size(wake_air_members<V>); ++n)
    air.*wake_air_members<V>[n] = numerics::broadcast<V>(a.*wake_air_members<double>[n]);
  return air;
}
template <class V>
[[gnu::always_inline]] static inline WakeShape<V> shape_in_lanes(const WakeShape<double>& s) {
  WakeShape<V> shape;
  for (std::size_t n = 0; n < std::size(wake_shape_members<V>); ++n)
    shape.*wake_shape_members<V>[n] = numerics::broadcast<V>(s.*wake_shape_members<double>[n]);
  return shape;
}
template <class V>
[[gnu::always_inline]] static inline V root_of_squares(V a, V b) {
  return numerics::square_root(V(a * a + b * b));
}

/// sigmas of the plume at x from the source; z: its height; rise: above the stack, 0 where its own turbulence
/// does not count. Before the wake those of undisturbed air, and beyond the table with the excess [EPA2024].
template <class V>
[[gnu::always_inline]] static inline Sigmas<V> primary_sigmas(const Downwash& d, V x, V z, V rise) {
  using namespace numerics;
  const auto found = d.primary.find(x);
  Sigmas<V> sigma{d.primary.at(column_sigma_z, found), d.primary.at(column_sigma_y, found)};
  const Mask<V> before = x<d.primary.distance[0], beyond = x> d.primary.template last<double>();
  const Mask<V> undisturbed = before | beyond;
  if (any(undisturbed)) {
    const Sigmas<V> plain = undisturbed_sigmas(d, air_in_lanes<V>(d.air), larger(x, broadcast<V>(1e-300)), z);
    const V own = rise * (1.0 / 3.5);
    const V more_z = before ? own : broadcast<V>(d.primary_excess.z);
    const V more_y = before ? own : broadcast<V>(d.primary_excess.y);
    sigma.z = undisturbed ? root_of_squares(plain.z, more_z) : sigma.z;
    sigma.y = undisturbed ? root_of_squares(plain.y, more_y) : sigma.y;
  }
  const Mask<V> upwind = x <= 0.0;
  return {upwind ? broadcast<V>(0.0) : sigma.z, upwind ? broadcast<V>(0.0) : sigma.y};
}

/// sigmas of what leaves the cavity, at x from the source [EPA2024].
template <class V>
[[gnu::always_inline]] static inline Sigmas<V> cavity_sigmas(const Downwash& d, V x) {
  using namespace numerics;
  const V start_z = broadcast<V>(d.cavity.value[column_sigma_z][0]);
  const V start_y = broadcast<V>(d.cavity.value[column_sigma_y][0]);
  if (d.cavity.count[0] <= 1.0) return {start_z, start_y};
  const auto found = d.cavity.find(x);
  Sigmas<V> sigma{d.cavity.at(column_sigma_z, found), d.cavity.at(column_sigma_y, found)};
  const Mask<V> beyond = x > d.cavity.template last<double>(), before = x < d.cavity.distance[0];
  if (any(beyond)) {
    const Sigmas<V> plain =
        undisturbed_sigmas(d, air_in_lanes<V>(d.air), larger(x, broadcast<V>(1e-300)), broadcast<V>(0.0));
    sigma.z = beyond ? root_of_squares(plain.z, broadcast<V>(d.cavity_excess.z)) : sigma.z;
    sigma.y = beyond ? root_of_squares(plain.y, broadcast<V>(d.cavity_excess.y)) : sigma.y;
  }
  return {before ? start_z : sigma.z, before ? start_y : sigma.y};
}

/// A stack's hours (plumes, one each): many at once are cheaper than one by one, with the same bits. `acts`
/// is false where no building stands in the wind, above the convective layer and for plumes that pass over
/// the wake.
void find_downwash(const PointSource& stack, std::span<const PlumeOfHour> plumes, std::span<Downwash> result);

/// Makes of the concentration without a building (per emission, s m-3) the one with it, at each receptor.
void apply_downwash(const Downwash& downwash, const PlumeOfHour& plume, const SourcePlace& source,
                    const ReceptorView& receptors, std::span<double> concentration);

}  // namespace lantian::model::plume::prime
