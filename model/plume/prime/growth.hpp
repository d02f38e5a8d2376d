/// How plumes widen along the wake of a building: the one that came in, and the one that leaves the cavity.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/prime/downwash.hpp"
#include "model/plume/prime/path.hpp"
#include "model/plume/vertical_term.hpp"

namespace lantian::model::plume::prime {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

inline constexpr double growth_step = 2.0;  // m, about

template <class V>
struct WakeGrowth {
  DistanceTable<numerics::lanes_of<V>, 3> primary;
  DistanceTable<numerics::lanes_of<V>, 2> cavity;
  /// Over the undisturbed sigma where the wake's turbulence has died away; kept from there on [m].
  Sigmas<V> primary_excess, cavity_excess;
  V cavity_sigma_z, cavity_sigma_y;  // m, at the cavity's ground: its start
};

/// sigma of the cavity's gas at the ground [m]; plume: sigma_y of the plume that it came from:
///     s_y = max(min(W, 3 H), H/3, min(sqrt(2 pi) s, W))/sqrt(2 pi)
///     s_z = sqrt(2/pi) (U_H/U_s) (H or H_R)/3                                     [Schulman2000, EPA2024]
template <class V>
LANTIAN_INLINE V cavity_sigma_y(const WakeShape<V>& s, V plume) {
  using namespace numerics;
  const V of_plume = smaller(V(root_two_pi * plume), s.width);
  const V of_building = larger(smaller(s.width, V(3.0 * s.height)), V(s.height * (1.0 / 3.0)));
  return larger(of_building, of_plume) * (1.0 / root_two_pi);
}
template <class V>
LANTIAN_INLINE V cavity_sigma_z(const WakeShape<V>& s, V wind_ratio) {
  constexpr double root_two_over_pi = 0.7978845608028654;
  return root_two_over_pi * wind_ratio * (s.summit) * (1.0 / 3.0);
}

/// One sigma of one plume on its way through the wake.
template <class V>
struct Spreading {
  V sigma;   // m
  V scale;   // K, set at the change-over
  V excess;  // m
  V slope;   // d sigma/dx of the last step
};

/// Up to x_d with the turbulence's angle, then as diffusion by eddies of the wake's breadth D:
///     s += t dx,   then   s^2 += K t D dx,  K = 2 s(x_d)/D                         [Schulman2000, EPA2024]
template <class V>
LANTIAN_INLINE void spread_in_wake(Spreading<V>& s, V from, V to, V change_over, V intensity, V breadth,
                                   numerics::Mask<V> where) {
  using namespace numerics;
  const Mask<V> near = to<change_over, past = from> change_over;
  const V start = past ? s.sigma : s.sigma + (change_over - from) * intensity;
  const Mask<V> changes = where & !near & !past;
  if (any(changes)) s.scale = changes ? 2.0 * start / breadth : s.scale;
  const V length = past ? to - from : to - change_over;
  const V far = square_root(V(start * start + length * (s.scale * intensity * breadth)));
  const V sigma = near ? s.sigma + (to - from) * intensity : far;
  s.sigma = where ? sigma : s.sigma;
}

/// One step along the wake and its turbulence there.
template <class V>
struct WakeStep {
  V from, to;       // m from the upwind face
  V distance;       // m from the source, of `to`
  V decay;          // of turbulence, half-way
  V height, width;  // of the wake, m, at `to`
};

/// The points along the wake, (row, lane).
template <class V>
struct GrowthRows {
  static constexpr int lanes = numerics::lanes_of<V>;
  int count;
  double distance[most_points * lanes], sigma_z[most_points * lanes], sigma_y[most_points * lanes],
      widening[most_points * lanes], cavity_sigma_z[most_points * lanes], cavity_sigma_y[most_points * lanes];
};

template <class V>
class Growth {
 public:
  using Mask = numerics::Mask<V>;
  Growth(const WakeHours<V>& hours, const WakeEntry<V>& entry, GrowthRows<V>& rows)
      : h_(hours), entry_(entry), rows_(rows) {}

