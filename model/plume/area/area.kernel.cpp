// Integrals over area sources, with as many quadrature points at a time as the processor has lanes.
#include "model/plume/area/area_kernels.hpp"
#include "model/plume/area/area_of_hour.hpp"
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

template <class V>
void aermod_rule_directly(const AreaOfHour& area, const ReceptorView& receptors, const AreaRoom& room,
                          double* result) {
  for_each_receptor(area, receptors, room.corners, result,
                    [&](const ReceptorGround<double>& at, Corner*, int kept) {
                      const ComputedStrips computed = {area.plume, at, area.place.flat};
                      StripsByLanes<V, ComputedStrips> strips(computed);
                      return aermod_rule(strips, kept, room);
                    });
}

}  // namespace

const AreaKernels LANTIAN_JOIN(area_kernels_, LANTIAN_ISA) = {&aermod_rule_directly<Lanes>};

}  // namespace lantian::model::plume
