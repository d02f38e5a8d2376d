/// The paths of several plumes at once, one a lane: each point of each path depends on its own lane alone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/prime/ascent.hpp"
#include "model/plume/prime/wake_air.hpp"

namespace lantian::model::plume::prime {

/// Lanes of source-hours.
template <class V>
struct WakeHours {
  WakeShape<V> shape;
  WakeAir<V> air;
  HourProfiles<V> profiles;
  V height, radius, along, up, temperature, stop, step;  // as in Launch
  V wind_ratio;                                          // at the roof over that at the stack
  V end_z, end_y;  // m from the upwind face: of the wake's turbulence, at most 15 R behind the building
};

/// Where a plume came into the wake, and how wide it was. present: 0 or 1.
template <class V>
struct WakeEntry {
  V present;
  V x;                 // m from the upwind face
  V sigma_z, sigma_y;  // m
  V height;            // m, without the shift of the streamlines
};

/// Points of the paths, counted from 1: (n - 1) lanes + lane.
template <class V>
struct PathPoints {
  static constexpr int lanes = numerics::lanes_of<V>;
  static constexpr int rows = most_points + 64;  // the first steps may be shorter than 1 m
  double x[rows * lanes], z[rows * lanes];
  int count[lanes];
  void clear() {
    for (int& n : count) n = 0;
  }
  void add(V at_x, V at_z, numerics::Mask<V> where) {
    for (int n = 0; n < lanes; ++n)
      if (lane_of(where, n) && count[n] < rows) {
        const int at = count[n]++ * lanes + n;
        x[at] = numerics::lane(at_x, n);
        z[at] = numerics::lane(at_z, n);
      }
  }
  static bool lane_of(numerics::Mask<V> mask, int n) {
    if constexpr (lanes == 1)
      return mask;
    else
      return mask[n] != 0;
  }
};

template <class V>
class Ascent {
 public:
  using Mask = numerics::Mask<V>;
  static constexpr int lanes = numerics::lanes_of<V>;

  Ascent(const WakeHours<V>& hours, PathPoints<V>& points) : h_(hours), points_(points) {
    points_.clear();
    beside_ = numerics::magnitude(h_.shape.y_offset);
    beside_share_ = streamline_share(h_.shape, beside_);
    wake_end_ = numerics::larger(h_.end_z, h_.end_y);
    // streamlines fall by H_R - H to the cavity's end and 2 ln 16 (H_R - H) R/(L + L_R - R/2) from there to
    // 15 R
    const V fall = (h_.shape.crest - h_.shape.height) * (1.0 + 5.6 * h_.shape.scale * h_.shape.per_back);
    out_of_reach_ = wake_height(h_.shape, wake_end_) + fall + 1.0;  // and a last step downward
    wake_reach_ = h_.shape.x_offset + (h_.shape.length + longest_wake * h_.shape.scale);
    z_ = h_.height;
    x_ = none();
    enter_section(x_);
    levels_ = h_.profiles.around(place_of(z_).level);
    air_ = air_at(z_);
    const V speed = numerics::square_root(V(h_.along * h_.along + h_.up * h_.up)),
            square = h_.radius * h_.radius;
    const V density = air_.density * air_.temperature / h_.temperature;
    core_ = {h_.along, h_.up, speed, 1.0 / speed, h_.temperature, h_.radius, square, density * square};
    flux_ = fluxes_of(core_, air_, z_, x_);
    shift_ = widening_ = travelled_ = none();
    step_ = h_.step;
    last_x_ = x_;
    last_z_ = z_;
    entry = {none(), none(), none(), none(), none()};
    moving_ = numerics::broadcast<V>(1.0) > 0.0;
    lost_ = !moving_;
  }

  /// Follows each plume to where it enters the wake, or to its end.
  void rise_to_wake() {
    Mask going = moving_;
    while (numerics::any(going)) {
      step(going);
      abandon(going & passes_over());
      going = moving_ & (entry.present < 0.5);
    }
  }

  /// Plumes that come in where the wake's turbulence has ended, or never: the building changes nothing, and
  /// their path is of no use.
  void abandon(Mask where) {
    moving_ = moving_ & !where;
    lost_ = lost_ | where;
  }

  /// And on from there, now that the wake widens it: spread(x) is dr/dx.
  template <class Spread>
  void rise_to_end(Spread&& spread) {
    update_widening(moving_ & (entry.present > 0.5), spread);
    while (numerics::any(moving_)) {
      const Mask going = moving_;
      step(going);
      update_widening(going & in_shallow_wake_, spread);
    }
  }

