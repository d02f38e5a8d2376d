#include "model/grid/parallel.hpp"

#include <immintrin.h>
#include <omp.h>

namespace lantian::model {
namespace {
thread_local int threads = 0;                                      // 0: one for each processor
constexpr unsigned flush_to_zero_and_denormals_are_zero = 0x8040;  // MXCSR bits FTZ and DAZ
}  // namespace

int thread_count() { return threads > 0 ? threads : omp_get_num_procs(); }
void set_thread_count(int count) { threads = count; }

FlushDenormals::FlushDenormals() : saved_(_mm_getcsr()) {
  _mm_setcsr(saved_ | flush_to_zero_and_denormals_are_zero);
}
FlushDenormals::~FlushDenormals() { _mm_setcsr(saved_); }

}  // namespace lantian::model
