// Integrals over area sources, with as many quadrature points at a time as the processor has lanes.
#include "model/plume/area/area_kernels.hpp"
#include "model/plume/area/area_of_hour.hpp"
#include "model/plume/area/remembering_strips.hpp"
#include "model/plume/area/strips.hpp"

#define LANTIAN_JOIN2(a, b) a##b
#define LANTIAN_JOIN(a, b) LANTIAN_JOIN2(a, b)

namespace lantian::model::plume {
namespace {

#if defined(__AVX512F__)
typedef double Lanes __attribute__((vector_size(64)));
#else
typedef double Lanes __attribute__((vector_size(32)));
#endif

/// integrate(strips, kept): over strips computed for each receptor.
template <class V, class Integrate>
void over_computed_strips(const AreaOfHour& area, const ReceptorView& receptors, Corner* corners,
                          double* result, Integrate&& integrate) {
  for_each_receptor(area, receptors, corners, result, [&](const ReceptorGround<double>& at, int kept) {
    const ComputedStrips computed = {area.plume, at, area.place.flat};
    return integrate(StripsByLanes<V, ComputedStrips>(computed), kept);
  });
}

template <class V>
void aermod_rule_directly(const AreaOfHour& area, const ReceptorView& receptors, const AreaRoom& room,
                          double* result) {
  over_computed_strips<V>(area, receptors, room.corners, result,
                          [&](const auto& strips, int kept) { return aermod_rule(strips, kept, room); });
}
template <class V>
void aermod_rule_tabulated(const AreaOfHour& area, const ReceptorView& receptors, const StripCell* cells,
                           const AreaRoom& room, double* result) {
  const StripTable table = {cells};
  for_each_receptor(area, receptors, room.corners, result, [&](const ReceptorGround<double>& at, int kept) {
    RememberingStrips<V> strips(table, area.plume, at);
    return aermod_rule(strips, kept, room);
  });
}
template <class V>
void converged_directly(const AreaOfHour& area, const ReceptorView& receptors, const ConvergedRoom& room,
                        double* result) {
  over_computed_strips<V>(area, receptors, room.corners, result, [&](const auto& strips, int kept) {
    return converged_integral(strips, kept, room);
  });
}
template <class V>
void converged_tabulated(const AreaOfHour& area, const ReceptorView& receptors, const StripCell* cells,
                         const ConvergedRoom& room, double* result) {
  const StripTable table = {cells};
  const StripsByLanes<V, StripTable> strips(table);
  for_each_receptor(area, receptors, room.corners, result, [&](const ReceptorGround<double>&, int kept) {
    return converged_integral(strips, kept, room);
  });
}

template <class V, class AtNodes>
void for_nodes(int count, double above_ground, AtNodes&& at_nodes) {
  using numerics::broadcast;
  constexpr int width = numerics::lanes_of<V>;
  const V none = broadcast<V>(0.0);
  const ReceptorGround<V> at = {broadcast<V>(above_ground), broadcast<V>(above_ground), none, none};
  for (int first = 0; first < count; first += width) {
    double nodes[width];
    for (int n = 0; n < width; ++n) nodes[n] = node_distance(first + n - 1);
    at_nodes(first, at, numerics::lanes_at<V>(nodes));
  }
}
template <class V>
void put_strip(const Strip<V>& strip, double* log_strength, double* sigma_y) {
  const V floored = numerics::larger(strip.strength, numerics::broadcast<V>(1e-290));
  numerics::put_lanes(numerics::log(floored), log_strength);
  numerics::put_lanes(strip.sigma_y, sigma_y);
}

template <class V>
void tabulate_strips(const PlumeOfHour& plume, double above_ground, int count, double* log_strength,
                     double* sigma_y) {
  for_nodes<V>(count, above_ground, [&](int first, const ReceptorGround<V>& at, V x) {
    put_strip(fresh_strip<Tails::kept>(plume, at, true, x), log_strength + first, sigma_y + first);
  });
}
template <class V>
void tabulate_settled_strips(const PlumeOfHour& plume, double above_ground, int count, double* log_strength,
                             double* sigma_y, double* remembers) {
  const CarriedRange range = carried_range(plume);
  for_nodes<V>(count, above_ground, [&](int first, const ReceptorGround<V>& at, V x) {
    const SettledStrip<V> settled = settled_strip(plume, at, range, x);
    put_strip(settled.strip, log_strength + first, sigma_y + first);
    numerics::put_lanes(V(settled.remembers ? numerics::broadcast<V>(1.0) : numerics::broadcast<V>(0.0)),
                        remembers + first);
  });
}

}  // namespace

const AreaKernels LANTIAN_JOIN(area_kernels_, LANTIAN_ISA) = {
    &aermod_rule_directly<Lanes>, &aermod_rule_tabulated<Lanes>, &converged_directly<Lanes>,
    &converged_tabulated<Lanes>,  &tabulate_strips<Lanes>,       &tabulate_settled_strips<Lanes>};

}  // namespace lantian::model::plume
