/// An area source's integral at every receptor: by either rule, over strips computed or tabulated. Quadrature
/// points are the lanes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/area_of_hour.hpp"
#include "model/plume/area/remembering_strips.hpp"

namespace lantian::model::plume {

/// integrate(strips, kept): over strips computed for each receptor.
template <class V, Edge edge, class Integrate>
static void over_computed_strips(const AreaOfHour& area, const ReceptorView& receptors, Corner* corners,
                                 double* result, Integrate&& integrate) {
  using Computed = ComputedStrips<edge == Edge::aermods ? Tails::cut : Tails::kept>;
  for_each_receptor<V, edge>(area, receptors, corners, result,
                             [&](const ReceptorGround<double>& at, int kept) {
                               const Computed computed = {area.plume, at, area.place.flat};
                               return integrate(StripsByLanes<V, Computed>(computed), kept);
                             });
}

template <class V>
static void aermod_rule_directly(const AreaOfHour& area, const ReceptorView& receptors, const AreaRoom& room,
                                 double* result) {
  over_computed_strips<V, Edge::aermods>(
      area, receptors, room.corners, result,
      [&](const auto& strips, int kept) { return aermod_rule(strips, kept, room); });
}
/// integrate(table, ground, kept): over a table that covers the corners.
template <class V, Edge edge, class Integrate>
static void over_tabulated_strips(const AreaOfHour& area, const ReceptorView& receptors,
                                  const StripMemory& memory, Corner* corners, double* result,
                                  Integrate&& integrate) {
  const StripTable<V> table(area.plume, receptors.above_ground[0], edge == Edge::aermods, memory);
  for_each_receptor<V, edge>(area, receptors, corners, result,
                             [&](const ReceptorGround<double>& at, int kept) {
                               double from = corners[0].distance, to = from;
                               for (int n = 1; n < kept; ++n) {
                                 from = corners[n].distance < from ? corners[n].distance : from;
                                 to = corners[n].distance > to ? corners[n].distance : to;
                               }
                               table.cover(from, to);
                               return integrate(table, at, kept);
                             });
}

template <class V>
static void aermod_rule_tabulated(const AreaOfHour& area, const ReceptorView& receptors,
                                  const StripMemory& memory, const AreaRoom& room, double* result) {
  over_tabulated_strips<V, Edge::aermods>(
      area, receptors, memory, room.corners, result,
      [&](const StripTable<V>& table, const ReceptorGround<double>& at, int kept) {
        RememberingStrips<V> strips(table, area.plume, at);
        return aermod_rule(strips, kept, room);
      });
}
template <class V>
static void converged_directly(const AreaOfHour& area, const ReceptorView& receptors,
                               const ConvergedRoom& room, double* result) {
  over_computed_strips<V, Edge::its_own>(
      area, receptors, room.corners, result,
      [&](const auto& strips, int kept) { return converged_integral(strips, kept, room); });
}
template <class V>
static void converged_tabulated(const AreaOfHour& area, const ReceptorView& receptors,
                                const StripMemory& memory, const ConvergedRoom& room, double* result) {
  over_tabulated_strips<V, Edge::its_own>(
      area, receptors, memory, room.corners, result,
      [&](const StripTable<V>& table, const ReceptorGround<double>& at, int kept) {
        const CompletedStrips<V> completed = {table, {area.plume, at, true}};
        return converged_integral(StripsByLanes<V, CompletedStrips<V>>(completed), kept, room);
      });
}

/// One point after the other, with the values that AERMOD carries.
static inline void aermod_rule_carried(const AreaOfHour& area, const ReceptorView& receptors,
                                       const AreaRoom& room, double* result) {
  for_each_receptor<double, Edge::aermods>(area, receptors, room.corners, result,
                                           [&](const ReceptorGround<double>& at, int kept) {
                                             CarriedStrips strips(area.plume, at);
                                             return aermod_rule(strips, kept, room);
                                           });
}

}  // namespace lantian::model::plume
