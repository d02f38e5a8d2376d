// Mass-flux PPM for mixing ratio along a line, in Lin's form [Lin2004]: docs/theory/transport.md.
#include <cstdint>

#include "model/transport/lanes.hpp"
#include "model/transport/sweep.hpp"

namespace {

using lantian::model::Branch;
using lantian::model::MeshFactors;
using lantian::model::SweepLine;
using lantian::model::Sweeps;

/// x > 0, by its bits: the processor's units for arithmetic are busy enough.
inline bool is_positive(float x) { return __builtin_bit_cast(std::int32_t, x) > 0; }
inline bool is_positive(double x) { return __builtin_bit_cast(std::int64_t, x) > 0; }

/// Equal cells. `n` counts cells from two before the line's first.
template <class Real>
struct Uniform {
  using V = typename Register<Real>::type;
  explicit Uniform(const SweepLine<Real>&) {}
  /// Half of what q gains across the cell, from the steps to its neighbours.
  V slope(int, V step_below, V step_above) const { return (step_below + step_above) * same(Real(0.25)); }
  /// Upper edge minus q.
  V edge(int, V step, V slope_here, V slope_next) const {
    return fma(slope_here - slope_next, same(Real(1.0 / 3.0)), step * same(Real(0.5)));
  }
};

template <class Real>
struct Stretched {
  using V = typename Register<Real>::type;
  MeshFactors<Real> mesh;
  explicit Stretched(const SweepLine<Real>& line) : mesh(*line.mesh) {}
  V slope(int n, V step_below, V step_above) const {
    return fma(same(mesh.slope_right[n]), step_above, same(mesh.slope_left[n]) * step_below);
  }
  V edge(int n, V step, V slope_here, V slope_next) const {
    const V slopes = fnma(same(mesh.edge_above[n]), slope_next, same(mesh.edge_below[n]) * slope_here);
    return fma(same(mesh.edge_step[n]), step, slopes);
  }
};

/// The limited slope of a cell, twice as its edges may lie from the mean.
template <class Real, class Recorder>
struct Slope {
  using V = typename Register<Real>::type;
  V twice, value;
  [[no_unique_address]] typename Recorder::Code code;
};

/// How far the upper edge lies above the mean, and the mean above the lower edge.
template <class Real>
struct Edges {
  typename Register<Real>::type right, below;
};

/// A cell's mean and the steps around it: from i - 2 to i - 1, ... , from i + 1 to i + 2.
template <class Real>
struct Around {
  typename Register<Real>::type q, below_far, below, above, above_far;
};

/// Keeps nothing.
struct NoRecorder {
  struct Code {};
  template <class Line>
  NoRecorder(const Line&, int) {}
  template <class V>
  Code slope(V, V, V) {
    return {};
  }
  template <class V>
  void edges(Code, V, V, V) {}
  void last(Code) {}
};

/// Stores a byte a cell and lane: which slope was taken, which edges were cut (Branch).
template <class Real>
struct Recorder {
  using V = typename Register<Real>::type;
  using Code = typename Register<Real>::integers;
  unsigned char* to;
  std::ptrdiff_t pace;
  bool first = true;
  Recorder(const SweepLine<Real>& line, int lane) : to(line.branches + lane), pace(line.branch_stride) {}

  /// Of the slope's size and two of the three that it may be.
  Code slope(V value, V centred, V below) {
    const Code below_or_above = value == below ? Code{} + Branch::below : Code{} + Branch::above;
    const Code taken = value == centred ? Code{} + Branch::centred : below_or_above;
    const Code code = value != V{} ? taken : Code{};
    if (first) last(code);  // the outermost cell has no edges
    first = false;
    return code;
  }
  void edges(Code code, V twice, V right, V below) {
    const Code right_cut = magnitude(right) > magnitude(twice) ? Code{} + Branch::right_cut : Code{};
    const Code left_cut = magnitude(below) > magnitude(twice) ? Code{} + Branch::left_cut : Code{};
    last(code | right_cut | left_cut);
  }
  void last(Code code) {
    store_bytes(to, code);
    to += pace;
  }
};

/// No edge passes a neighbour, none leaves the mean where q has an extremum. [Lin2004] The steps on both
/// sides, the slope and both edges (as `right` and `below`) have one sign or the slope is 0: with the next
/// cell's slope within the step between, an edge keeps (B P + A Q) / S of its linear share of that step, A,
/// B, P, Q, S > 0 [Colella1984, 1.6]. So whole-number minima cut them.
template <class Real, class Recorder>
struct Monotone {
  using V = typename Register<Real>::type;
  using S = Slope<Real, Recorder>;
  static constexpr bool keeps_faces_positive = false;
  Recorder recorder;
  Monotone(const SweepLine<Real>& line, int lane) : recorder(line, lane) {}

