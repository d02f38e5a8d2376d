// Integrals over area sources, with as many quadrature points at a time as the processor has lanes.
#include "model/plume/area/area_integrals.hpp"
#include "model/plume/area/area_kernels.hpp"

#define LANTIAN_JOIN2(a, b) a##b
#define LANTIAN_JOIN(a, b) LANTIAN_JOIN2(a, b)

namespace lantian::model::plume {
namespace {

#if defined(__AVX512F__)
typedef double Lanes __attribute__((vector_size(64)));
#else
typedef double Lanes __attribute__((vector_size(32)));
#endif

}  // namespace

const AreaKernels LANTIAN_JOIN(area_kernels_, LANTIAN_ISA) = {
    &aermod_rule_directly<Lanes>, &aermod_rule_tabulated<Lanes>, &converged_directly<Lanes>,
    &converged_tabulated<Lanes>};

}  // namespace lantian::model::plume
