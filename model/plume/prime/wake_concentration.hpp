/// The concentration in and behind the wake of a building, and how it fades into the one without it:
/// receptors are the lanes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/direct_evaluation.hpp"
#include "model/plume/prime/downwash.hpp"

namespace lantian::model::plume::prime {

/// A receptor as the wake's plumes see it.
template <class V>
struct WakeReceptor {
  WindFrame<V> at;             // m, from the source
  V x, y;                      // m, from the building: x_b, y_b
  V above_base, above_ground;  // m
};

/// e(d; s) = 1 to s, then exp(-(d - s)^2/(2 s^2)); here the exponent. Below -50 it counts as none [EPA2024].
template <class V>
static V fading(V distance, V scale) {
  const V beyond = distance - scale;
  return distance <= scale ? numerics::broadcast<V>(0.0) : -0.5 * beyond * beyond / (scale * scale);
}

/// g: what share of the answer the wake decides; 0 upwind of the building.
template <class V>
static V share_of_wake(const Downwash& d, const WakeReceptor<V>& r, const WakeSection<V>& section) {
  using namespace numerics;
  const V along = fading(r.x, broadcast<V>(d.wake_length)),
          across = fading(magnitude(r.y), section.half_width);
  const V up = fading(r.above_base, section.height);
  const Mask<V> some = (r.x > 0.0) & (along > -50.0) & (across > -50.0) & (up > -50.0);
  return some ? exp(V(along + across + up)) : broadcast<V>(0.0);
}

/// Vertical distribution [m-1]: in convective air below the lid only, in stable air without one.
template <class V>
static V vertical_term(const Downwash& d, V z, V sigma_z, V height) {
  using namespace numerics;
  if (d.air.stable < 0.5) {
    const V lid = broadcast<V>(d.air.mixing_height);
    const V term = stable_vertical_term<Tails::cut>(z, V(sigma_z * sigma_z), height, lid);
    return z <= lid ? term : broadcast<V>(0.0);
  }
  const V per_sigma = 1.0 / sigma_z, h = height + larger(V(-z), broadcast<V>(0.0));
  return two_gaussians<Tails::cut>(z, h, V(0.5 * per_sigma * per_sigma), !any(z != 0.0)) *
         (per_sigma * (1.0 / root_two_pi));
}

/// One of the wake's plumes at a receptor; share 0: it does not come here.
template <class V>
struct WakePlume {
  V share;     // of the emission
  V across;    // m from its axis
  V height;    // m
  V receptor;  // m, the receptor above the ground that the plume flows over
  Sigmas<V> sigma;
};

/// Adds it to the sum [s m-3]. Where its crosswind term is nothing the sum begins anew, as in AERMOD
/// [EPA2024].
template <class V>
static void add_plume(const Downwash& d, const WakeReceptor<V>& r, const WakePlume<V>& plume, V& sum) {
  using namespace numerics;
  const Mask<V> comes = plume.share > 0.0;
  if (!any(comes)) return;
  const V beside = across_wind(plume.across, plume.sigma.y);
  if (!any(Mask<V>(comes & (beside > 0.0)))) {
    sum = comes ? broadcast<V>(0.0) : sum;
    return;
  }
  const V vertical = vertical_term(d, r.above_base, plume.sigma.z, plume.height);
  V other = vertical;
  if (any(Mask<V>(comes & (plume.receptor != r.above_base))))
    other = vertical_term(d, plume.receptor, plume.sigma.z, plume.height);
  const V more = sum + plume.share / d.stack_wind * (beside * (0.5 * (vertical + other)));
  const V after = beside == 0.0 ? broadcast<V>(0.0) : more;
  sum = comes ? after : sum;
}

/// How the gas of the cavity divides between what leaves it and what stays: first none behind the building's
/// face, then all stays, and from 0.85 to 1.15 of its length it gives way to what leaves.
template <class V>
struct CavityShares {
  V leaving, staying;
};
template <class V>
static CavityShares<V> cavity_shares(const WakeShape<double>& s, V x) {
  using namespace numerics;
  const V none = broadcast<V>(0.0), one = broadcast<V>(1.0);
  const double first = s.length + 0.85 * s.recirculation, last = s.length + 1.15 * s.recirculation;
  const V leaving = x >= last ? one : (x > first ? (x - first) / (last - first) : none);
  const V staying = x > s.length ? 1.0 - leaving : larger(V(x / s.length), none);
  return {leaving, x >= last ? none : staying};
}

/// Sum of the wake's plumes [s m-3]: the plume itself (1), what leaves the cavity (2) and what is in it (3).
template <class V>
static V wake_sum(const Downwash& d, const WakeReceptor<V>& r, const WakeSection<V>& section, V position,
                  V height) {
  using namespace numerics;
  const V none = broadcast<V>(0.0);
  const Mask<V> beyond = position > static_cast<double>(in_wake), behind = r.at.along > 0.0;
  const Mask<V> in_plume = position > static_cast<double>(in_cavity);
  V sum = none;
  WakePlume<V> primary{broadcast<V>(1.0 - d.captured_share), r.at.across, height, r.above_ground, {}};
  if (d.captured_share > 0.0) primary.share = in_plume ? primary.share : none;
  primary.share = behind ? primary.share : none;
  if (any(primary.share > 0.0)) {
    primary.sigma = primary_sigmas(d, r.at.along, height, V(height - d.height));
    add_plume(d, r, primary, sum);
  }
  if (d.captured_share == 0.0) return sum;

  const CavityShares<V> shares = cavity_shares(d.shape, r.x);
  const Sigmas<V> at_start{broadcast<V>(d.cavity_sigma_z), broadcast<V>(d.cavity_sigma_y)};
  const Mask<V> within = position <= static_cast<double>(in_cavity);
  const V raised = within ? none : larger(V(r.above_ground - section.cavity_top), none);
  WakePlume<V> leaving{d.captured_share * shares.leaving, r.y - d.cavity_axis, none, raised, at_start};
  leaving.share = beyond ? none : leaving.share;
  if (any(leaving.share > 0.0)) {
    const Sigmas<V> grown = cavity_sigmas(d, r.at.along);
    const Mask<V> grows = behind | (in_plume & (shares.staying == 0.0));
    leaving.sigma = {grows ? grown.z : at_start.z, grows ? grown.y : at_start.y};
    add_plume(d, r, leaving, sum);
  }
  WakePlume<V> staying{d.captured_share * shares.staying, r.y - d.cavity_axis, none, raised, at_start};
  staying.share = beyond ? none : staying.share;
  add_plume(d, r, staying, sum);
  return sum;
}

/// Decay on the way [EPA2024]: in convective air with the wind of the plume that wanders in all directions.
template <class V>
static V left_after_decay(const Downwash& d, const PlumeOfHour& plume, const ReceptorGround<V>& ground,
                          const WindFrame<V>& at) {
  using namespace numerics;
  V wind = broadcast<V>(d.air.wind);
  if (d.air.stable < 0.5)
    wind = convective_cross_section<Tails::cut>(plume, ground, larger(at.away, broadcast<V>(1.0))).wind;
  return exp(larger(V(-plume.decay_rate * at.along / wind), broadcast<V>(-50.0)));
}

///     C = g C_wake + (1 - g) C                                                                     [EPA2024]
/// Outside the wake and upwind of the stack, and above the convective layer, C stays as it is.
template <class V>
static void apply_wake(const Downwash& d, const PlumeOfHour& plume, const SourcePlace& source,
                       const ReceptorView& receptors, double* result) {
  using namespace numerics;
  const WakeShape<V> shape = shape_in_lanes<V>(d.shape);
  for (int first = 0; first < receptors.count; first += lanes_of<V>) {
    WakeReceptor<V> r;
    r.at = wind_frame(plume, source, loaded<V>(receptors.x, first, receptors.count),
                      loaded<V>(receptors.y, first, receptors.count));
    r.x = r.at.along - d.shape.x_offset;
    if (!any(r.x > 0.0)) continue;
    r.y = r.at.across - d.shape.y_offset;
    const ReceptorGround<V> ground = ground_of<V>(receptors, source, first);
    r.above_base = ground.receptor;
    r.above_ground = ground.above_ground;
    const WakeSection<V> section = section_at(shape, r.x);
    V share = share_of_wake(d, r, section);
    if (!any(share > 0.0)) continue;
    const V position = position_of(shape, section, magnitude(r.y), r.above_ground);
    const V height = larger(d.path.height_at(r.at.along), broadcast<V>(0.0));
    Mask<V> unchanged = (position > static_cast<double>(in_wake)) & (r.at.along <= 0.0);
    unchanged = unchanged | ((position != static_cast<double>(in_cavity)) & (r.at.away < 0.99));
    if (d.air.stable < 0.5) unchanged = unchanged | (height >= d.air.mixing_height);
    share = unchanged ? broadcast<V>(0.0) : share;
    if (!any(share > 0.0)) continue;
    V sum = wake_sum(d, r, section, position, height);
    if (plume.decay_rate > 0.0) sum = sum * left_after_decay(d, plume, ground, r.at);
    const V alone = lanes_from<V>([&](int n) {
      const int at = first + n < receptors.count ? first + n : receptors.count - 1;
      return result[receptors.place ? receptors.place[at] : at];
    });
    store(share > 0.0 ? share * sum + (1.0 - share) * alone : alone, receptors, result, first);
  }
}

}  // namespace lantian::model::plume::prime
