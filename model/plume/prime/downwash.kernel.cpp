// Building downwash, with as many source-hours or receptors at a time as the processor has lanes.
#include "model/plume/prime/kernels.hpp"
#include "model/plume/prime/trace.hpp"
#include "model/plume/prime/wake_concentration.hpp"

#define LANTIAN_JOIN2(a, b) a##b
#define LANTIAN_JOIN(a, b) LANTIAN_JOIN2(a, b)

namespace lantian::model::plume::prime {
namespace {

#if defined(__AVX512F__)
typedef double Lanes __attribute__((vector_size(64)));
#else
typedef double Lanes __attribute__((vector_size(32)));
#endif

}  // namespace

const DownwashKernels LANTIAN_JOIN(downwash_kernels_, LANTIAN_ISA) = {
    numerics::lanes_of<Lanes>, sizeof(TraceWork<Lanes>), &trace<Lanes>, &apply_wake<Lanes>};

}  // namespace lantian::model::plume::prime
