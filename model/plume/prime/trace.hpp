/// From source-hours to what receptors need of them: path, entry into the wake, growth, capture by the
/// cavity.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <new>

#include "model/plume/prime/capture.hpp"
#include "model/plume/prime/growth.hpp"
#include "model/plume/prime/kernels.hpp"

namespace lantian::model::plume::prime {

template <class V>
static void gather_hours(const WakeHour* hours, int count, WakeHours<V>& all) {
  const auto of = [&](int n) -> const WakeHour& { return hours[n < count ? n : count - 1]; };
  for (std::size_t k = 0; k < std::size(wake_shape_members<V>); ++k)
    all.shape.*wake_shape_members<V>[k] =
        lanes_from<V>([&](int n) { return of(n).shape.*wake_shape_members<double>[k]; });
  for (std::size_t k = 0; k < std::size(wake_air_members<V>); ++k)
    all.air.*wake_air_members<V>[k] =
        lanes_from<V>([&](int n) { return of(n).air.*wake_air_members<double>[k]; });
  const auto launch = [&](double Launch::*member) {
    return lanes_from<V>([&](int n) { return of(n).launch.*member; });
  };
  all.height = launch(&Launch::height);
  all.radius = launch(&Launch::radius);
  all.along = launch(&Launch::along);
  all.up = launch(&Launch::up);
  all.temperature = launch(&Launch::temperature);
  all.stop = launch(&Launch::stop);
  all.step = launch(&Launch::step);
  const auto field = [&](double WakeHour::*member) {
    return lanes_from<V>([&](int n) { return of(n).*member; });
  };
  all.wind_ratio = field(&WakeHour::wind_ratio);
  all.end_z = field(&WakeHour::end_z);
  all.end_y = field(&WakeHour::end_y);
  for (int n = 0; n < numerics::lanes_of<V>; ++n) all.profiles.set(n, *of(n).profiles);
}

/// Its room, for one thread.
template <class V>
struct TraceWork {
  WakeHours<V> hours;
  PathPoints<V> points;
  GrowthRows<V> rows;
  Path<numerics::lanes_of<V>> path;
  WakeGrowth<V> growth;
};

template <class V>
static void trace(const WakeHour* hours, int count, Downwash* const* result, void* room) {
  using namespace numerics;
  TraceWork<V>& s = *new (room) TraceWork<V>;
  gather_hours(hours, count, s.hours);
  Ascent<V> ascent(s.hours, s.points);
  ascent.rise_to_wake();
  // up to the wake's end the ascent itself depends on how the wake widens the plume, at the height of its
  // entry
  const auto grow_at_entry = [&] {
    Growth<V>(s.hours, ascent.entry, s.rows).run([&](V) { return ascent.entry.height; }, false, s.growth);
  };
  grow_at_entry();
  const V rows = lanes_from<V>([&](int n) { return s.growth.primary.count[n]; });
  ascent.abandon((ascent.entry.present > 0.5) & (rows <= 1.0));
  ascent.rise_to_end([&](V x) {
    const V within = s.growth.primary.at(column_widening, s.growth.primary.find(x));
    const Mask<V> outside =
        (x > s.growth.primary.template last<V>()) | (x < s.growth.primary.template first<V>());
    return outside ? broadcast<V>(0.0) : within;
  });
  const V entered = ascent.entry.present;
  ascent.follow_streamlines();
  ascent.tabulate(s.path);
  if (any(ascent.entry.present != entered)) grow_at_entry();
  for (int n = 0; n < count; ++n) {
    Downwash& d = *result[n];
    d.acts = lane(ascent.entry.present, n) > 0.5 && s.growth.primary.count[n] > 1.0;
    if (!d.acts) continue;
    static_cast<DistanceTable<1, 1>&>(d.path) = s.path.of_lane(n);
    d.primary = s.growth.primary.of_lane(n);
    d.primary_excess = {lane(s.growth.primary_excess.z, n), lane(s.growth.primary_excess.y, n)};
    const double entry = lane(ascent.entry.x, n);
    d.captured_share = entry < d.shape.cavity_end ? captured_share(d, entry) : 0.0;
  }
  Growth<V>(s.hours, ascent.entry, s.rows).run([&](V x) { return s.path.height_at(x); }, true, s.growth);
  for (int n = 0; n < count; ++n) {
    Downwash& d = *result[n];
    if (!d.acts) continue;
    d.primary = s.growth.primary.of_lane(n);
    d.primary_excess = {lane(s.growth.primary_excess.z, n), lane(s.growth.primary_excess.y, n)};
    d.cavity = s.growth.cavity.of_lane(n);
    d.cavity_excess = {lane(s.growth.cavity_excess.z, n), lane(s.growth.cavity_excess.y, n)};
    d.cavity_sigma_z = lane(s.growth.cavity_sigma_z, n);
    d.cavity_sigma_y = lane(s.growth.cavity_sigma_y, n);
    const double half = 0.5 * (d.shape.width - d.cavity_sigma_y * root_two_pi), off = -d.shape.y_offset;
    d.cavity_axis = half <= 0.0 ? 0.0 : (off < -half ? -half : (off > half ? half : off));
  }
}

}  // namespace lantian::model::plume::prime