  /// Beyond the end of the rise along the streamlines, as far as the wake reaches.
  void follow_streamlines() {
    const V counted = lanes_from<V>([&](int n) { return static_cast<double>(points_.count[n]); });
    const V remaining = wake_reach_ - x_;
    const V room = numerics::larger(V(1.0 * most_points - counted), numerics::broadcast<V>(1.0));
    const V stride = numerics::larger(step_, V(remaining / room));
    const V steps = remaining > 0.0 ? numerics::smaller(numerics::whole_below(V(remaining / stride)),
                                                        V(1.0 * most_points - counted))
                                    : none();
    x_ = last_x_;
    z_ = last_z_;
    V done = none();
    const auto goes_on = [&] {
      abandon(passes_over());
      return (done < steps) & !lost_;
    };
    for (Mask going = goes_on(); numerics::any(going); going = goes_on()) {
      const V x = x_ - h_.shape.x_offset;
      V position = numerics::broadcast<V>(in_wake);
      // behind the cavity only plumes that are not in the wake yet need to know where they are
      if (numerics::any(Mask(going & ((x < h_.shape.cavity_end) | (entry.present < 0.5)))))
        position = position_of(h_.shape, section_at(h_.shape, x), beside_, z_);
      const StreamlineHeight<V> height = streamline_height(h_.shape, z_, going);
      const V both =
          streamline_slope(h_.shape, x, height) + streamline_slope(h_.shape, V(x + stride), height);
      const V slope = position > static_cast<double>(in_cavity) ? 0.5 * beside_share_ * both : none();
      const V x_next = x_ + stride;
      const V z_next = numerics::larger(V(z_ + slope * stride), numerics::broadcast<V>(lowest_axis));
      shift_ = going ? shift_ + slope * stride : shift_;
      x_ = going ? x_next : x_;
      z_ = going ? z_next : z_;
      points_.add(x_, z_, going);
      note_entry(going & (position < static_cast<double>(outside)), x_, V(x_ - h_.shape.x_offset),
                 V(z_ - shift_));
      done = done + 1.0;
    }
  }

  /// The 50 points that stand for the path.
  void tabulate(Path<lanes>& path) const {
    for (int n = 0; n < lanes; ++n) {
      int point[table_rows];
      const int count = points_.count[n];
      rows_of(count > 0 ? count : 1, point);
      path.count[n] = table_rows;
      for (int row = 0; row < table_rows; ++row) {
        const int from = (point[row] - 1) * lanes + n;
        path.distance[row * lanes + n] = count > 0 ? points_.x[from] : 0.0;
        path.value[0][row * lanes + n] = count > 0 ? points_.z[from] : numerics::lane(h_.height, n);
      }
    }
    path.note_order();
  }

  WakeEntry<V> entry;

 private:
  Mask passes_over() const {
    const Mask late = x_ - h_.shape.x_offset >= wake_end_;
    return (entry.present < 0.5) & (late | (z_ > out_of_reach_));
  }
  /// w/c <= tan 20 deg
  static Mask is_shallow(const Core<V>& core) {
    const V limit = shallow * core.along;
    const Mask ahead = core.along > 0.0;
    return (ahead & (core.up <= limit)) | ((!ahead) & (core.up >= limit));
  }
  static V none() { return numerics::broadcast<V>(0.0); }

  void enter_section(V x) {
    section_ = section_at(h_.shape, V(x - h_.shape.x_offset));
    wind_ = slowed_wind(h_.shape, section_, beside_);
    position_ = position_of(h_.shape, section_, beside_, z_);
  }
  SurroundingAir<V> air_at(V z) { return slowed(h_.profiles.at(z, levels_), factor_at(wind_, z)); }

  template <class Spread>
  void update_widening(Mask where, Spread&& spread) {
    if (numerics::any(where)) widening_ = where ? spread(x_) : widening_;
  }

  void note_entry(Mask where, V x, V from_building, V height) {
    const Mask first = where & (entry.present < 0.5);
    if (!numerics::any(first)) return;
    const V risen = numerics::larger(V(height - h_.height), none()) * (1.0 / 3.5);
    const V theta = h_.profiles.potential_temperature(height);
    const V ahead = numerics::larger(x, none());
    const V z = undisturbed_sigma_z(h_.air, ahead, height, theta),
            y = undisturbed_sigma_y(h_.air, ahead, height);
    const V sigma_z = numerics::square_root(V(z * z + risen * risen));
    const V sigma_y = numerics::square_root(V(y * y + risen * risen));
    entry.present = first ? numerics::broadcast<V>(1.0) : entry.present;
    entry.x = first ? from_building : entry.x;
    entry.sigma_z = first ? (x > 0.0 ? sigma_z : risen) : entry.sigma_z;
    entry.sigma_y = first ? (x > 0.0 ? sigma_y : risen) : entry.sigma_y;
    entry.height = first ? height : entry.height;
  }