  S slope(V d, V step_below, V step_above) {
    const V value =
        where_signs_agree(nearer_zero(nearer_zero(step_below, step_above), d), step_below, step_above);
    return {value + value, value, recorder.slope(value, d, step_below)};
  }
  Edges<Real> edges(const S& slope, V right, V below, const Around<Real>&) {
    recorder.edges(slope.code, slope.twice, right, below);
    return {nearer_zero(slope.twice, right), nearer_zero(slope.twice, below)};
  }
  void last(const S& slope) { recorder.last(slope.code); }
};

/// Edges from Lin's slopes go no further than the steps and the curvature beyond them carry
/// [Huynh1997, Lin2004], and stay between 0 and three times the mean: a parabola is linear in its edges and
/// nowhere negative at the four corners of that square, so it is nowhere negative within.
template <class Real>
struct Positive {
  using V = typename Register<Real>::type;
  using S = Slope<Real, NoRecorder>;
  static constexpr bool keeps_faces_positive = true;  // against the round-off of a face at an empty edge
  Monotone<Real, NoRecorder> slopes;
  Positive(const SweepLine<Real>& line, int lane) : slopes(line, lane) {}

  S slope(V d, V step_below, V step_above) { return slopes.slope(d, step_below, step_above); }
  /// 0, `along` and `curved` span what x may be.
  static V within(V x, V along, V curved, V least_allowed, V most_allowed) {
    const V low = most(least_allowed, least(V{}, least(along, curved)));
    const V high = least(most_allowed, most(V{}, most(along, curved)));
    return most(low, least(high, x));
  }
  Edges<Real> edges(const S&, V right, V below, const Around<Real>& a) {
    const V along_below = a.below + a.below, along_above = a.above + a.above, twice = a.q + a.q;
    const V curvature = same(Real(1.5));
    return {within(right, along_below, fnma(curvature, a.below_far, along_below), -a.q, twice),
            within(below, along_above, fnma(curvature, a.above_far, along_above), -twice, a.q)};
  }
  void last(const S&) {}
};

/// The monotone limiter with its branches held as recorded: linear in q.
template <class Real>
struct Held {
  using V = typename Register<Real>::type;
  using Code = typename Register<Real>::integers;
  using S = Slope<Real, Recorder<Real>>;
  static constexpr bool keeps_faces_positive = false;
  const unsigned char* from;
  std::ptrdiff_t pace;
  Held(const SweepLine<Real>& line, int lane) : from(line.branches + lane), pace(line.branch_stride) {}

