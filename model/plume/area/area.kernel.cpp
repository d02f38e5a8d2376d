// Integrals over area sources, with as many quadrature points at a time as the processor has lanes.
#include "model/numerics/kernel_lanes.hpp"
#include "model/plume/area/area_integrals.hpp"
#include "model/plume/area/area_kernels.hpp"

namespace lantian::model::plume {

const AreaKernels LANTIAN_JOIN(area_kernels_, LANTIAN_ISA) = {
    &aermod_rule_directly<KernelLanes>, &aermod_rule_tabulated<KernelLanes>, &converged_directly<KernelLanes>,
    &converged_tabulated<KernelLanes>};

}  // namespace lantian::model::plume
