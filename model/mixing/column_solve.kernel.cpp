// Top-down elimination of a column, several registers of lanes at once: docs/theory/transport.md.
#include "model/mixing/column_solve.hpp"
#include "model/transport/lanes.hpp"

namespace {

using lantian::model::ColumnSolve;

/// `Count` registers from `lane` on: independent recurrences that hide each other's latency.
template <class Real, int Count>
void solve_lanes(const ColumnSolve<Real>& column, int lane) {
  using V = typename Register<Real>::type;
  constexpr int width = sizeof(V) / sizeof(Real);
  const ColumnSolve<Real> c = column;  // a copy, which no store can reach: nothing is read twice
  const std::ptrdiff_t stride = c.stride, pace = c.factor_stride;
  const int top = c.layers - 1;
  Real* const ground = c.q + lane;
  V here[Count], y[Count], first[Count], step[Count];  // step: from the layer to that above
  Real* q = ground + top * stride;
  const Real* soon = c.soon + lane + top * stride;
  Real* work = c.work + top * Count * width;
  std::ptrdiff_t f = top * pace;
  const float* emission = c.emission + lane + top * c.emission_stride;
  for (int g = 0; g < Count; ++g) {
    first[g] = load(ground + g * width);
    here[g] = load(q + g * width);
    step[g] = y[g] = V{};
  }
  const auto layer = [&](bool emits) __attribute__((always_inline)) {
    const V to_below = same(c.below[f]), to_first = same(c.first[f]), to_above = same(c.above[f]);
    q -= stride;
    for (int g = 0; g < Count; ++g) {
      const V below = load(q + g * width);
      if (g * sizeof(V) % 64 == 0) _mm_prefetch(soon + g * width, _MM_HINT_T0);
      const V from_above = to_above * (step[g] + y[g]);
      y[g] = fma(to_below, below - here[g], fma(to_first, first[g] - here[g], from_above));
      step[g] = here[g] - below;
      if (emits) y[g] = fma(same(c.source[f]), load_as(emission + g * width, Real{}), y[g]);
      store(work + g * width, y[g]);
      here[g] = below;
    }
    f -= pace, soon -= stride, work -= Count * width, emission -= c.emission_stride;
  };
  int l = top;
  for (; l >= c.emission_layers && l >= 1; --l) layer(false);
  for (; l >= 1; --l) layer(true);
  V x[Count];
  for (int g = 0; g < Count; ++g) {
    const int v = lane + g * width;
    const V gain = load(c.ground_above + v) * (step[g] + y[g]);
    x[g] = fnma(load(c.ground_loss + v), first[g], gain);
    if (c.emission_layers > 0) x[g] = fma(load(c.ground_source + v), load_as(c.emission + v, Real{}), x[g]);
    store(ground + g * width, first[g] + x[g]);
    first[g] = x[g];
  }
  q = ground + stride, work = c.work + Count * width, f = pace;
  for (l = 1; l <= top; ++l) {
    const V from_below = same(c.below[f]), fill = same(c.fill[f]);
    for (int g = 0; g < Count; ++g) {
      x[g] = fma(from_below, x[g], fma(fill, first[g], load(work + g * width)));
      store(q + g * width, load(q + g * width) + x[g]);
    }
    q += stride, work += Count * width, f += pace;
  }
}

template <class Real>
void solve(const ColumnSolve<Real>& c) {
  constexpr int width = sizeof(typename Register<Real>::type) / sizeof(Real);
  int lane = 0;
  for (; lane + 4 * width <= c.lanes; lane += 4 * width) solve_lanes<Real, 4>(c, lane);
  for (; lane + 2 * width <= c.lanes; lane += 2 * width) solve_lanes<Real, 2>(c, lane);
  for (; lane < c.lanes; lane += width) solve_lanes<Real, 1>(c, lane);
}

}  // namespace

namespace lantian::model {
#define LANTIAN_JOIN(name, isa) name##_##isa
#define LANTIAN_NAME(name, isa) LANTIAN_JOIN(name, isa)
void LANTIAN_NAME(solve_column, LANTIAN_ISA)(const ColumnSolve<float>& column) { solve(column); }
void LANTIAN_NAME(solve_column, LANTIAN_ISA)(const ColumnSolve<double>& column) { solve(column); }
}  // namespace lantian::model