  /// height_at(x): of the primary plume, x from the source. with_cavity: also the plume from the cavity,
  /// which the ascent does not need.
  template <class HeightAt>
  void run(HeightAt&& height_at, bool with_cavity, WakeGrowth<V>& result) {
    using namespace numerics;
    const V none = broadcast<V>(0.0);
    const WakeShape<V>& s = h_.shape;
    const V last_end = larger(h_.end_z, h_.end_y);
    const V release = smaller(larger(entry_.x, s.length), s.cavity_end);
    const Mask cavity = entry_.x < s.cavity_end, present = (entry_.present > 0.5) & (entry_.x < last_end);
    V cavity_y = cavity_sigma_y(s, entry_.sigma_y);
    const V cavity_z = cavity_sigma_z(s, h_.wind_ratio);
    const V from = entry_.x, to = cavity ? larger(last_end, s.cavity_end) : last_end;
    const V range = to - from + growth_step;
    const V points =
        smaller(V(whole_below(V(range / growth_step + 0.5)) + 1.0), broadcast<V>(most_points - 1.0));
    const V dx = range / (points - 1.0), per_dx = (points - 1.0) / range;
    const V primary_change = entry_.x + s.recirculation, cavity_change = release + s.recirculation;
    const V end_height_z = height_at(V(h_.end_z + s.x_offset)),
            end_height_y = height_at(V(h_.end_y + s.x_offset));

    Spreading<V> z{entry_.sigma_z, none, none, none}, y{entry_.sigma_y, none, none, none};
    Spreading<V> cz{cavity_z, none, none, none}, cy{cavity_y, none, none, none};
    Mask reverse = present & (entry_.x < s.length);
    V x = from, distance = from + s.x_offset, n = broadcast<V>(1.0), held = none;
    rows_.count = 0;
    write_row(distance, z, y, cz, cy, with_cavity);
    const auto undisturbed_z = [&](V at, V height) {
      return undisturbed_sigma_z(h_.air, at, height, h_.profiles.potential_temperature(height));
    };
    const auto undisturbed_y = [&](V at, V height) { return undisturbed_sigma_y(h_.air, at, height); };
    for (Mask going = present & (n < points); any(going); going = present & (n < points)) {
      const V before = x;
      x = x + dx;
      distance = distance + dx;
      n = n + 1.0;
      if (with_cavity) {
        const Mask now = going & reverse & (before >= s.length);
        if (any(now)) {
          const V wider = cavity_sigma_y(s, y.sigma);
          widen_rows(now & (wider > cavity_y), wider);
          cavity_y = now ? larger(wider, cavity_y) : cavity_y;
          cy.sigma = now ? larger(cy.sigma, cavity_y) : cy.sigma;
          reverse = reverse & !now;
        }
      }
      const V middle = 0.5 * (before + x);
      WakeStep<V> step{before, x, distance, none, none, none};
      if (any(Mask(going & (before < last_end)))) {
        step.decay = turbulence_decay(s, middle);
        step.height = wake_height(s, x);
        step.width = 2.0 * wake_half_width(s, x);
      }
      const bool near_end = any(Mask(going & (x >= smaller(h_.end_z, h_.end_y))));
      const V height = near_end ? height_at(distance) : none;
      const V z_before = z.sigma;
      component(Direction::upward, going, step, h_.end_z, primary_change, z, height, end_height_z,
                entry_.sigma_z, none, undisturbed_z, Floor::after_end);
      // while it grows in proportion the slope is the turbulence's angle
      z.slope = (z.sigma - z_before) * per_dx;
      component(Direction::across, going, step, h_.end_y, primary_change, y, height, end_height_y,
                entry_.sigma_y, none, undisturbed_y, Floor::after_end);
      if (with_cavity) {
        const Mask holds = release >= x, leaves = going & cavity & (release <= x);
        held = going & cavity & holds ? n : held;
        // Where the turbulence ends just ahead of the release, AERMOD leaves the step out.
        const auto starts_after = [&](V end) { return (before < end) & (x >= end) & (release > end); };
        component(Direction::upward, leaves & !starts_after(h_.end_z), step, h_.end_z, cavity_change, cz,
                  none, none, cavity_z, cavity_z, undisturbed_z, Floor::at_end);
        component(Direction::across, leaves & !starts_after(h_.end_y), step, h_.end_y, cavity_change, cy,
                  none, none, cavity_y, none, undisturbed_y, Floor::after_end);
      }
      write_row(distance, z, y, cz, cy, with_cavity);
    }
    const V count = present ? points : broadcast<V>(1.0);
    tabulate(result.primary, V(entry_.x + s.x_offset), count, none,
             {rows_.sigma_z, rows_.sigma_y, rows_.widening});
    set_start(result.primary, column_sigma_z, entry_.sigma_z);
    set_start(result.primary, column_sigma_y, entry_.sigma_y);
    set_start(result.primary, column_widening, none);
    result.primary_excess = {z.excess, y.excess};
    result.cavity_sigma_z = cavity_z;
    result.cavity_sigma_y = cavity_y;
    if (!with_cavity) return;
    tabulate(result.cavity, V(release + s.x_offset), cavity & present ? points : broadcast<V>(1.0), held,
             {rows_.cavity_sigma_z, rows_.cavity_sigma_y});
    set_start(result.cavity, column_sigma_z, cavity_z);
    set_start(result.cavity, column_sigma_y, cavity_y);
    result.cavity_excess = {cz.excess, cy.excess};
  }

 private:
  static constexpr int lanes = numerics::lanes_of<V>;
  /// From where on the excess is at least what the plume began with.
  enum class Floor { at_end, after_end };

