// Integrals over area sources, with as many quadrature points at a time as the processor has lanes.
#include "model/plume/area/area_kernels.hpp"
#include "model/plume/area/area_of_hour.hpp"
#include "model/plume/area/strip_table.hpp"
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

/// integrate(strips, corners, kept): over strips by lanes, of the table or computed at each receptor.
template <class V, class Integrate>
void over_computed_strips(const AreaOfHour& area, const ReceptorView& receptors, Corner* corners,
                          double* result, Integrate&& integrate) {
  for_each_receptor(area, receptors, corners, result, [&](const ReceptorGround<double>& at, int kept) {
    const ComputedStrips computed = {area.plume, at, area.place.flat};
    return integrate(StripsByLanes<V, ComputedStrips>(computed), kept);
  });
}
template <class V, class Integrate>
void over_tabulated_strips(const AreaOfHour& area, const ReceptorView& receptors, const StripCell* cells,
                           Corner* corners, double* result, Integrate&& integrate) {
  const StripTable table = {cells};
  const StripsByLanes<V, StripTable> strips(table);
  for_each_receptor(area, receptors, corners, result,
                    [&](const ReceptorGround<double>&, int kept) { return integrate(strips, kept); });
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
  over_tabulated_strips<V>(area, receptors, cells, room.corners, result,
                           [&](const auto& strips, int kept) { return aermod_rule(strips, kept, room); });
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
  over_tabulated_strips<V>(area, receptors, cells, room.corners, result, [&](const auto& strips, int kept) {
    return converged_integral(strips, kept, room);
  });
}

template <class V>
void tabulate_strips(const PlumeOfHour& plume, double above_ground, bool aermods, int count,
                     double* log_strength, double* sigma_y) {
  using numerics::broadcast;
  constexpr int width = numerics::lanes_of<V>;
  const V none = broadcast<V>(0.0);
  const ReceptorGround<V> at = {broadcast<V>(above_ground), broadcast<V>(above_ground), none, none};
  for (int first = 0; first < count; first += width) {
    double nodes[width];
    for (int n = 0; n < width; ++n) nodes[n] = node_distance(first + n - 1);
    V x;
    __builtin_memcpy(&x, nodes, sizeof x);
    const Strip<V> strip = aermods && !plume.stable_branch ? settled_strip(plume, at, x)
                                                           : fresh_strip<Tails::kept>(plume, at, true, x);
    const V log_of = numerics::log(numerics::larger(strip.strength, broadcast<V>(1e-290)));
    __builtin_memcpy(log_strength + first, &log_of, sizeof log_of);
    __builtin_memcpy(sigma_y + first, &strip.sigma_y, sizeof log_of);
  }
}

}  // namespace

const AreaKernels LANTIAN_JOIN(area_kernels_, LANTIAN_ISA) = {
    &aermod_rule_directly<Lanes>, &aermod_rule_tabulated<Lanes>, &converged_directly<Lanes>,
    &converged_tabulated<Lanes>, &tabulate_strips<Lanes>};

}  // namespace lantian::model::plume
