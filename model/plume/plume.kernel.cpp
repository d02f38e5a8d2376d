// The plume along the wind, with as many receptors or distances at a time as the processor has lanes.
#include "model/plume/kernels.hpp"
#include "model/plume/shared_evaluation.hpp"

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

const PlumeKernels LANTIAN_JOIN(plume_kernels_, LANTIAN_ISA) = {
    &evaluate_directly<Lanes>, &measure_distances<Lanes>, &evaluate_shared<Lanes>};

}  // namespace lantian::model::plume
