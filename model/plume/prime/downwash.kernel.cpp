// Building downwash, with as many source-hours or receptors at a time as the processor has lanes.
#include "model/numerics/kernel_lanes.hpp"
#include "model/plume/prime/kernels.hpp"
#include "model/plume/prime/trace.hpp"
#include "model/plume/prime/wake_concentration.hpp"

namespace lantian::model::plume::prime {

const DownwashKernels LANTIAN_JOIN(downwash_kernels_, LANTIAN_ISA) = {
    numerics::lanes_of<KernelLanes>, sizeof(TraceWork<KernelLanes>), &trace<KernelLanes>,
    &apply_wake<KernelLanes>};

}  // namespace lantian::model::plume::prime