  S slope(V d, V step_below, V step_above) {
    const Code code = load_bytes(from, Real{}), which = code & Branch::slope;
    from += pace;
    const V below_or_above = which == Branch::below ? step_below : step_above;
    const V taken = which == Branch::centred ? d : below_or_above;
    const V value = which != 0 ? taken : V{};
    return {value + value, value, code};
  }
  Edges<Real> edges(const S& slope, V right, V below, const Around<Real>&) {
    return {(slope.code & Branch::right_cut) != 0 ? slope.twice : right,
            (slope.code & Branch::left_cut) != 0 ? slope.twice : below};
  }
  void last(const S&) {}
};

/// Where the swept cells go: straight into the line.
template <class Real>
struct NoDiffusion {
  using V = typename Register<Real>::type;
  Real* written;
  std::ptrdiff_t pace;
  NoDiffusion(const SweepLine<Real>& line, int lane) : written(line.q + lane), pace(line.stride) {}
  void take(V swept, bool) {
    store(written, swept);
    written += pace;
  }
  void finish() {}
};

/// Or first through an exchange of air with both neighbours, one cell behind the sweep.
template <class Real>
struct Diffusion {
  using V = typename Register<Real>::type;
  Real* written;
  std::ptrdiff_t pace, factor_pace;
  const Real *from_left, *from_right;
  V before{}, step_before{};
  Diffusion(const SweepLine<Real>& line, int lane)
      : written(line.q + lane),
        pace(line.stride),
        factor_pace(line.factor_stride),
        from_left(line.exchange_left),
        from_right(line.exchange_right) {}
  void take(V swept, bool first) {
    const V step = swept - before;
    if (!first) put(fnma(same(*from_left), step_before, fma(same(*from_right), step, before)));
    step_before = first ? V{} : step;
    before = swept;
  }
  void finish() { put(fnma(same(*from_left), step_before, before)); }
  void put(V value) {
    store(written, value);
    written += pace, from_left += factor_pace, from_right += factor_pace;
  }
};

template <class Real, class Mesh, class Limiter, class Finish>
inline void sweep_lanes(const SweepLine<Real>& line, int lane) {
  using V = typename Register<Real>::type;
  const Mesh mesh(line);
  Limiter limiter(line, lane);
  Finish finish(line, lane);
  const int n = line.cells;
  const std::ptrdiff_t stride = line.stride, factor_stride = line.factor_stride;
  const Real *const courant = line.courant, *const stays = line.stays;
  const Real *const gain_left = line.gain_left, *const gain_right = line.gain_right;
  // Where q[i + 2] is read: along the line, then beyond its end.
  const Real* ahead = line.q + lane;
  const Real* soon = line.soon + lane;
  std::ptrdiff_t pace = stride;
  int left = n;
  const auto next = [&]() __attribute__((always_inline)) {
    if (left-- == 0) {
      ahead = line.after + lane;
      pace = line.after_stride;
    }
    const V value = load(ahead);
    ahead += pace;
    return value;
  };
  const Real* const before = line.before + lane;
  const V q_far = load(before + line.before_stride);
  V q_left = load(before), q_here = next(), q_right = next();
  const V step_farthest = q_far - load(before + 2 * line.before_stride);
  V step_far = q_left - q_far, step_left = q_here - q_left, step = q_right - q_here;
  const auto slope_far = limiter.slope(mesh.slope(0, step_farthest, step_far), step_farthest, step_far);
  const auto slope_left = limiter.slope(mesh.slope(1, step_far, step_left), step_far, step_left);
  auto slope = limiter.slope(mesh.slope(2, step_left, step), step_left, step);
  V edge = mesh.edge(1, step_left, slope_left.value, slope.value);
  Edges<Real> edges =
      limiter.edges(slope_left, edge, step_far - mesh.edge(0, step_far, slope_far.value, slope_left.value),
                    {q_left, step_farthest, step_far, step_left, step});
  V right_of_left = edges.right;  // right edge minus mean of cell i - 1
  V curve_of_left = edges.right - edges.below;
  V below = step_left - edge;  // mean minus left edge of cell i, not yet cut

  V q_next{};
  const auto face = [&](int i, std::ptrdiff_t at) __attribute__((always_inline)) {  // i - 1/2
    q_next = next();
    _mm_prefetch(soon, _MM_HINT_T0);
    soon += stride;
    const V step_next = q_next - q_right;
    const auto slope_right = limiter.slope(mesh.slope(i + 3, step, step_next), step, step_next);
    edge = mesh.edge(i + 2, step, slope.value, slope_right.value);
    edges = limiter.edges(slope, edge, below, {q_here, step_far, step_left, step, step_next});
    const V curve = edges.right - edges.below, c = same(courant[at]), staying = same(stays[at]);
    V value = is_positive(courant[at])  // the wind decides, never the lanes
                  ? fma(staying, fnma(c, curve_of_left, right_of_left), q_left)
                  : fma(staying, fma(c, curve, -edges.below), q_here);
    if constexpr (Limiter::keeps_faces_positive) value = most(V{}, value);
    below = step - edge;
    step_far = step_left, step_left = step, step = step_next;
    slope = slope_right;
    right_of_left = edges.right, curve_of_left = curve;
    return value;
  };
  V face_left = face(0, 0);
  store(line.first_face_value + lane, face_left);
  std::ptrdiff_t at = 0;
#pragma GCC unroll 2
  for (int i = 1; i <= n; ++i, at += factor_stride) {  // cell i - 1
    q_left = q_here, q_here = q_right, q_right = q_next;
    const V face_right = face(i, at + factor_stride);
    const V gained = fma(same(gain_left[at]), face_left - q_left, q_left);
    finish.take(fnma(same(gain_right[at]), face_right - q_left, gained), i == 1);
    face_left = face_right;
  }
  finish.finish();
  limiter.last(slope);
  store(line.last_face_value + lane, face_left);
}

template <class Real, class Limiter>
void sweep(const SweepLine<Real>& line) {
  constexpr int width = sizeof(typename Register<Real>::type) / sizeof(Real);
  if (line.mesh)
    for (int lane = 0; lane < line.lanes; lane += width)
      sweep_lanes<Real, Stretched<Real>, Limiter, NoDiffusion<Real>>(line, lane);
  else if (line.exchange_left)
    for (int lane = 0; lane < line.lanes; lane += width)
      sweep_lanes<Real, Uniform<Real>, Limiter, Diffusion<Real>>(line, lane);
  else
    for (int lane = 0; lane < line.lanes; lane += width)
      sweep_lanes<Real, Uniform<Real>, Limiter, NoDiffusion<Real>>(line, lane);
}

template <class Real>
Sweeps<Real> sweeps() {
  return {sweep<Real, Monotone<Real, NoRecorder>>, sweep<Real, Positive<Real>>,
          sweep<Real, Monotone<Real, Recorder<Real>>>, sweep<Real, Held<Real>>};
}

}  // namespace

namespace lantian::model {
#define LANTIAN_JOIN(name, isa) name##_##isa
#define LANTIAN_NAME(name, isa) LANTIAN_JOIN(name, isa)
void LANTIAN_NAME(sweeps, LANTIAN_ISA)(Sweeps<float>& all) { all = sweeps<float>(); }
void LANTIAN_NAME(sweeps, LANTIAN_ISA)(Sweeps<double>& all) { all = sweeps<double>(); }
}  // namespace lantian::model
