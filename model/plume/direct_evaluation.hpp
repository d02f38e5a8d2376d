/// The concentration at each receptor from the plume's sections at its own distances: receptors are the
/// lanes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/cross_section.hpp"
#include "model/plume/receptor_view.hpp"

namespace lantian::model::plume {

/// Lanes of an array from `first` on; beyond its end the last value.
template <class V>
[[gnu::always_inline]] static inline V loaded(const double* from, int first, int count) {
  constexpr int width = numerics::lanes_of<V>;
  if (first + width <= count) return numerics::lanes_at<V>(from + first);
  double values[width];
  for (int n = 0; n < width; ++n) values[n] = from[first + n < count ? first + n : count - 1];
  return numerics::lanes_at<V>(values);
}
/// Results of the receptors from `first` on, each to its place.
template <class V>
[[gnu::always_inline]] static inline void store(V v, const ReceptorView& receptors, double* to, int first) {
  constexpr int width = numerics::lanes_of<V>;
  double values[width];
  numerics::put_lanes(v, values);
  const int count = receptors.count - first < width ? receptors.count - first : width;
  for (int n = 0; n < count; ++n) to[receptors.place ? receptors.place[first + n] : first + n] = values[n];
}

/// Where a receptor lies: X along the wind from the source, Y across, r away [m].
template <class V>
struct WindFrame {
  V along, across, away;
};
template <class V>
static WindFrame<V> wind_frame(const PlumeOfHour& plume, const SourcePlace& source, V x, V y) {
  const V east = x - source.x, north = y - source.y;
  const V along = -(east * plume.sine + north * plume.cosine),
          across = east * plume.cosine - north * plume.sine;
  return {along, across, numerics::square_root(V(along * along + across * across))};
}

template <class V>
static ReceptorGround<V> ground_of(const ReceptorView& receptors, const SourcePlace& source, int first) {
  const V above = loaded<V>(receptors.above_ground, first, receptors.count);
  if (source.flat) return {above, above, numerics::broadcast<V>(0.0), numerics::broadcast<V>(0.0)};
  const V ground = loaded<V>(receptors.elevation, first, receptors.count) - source.base_elevation;
  return {ground + above, above, ground,
          loaded<V>(receptors.hill_height, first, receptors.count) - source.base_elevation};
}

/// exp(-Y^2/(2 s^2))/(sqrt(2 pi) s) [m-1].
template <class V>
static V across_wind(V across, V sigma) {
  const V per_sigma = 1.0 / sigma;
  return gaussian<Tails::cut>(across, V(0.5 * per_sigma * per_sigma)) * per_sigma * (1.0 / root_two_pi);
}

/// F C_random + (1 - F) C_coherent per emission [s m-3]: the random part at distance r in all directions, the
/// coherent one downwind of 1 m.
template <class V>
static void evaluate_directly(const PlumeOfHour& plume, const SourcePlace& source,
                              const ReceptorView& receptors, double* result) {
  using namespace numerics;
  const double nearest = plume.nearest > 1.0 ? plume.nearest : 1.0;  // from 0.99 m to 1 m both parts are 0
  for (int first = 0; first < receptors.count; first += lanes_of<V>) {
    const WindFrame<V> at = wind_frame(plume, source, loaded<V>(receptors.x, first, receptors.count),
                                       loaded<V>(receptors.y, first, receptors.count));
    const ReceptorGround<V> ground = ground_of<V>(receptors, source, first);
    const V away = larger(at.away, broadcast<V>(1.0));
    const CrossSection<V> random = cross_section<Tails::cut>(plume, ground, source.flat, away);
    V sum = random.random_share * (random.direct + random.penetrated) / (2.0 * pi * away);
    const Mask<V> downwind = at.along >= 1.0;
    if (any(downwind)) {
      const CrossSection<V> coherent =
          cross_section<Tails::cut>(plume, ground, source.flat, larger(at.along, broadcast<V>(1.0)));
      const V part = coherent.direct * across_wind(at.across, coherent.sigma_y) +
                     coherent.penetrated * across_wind(at.across, coherent.penetrated_sigma_y);
      sum = downwind ? sum + (1.0 - random.random_share) * part : sum;
    }
    store(at.away < nearest ? broadcast<V>(0.0) : sum, receptors, result, first);
  }
}

}  // namespace lantian::model::plume
