#include "bench/transport/yardsticks.hpp"

#include <immintrin.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "model/mixing/column_solve.hpp"
#include "model/state/aligned.hpp"
#include "model/transport/mesh.hpp"
#include "model/transport/sweep.hpp"

namespace lantian::bench {
namespace {
using namespace lantian::model;

void note(const std::string& name, double value, const char* unit) {
  std::printf("%s %.3f %s - noted\n", name.c_str(), value, unit);
}

double core_clock() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

// Ten independent chains hide the latency of two units of four to five cycles each.
constexpr int chains = 10, rounds = 20'000'000;

float multiply_add_avx2() {
  __m256 x[chains];
  for (int n = 0; n < chains; ++n) x[n] = _mm256_set1_ps(1.0f + 0.1f * static_cast<float>(n));
  const __m256 a = _mm256_set1_ps(0.999f), b = _mm256_set1_ps(0.001f);
  for (int r = 0; r < rounds; ++r) {
#pragma GCC unroll 10
    for (int n = 0; n < chains; ++n) x[n] = _mm256_fmadd_ps(x[n], a, b);
  }
  for (int n = 1; n < chains; ++n) x[0] = _mm256_add_ps(x[0], x[n]);
  return x[0][0];
}

[[gnu::target("avx512f")]] float multiply_add_avx512() {
  __m512 x[chains];
  for (int n = 0; n < chains; ++n) x[n] = _mm512_set1_ps(1.0f + 0.1f * static_cast<float>(n));
  const __m512 a = _mm512_set1_ps(0.999f), b = _mm512_set1_ps(0.001f);
  for (int r = 0; r < rounds; ++r) {
#pragma GCC unroll 10
    for (int n = 0; n < chains; ++n) x[n] = _mm512_fmadd_ps(x[n], a, b);
  }
  for (int n = 1; n < chains; ++n) x[0] = _mm512_add_ps(x[0], x[n]);
  return x[0][0];
}

volatile float kept;

/// Some lines of the first cache and what a sweep needs beside them.
class Lines {
 public:
  static constexpr int cells = 36, lanes = 64, times = 2000;

  Lines() {
    unsigned random = 1;
    for (float& q : field_) {
      random = random * 1664525u + 1013904223u;
      q = 1e-8f * static_cast<float>(random >> 8) / 16777216.0f;
    }
    for (int k = 0; k <= cells; ++k) face_.push_back(100.0 * k);
    mesh_ = LayerMesh<float>(face_);
    factors_ = mesh_.factors();
  }

  SweepLine<float> line() {
    SweepLine<float> l;
    l.q = field_.data() + 3 * lanes, l.stride = lanes, l.cells = cells, l.lanes = lanes;
    l.courant = courant_.data(), l.stays = stays_.data(), l.gain_left = l.gain_right = gain_.data();
    l.before = l.q - lanes, l.before_stride = -lanes;
    l.after = l.q + cells * lanes, l.after_stride = lanes;
    l.soon = l.q;
    l.first_face_value = first_.data(), l.last_face_value = last_.data();
    return l;
  }
  double nanoseconds(Sweep<float> sweep, bool diffuses, bool stretched) {
    SweepLine<float> l = line();
    if (diffuses) l.exchange_left = l.exchange_right = exchange_.data();
    if (stretched) l.mesh = &factors_;
    return per_value([&] { sweep(l); });
  }
  double nanoseconds(SolveColumn<float> solve) {
    ColumnSolve<float> c;
    c.q = field_.data(), c.soon = c.q, c.stride = lanes, c.layers = cells, c.lanes = lanes;
    c.below = c.first = c.above = c.fill = c.source = exchange_.data();
    c.ground_above = c.ground_source = c.ground_loss = share_.data();
    c.work = work_.data();
    return per_value([&] { solve(c); });
  }

 private:
  template <class Work>
  static double per_value(Work work) {
    const auto many = [&] {
      for (int n = 0; n < times; ++n) work();
    };
    return 1e9 * median_seconds(many) / (double(times) * cells * lanes);
  }

  AlignedVector<float> field_ = AlignedVector<float>((cells + 6) * lanes), work_ = field_;
  AlignedVector<float> courant_ = AlignedVector<float>(cells + 1, 0.2f), gain_ = courant_,
                       stays_ = AlignedVector<float>(cells + 1, 0.8f),
                       exchange_ = AlignedVector<float>(cells + 1, 0.1f);
  AlignedVector<float> first_ = AlignedVector<float>(lanes), last_ = first_,
                       share_ = AlignedVector<float>(lanes, 0.01f);
  std::vector<double> face_;
  LayerMesh<float> mesh_;
  MeshFactors<float> factors_{};
};

}  // namespace

double core_seconds(const std::function<void()>& work) {
  const double start = core_clock();
  work();
  return core_clock() - start;
}

double median_seconds(const std::function<void()>& work, int runs) {
  std::vector<double> taken;
  for (int run = 0; run < runs; ++run) taken.push_back(core_seconds(work));
  std::nth_element(taken.begin(), taken.begin() + runs / 2, taken.end());
  return taken[static_cast<std::size_t>(runs / 2)];
}

void print_machine() {
  constexpr std::size_t n = std::size_t{1} << 25;  // 128 MiB each: no cache holds them
  AlignedVector<float> a(n, 1.0f), b(n, 2.0f), c(n, 0.5f);
  const double bytes = double(n) * sizeof(float);
  const double triad = median_seconds([&] {
    float *to = a.data(), *from = b.data(), *other = c.data();
#pragma GCC ivdep
    for (std::size_t i = 0; i < n; ++i) to[i] = from[i] + 0.5f * other[i];
    kept = to[n / 2];
  });
  const double in_place = median_seconds([&] {
    float* to = a.data();
    for (std::size_t i = 0; i < n; ++i) to[i] = to[i] * 0.999f + 1.0f;
    kept = to[n / 2];
  });
  note("machine.memory_triad", 1e-9 * 3.0 * bytes / triad, "GB/s");
  note("machine.memory_in_place", 1e-9 * 2.0 * bytes / in_place, "GB/s");
  const double operations = 2.0 * chains * double(rounds);
  note("machine.multiply_add.avx2",
       1e-9 * 8.0 * operations / median_seconds([] { kept = multiply_add_avx2(); }), "GFLOP/s");
  if (fastest_instruction_set() == InstructionSet::v4)
    note("machine.multiply_add.avx512",
         1e-9 * 16.0 * operations / median_seconds([] { kept = multiply_add_avx512(); }), "GFLOP/s");
}

void print_kernels(InstructionSet set) {
  const std::string tail = set == InstructionSet::v4 ? ".avx512" : ".avx2";
  const Sweeps<float>& sweeps = sweeps_for<float>(set);
  const auto print = [&](const char* kernel, double nanoseconds) {
    note(std::string("kernel.") + kernel + tail, nanoseconds, "ns/value");
  };
  Lines lines;
  // x and y are one kernel; in cache their strides make no difference.
  print("sweep_xy", lines.nanoseconds(sweeps.monotone, false, false));
  print("sweep_xy_diffusion", lines.nanoseconds(sweeps.monotone, true, false));
  print("sweep_xy_positive", lines.nanoseconds(sweeps.positive, false, false));
  print("sweep_z", lines.nanoseconds(sweeps.monotone, false, true));
  print("sweep_z_positive", lines.nanoseconds(sweeps.positive, false, true));
  print("column_solve", lines.nanoseconds(solve_column_for<float>(set)));
}

}  // namespace lantian::bench
