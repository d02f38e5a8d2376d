#include "model/grid/parallel.hpp"

#include <immintrin.h>
#include <omp.h>

#include <atomic>

namespace lantian::model {
namespace {
std::atomic<int> threads{0};
constexpr unsigned flush_to_zero_and_denormals_are_zero = 0x8040;  // MXCSR bits FTZ and DAZ
}  // namespace

int thread_count() {
  const int set = threads.load();
  return set > 0 ? set : omp_get_num_procs();
}
void set_thread_count(int count) { threads.store(count); }

FlushDenormals::FlushDenormals() : saved_(_mm_getcsr()) {
  _mm_setcsr(saved_ | flush_to_zero_and_denormals_are_zero);
}
FlushDenormals::~FlushDenormals() { _mm_setcsr(saved_); }

}  // namespace lantian::model