  /// One step of one sigma: by the wake's turbulence to its end, beyond with the excess kept.
  template <class Undisturbed>
  void component(Direction direction, Mask where, const WakeStep<V>& step, V end, V change_over,
                 Spreading<V>& s, V height, V end_height, V least_excess, V least, Undisturbed&& undisturbed,
                 Floor floor) {
    using namespace numerics;
    const Mask inside = where & (step.from < end), ends = inside & (step.to >= end);
    const Mask beyond = where & !(step.from < end);
    if (any(inside)) {
      V to = step.to, breadth = direction == Direction::upward ? step.height : step.width;
      V intensity = wake_intensity(direction, h_.shape, h_.air, V(0.5 * (step.from + to)), step.decay);
      if (any(ends)) {
        const V middle = 0.5 * (step.from + end), decay = turbulence_decay(h_.shape, middle);
        const V at_end = direction == Direction::upward ? wake_height(h_.shape, end)
                                                        : V(2.0 * wake_half_width(h_.shape, end));
        to = ends ? end : to;
        intensity = ends ? wake_intensity(direction, h_.shape, h_.air, middle, decay) : intensity;
        breadth = ends ? at_end : breadth;
      }
      spread_in_wake(s, step.from, to, change_over, intensity, breadth, inside);
      if (any(ends)) {
        const V ambient = undisturbed(V(end + h_.shape.x_offset), end_height);
        const V surplus = square_root(larger(V(s.sigma * s.sigma - ambient * ambient), broadcast<V>(0.0)));
        s.excess = ends ? surplus : s.excess;
        if (floor == Floor::at_end) s.excess = ends ? larger(s.excess, least_excess) : s.excess;
      }
      s.sigma = inside ? larger(s.sigma, least) : s.sigma;
    }
    const Mask ambient_lanes = ends | beyond;
    if (!any(ambient_lanes)) return;
    s.excess = beyond ? larger(s.excess, least_excess) : s.excess;
    const V ambient = undisturbed(step.distance, height);
    s.sigma = ambient_lanes ? square_root(V(ambient * ambient + s.excess * s.excess)) : s.sigma;
  }

  void write_row(V distance, const Spreading<V>& z, const Spreading<V>& y, const Spreading<V>& cz,
                 const Spreading<V>& cy, bool with_cavity) {
    const int at = rows_.count++ * lanes;
    const auto store = [at](double* to, V v) { numerics::put_lanes(v, to + at); };
    constexpr double root_half_pi = 1.2533141373155001;
    store(rows_.distance, distance);
    store(rows_.sigma_z, z.sigma);
    store(rows_.sigma_y, y.sigma);
    store(rows_.widening, V(root_half_pi * z.slope));
    if (!with_cavity) return;
    store(rows_.cavity_sigma_z, cz.sigma);
    store(rows_.cavity_sigma_y, cy.sigma);
  }

  /// The cavity turned out wider than the plume was when it came in.
  void widen_rows(Mask where, V sigma) {
    for (int n = 0; n < lanes; ++n)
      if (PathPoints<V>::lane_of(where, n))
        for (int row = 0; row < rows_.count; ++row) {
          double& at = rows_.cavity_sigma_y[row * lanes + n];
          at = at > numerics::lane(sigma, n) ? at : numerics::lane(sigma, n);
        }
  }

  /// First the start, then points `held` + 1 .. `points` of the rows.
  template <int columns>
  void tabulate(DistanceTable<lanes, columns>& table, V start, V points, V held,
                const double* const (&column)[columns]) const {
    for (int n = 0; n < lanes; ++n) {
      const int skipped = static_cast<int>(numerics::lane(held, n));
      const int count = static_cast<int>(numerics::lane(points, n)) - skipped;
      const int used = count < table_rows ? (count > 1 ? count : 1) : table_rows;
      int point[table_rows];
      rows_of(count > 1 ? count : 1, point);
      table.count[n] = used;
      table.distance[n] = numerics::lane(start, n);
      for (int row = 1; row < used; ++row) {
        const int from = (point[row] + skipped - 1) * lanes + n;
        table.distance[row * lanes + n] = rows_.distance[from];
        for (int c = 0; c < columns; ++c) table.value[c][row * lanes + n] = column[c][from];
      }
      for (int row = used; row < table_rows; ++row) {
        table.distance[row * lanes + n] = table.distance[(used - 1) * lanes + n];
        for (int c = 0; c < columns; ++c) table.value[c][row * lanes + n] = 0.0;
      }
    }
  }
  template <int columns>
  static void set_start(DistanceTable<lanes, columns>& table, int c, V value) {
    for (int n = 0; n < lanes; ++n) table.value[c][n] = numerics::lane(value, n);
  }

  const WakeHours<V>& h_;
  const WakeEntry<V>& entry_;
  GrowthRows<V>& rows_;
};

#undef LANTIAN_INLINE

}  // namespace lantian::model::plume::prime
