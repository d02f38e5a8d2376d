// Top-down elimination of a column, several registers of lanes at once: docs/theory/transport.md.
#include "model/mixing/column_solve.hpp"
#include "model/transport/lanes.hpp"

namespace {

using lantian::model::ColumnSolve;

/// `Count` registers from `lane` on: independent recurrences that hide each other's latency.
template <class Real, int Count>
void solve_lanes(const ColumnSolve<Real>& c, int lane) {
  using V = typename Register<Real>::type;
  constexpr int width = sizeof(V) / sizeof(Real);
  Real* const q = c.q + lane;
  V above[Count], y[Count], first[Count];
  const int top = c.layers - 1;
  for (int g = 0; g < Count; ++g) {
    first[g] = load(q + g * width);
    above[g] = load(q + top * c.stride + g * width);
    y[g] = V{};
  }
  const auto emitted = [&](int l, int g) {
    return load_as(c.emission + lane + l * c.emission_stride + g * width, Real{});
  };
  for (int l = top; l >= 1; --l) {
    const std::ptrdiff_t f = l * c.factor_stride;
    const V to_below = same(c.below[f]), to_first = same(c.first[f]), to_above = same(c.above[f]);
    const V per_source = same(c.source[f]);
    for (int g = 0; g < Count; ++g) {
      const V here = load(q + l * c.stride + g * width);
      const V below = load(q + (l - 1) * c.stride + g * width);
      _mm_prefetch(c.soon + lane + l * c.stride + g * width, _MM_HINT_T0);
      const V from_above = to_above * ((above[g] - here) + y[g]);
      y[g] = fma(to_below, below - here, fma(to_first, first[g] - here, from_above));
      if (l < c.emission_layers) y[g] = fma(per_source, emitted(l, g), y[g]);
      store(c.work + (l * Count + g) * width, y[g]);
      above[g] = here;
    }
  }
  V x_first[Count], x[Count];
  for (int g = 0; g < Count; ++g) {
    const int v = lane + g * width;
    const V gain = load(c.ground_above + v) * ((above[g] - first[g]) + y[g]);
    x[g] = fnma(load(c.ground_loss + v), first[g], gain);
    if (c.emission_layers > 0) x[g] = fma(load(c.ground_source + v), emitted(0, g), x[g]);
    x_first[g] = x[g];
    store(q + g * width, first[g] + x[g]);
  }
  for (int l = 1; l <= top; ++l) {
    const V from_below = same(c.below[l * c.factor_stride]), fill = same(c.fill[l * c.factor_stride]);
    for (int g = 0; g < Count; ++g) {
      Real* here = q + l * c.stride + g * width;
      x[g] = fma(from_below, x[g], fma(fill, x_first[g], load(c.work + (l * Count + g) * width)));
      store(here, load(here) + x[g]);
    }
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