  /// Of a structure of lanes: the new values where they count.
  template <class T>
  static void keep(Mask where, T& old, const T& now) {
    constexpr int members = static_cast<int>(sizeof(T) / sizeof(V));
    V before[members], after[members];
    __builtin_memcpy(before, &old, sizeof(T));
    __builtin_memcpy(after, &now, sizeof(T));
    for (int n = 0; n < members; ++n) before[n] = where ? after[n] : before[n];
    __builtin_memcpy(&old, before, sizeof(T));
  }

  /// One step of the predictor and corrector [EPA2024]: the corrector's air lies at the new height but at the
  /// old distance.
  void step(Mask going) {
    using namespace numerics;
    const V lowest = broadcast<V>(lowest_axis);
    const Mask follows = (position_ > static_cast<double>(in_cavity)) & (x_ <= wake_reach_);
    V drop = none();
    if (any(Mask(follows & going))) {
      const V slope =
          streamline_slope(h_.shape, section_.x, streamline_height(h_.shape, z_, follows & going));
      drop = follows ? beside_share_ * slope * (core_.along * core_.per_speed) * step_ : drop;
    }
    const Fluxes<V> change = change_of(core_, air_, widening_);
    const Fluxes<V> guess = advanced(flux_, change, step_);
    const Core<V> guessed = core_of(guess, air_);
    const SurroundingAir<V> air = air_at(larger(V(guess.z + shift_ + drop), lowest));
    const Fluxes<V> flux =
        advanced(guess, half_difference(change, change_of(guessed, air, widening_)), step_);
    const Core<V> core = core_of(flux, air);
    keep(going, flux_, flux);
    keep(going, core_, core);
    keep(going, shift_, V(shift_ + drop));
    keep(going, z_, larger(V(flux_.z + shift_), lowest));

    const WakeSection<V> section = section_at(h_.shape, V(flux_.x - h_.shape.x_offset));
    keep(going, section_, section);
    keep(going, wind_, slowed_wind(h_.shape, section_, beside_));
    keep(going, position_, position_of(h_.shape, section_, beside_, z_));
    keep(going, x_, flux_.x);
    keep(going, travelled_, V(travelled_ + step_));
    const Mask backward = going & (x_ < 0.0), forward = going & !(x_ < 0.0);

    in_shallow_wake_ = forward & is_shallow(core_) & (position_ < static_cast<double>(outside));
    note_entry(in_shallow_wake_, x_, section_.x, flux_.z);
    points_.add(x_, z_, forward);
    last_x_ = forward ? x_ : last_x_;
    last_z_ = forward ? z_ : last_z_;
    const Mask arrived = forward & (x_ >= h_.stop);
    keep(going, air_, air_at(z_));
    if (any(backward)) {
      x_ = backward ? none() : x_;
      const WakeSection<V> at_stack = section_at(h_.shape, V(x_ - h_.shape.x_offset));
      keep(backward, section_, at_stack);
      keep(backward, wind_, slowed_wind(h_.shape, section_, beside_));
      keep(backward, position_, position_of(h_.shape, section_, beside_, z_));
    }
    const Mask ended = arrived | (going & ((core_.up < 0.0) | (travelled_ >= longest_path)));
    // the step grows only where the plume goes on
    const V longer = smaller(V(2.0 * step_), broadcast<V>(1.0));
    const Mask on = going & !(arrived | (core_.up < 0.0));
    step_ = on & (step_ < 1.0) ? longer : step_;
    moving_ = moving_ & !ended;
  }

  const WakeHours<V>& h_;
  PathPoints<V>& points_;
  V beside_, beside_share_, wake_reach_, wake_end_, out_of_reach_;
  Fluxes<V> flux_;
  Core<V> core_;
  SurroundingAir<V> air_;
  LevelsAround<V> levels_;
  WakeSection<V> section_;  // at x_
  SlowedWind<V> wind_;
  V position_;
  V x_, z_;             // m from the stack, m above ground with the streamlines' shift
  V last_x_, last_z_;   // of the last point that counts: not of one blown back beyond the stack
  V shift_;             // m
  V widening_;          // dr/dx in the wake
  V step_, travelled_;  // m along the path
  Mask moving_, lost_, in_shallow_wake_;
};

}  // namespace lantian::model::plume::prime
