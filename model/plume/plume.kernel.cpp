// The plume along the wind, with as many receptors or distances at a time as the processor has lanes.
#include "model/numerics/kernel_lanes.hpp"
#include "model/plume/kernels.hpp"
#include "model/plume/shared_evaluation.hpp"

namespace lantian::model::plume {

const PlumeKernels LANTIAN_JOIN(plume_kernels_, LANTIAN_ISA) = {
    &evaluate_directly<KernelLanes>, &measure_distances<KernelLanes>, &evaluate_shared<KernelLanes>};

}  // namespace lantian::model::plume
