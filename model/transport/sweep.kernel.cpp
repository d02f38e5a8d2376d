// Lin's monotone PPM [Lin2004] for mixing ratio with air-mass fluxes: docs/theory/transport.md.
#include "model/transport/sweep.hpp"
#include "model/transport/lanes.hpp"

namespace {

using lantian::model::MeshFactors;
using lantian::model::SweepLine;

/// Sees what decides the limiter of each cell, in order along the line; this one keeps nothing.
struct NoRecorder {
  template <class V>
  void limits(V /*slope*/, V /*step_below*/, V /*step_above*/) {}
};

/// Equal cells. `n` counts cells from two before the line's first.
template <class Real>
struct Uniform {
  using V = typename Register<Real>::type;
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
  V slope(int n, V step_below, V step_above) const {
    return fma(same(mesh.slope_right[n]), step_above, same(mesh.slope_left[n]) * step_below);
  }
  V edge(int n, V step, V slope_here, V slope_next) const {
    const V slopes = fnma(same(mesh.edge_above[n]), slope_next, same(mesh.edge_below[n]) * slope_here);
    return fma(same(mesh.edge_step[n]), step, slopes);
  }
};

/// The limited slope of a cell: its sign apart, since both edges share it.
template <class V>
struct Slope {
  V sign, twice, value;

  /// An edge minus the mean, on the side that the slope points to and within twice the slope.
  V cut(V edge) const { return turned(least(twice, magnitude(edge)), sign); }
};

/// Cut so that no edge passes a neighbour; none where q has an extremum.
template <class V, class Recorder>
inline Slope<V> limited(V d, V step_below, V step_above, Recorder& recorder) {
  recorder.limits(d, step_below, step_above);
  const V sign = sign_of(d);
  const V least_step = least(turned(step_below, sign), turned(step_above, sign));
  const V size = most(V{}, least(turned(d, sign), least_step));
  return {sign, size + size, turned(size, sign)};
}

template <class Real, class Mesh, class Recorder = NoRecorder>
inline void sweep_lanes(const SweepLine<Real>& line, const Mesh& mesh, int lane) {
  using V = typename Register<Real>::type;
  Recorder recorder;
  const int n = line.cells;
  const std::ptrdiff_t stride = line.stride, factor_stride = line.factor_stride;
  Real* const first_face = line.first_face_value + lane;
  const Real *courant = line.courant, *gain_left = line.gain_left, *gain_right = line.gain_right;
  const Real* soon = line.soon + lane;
  // Where q[i + 2] is read: along the line, then beyond its end.
  const Real* ahead = line.q + lane;
  std::ptrdiff_t pace = stride;
  int left = n;
  const auto next = [&] {
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
  const V step_far = q_left - q_far, step_left = q_here - q_left;
  V step = q_right - q_here;
  const V step_farthest = q_far - load(before + 2 * line.before_stride);
  const auto slope_far = limited(mesh.slope(0, step_farthest, step_far), step_farthest, step_far, recorder);
  const auto slope_left = limited(mesh.slope(1, step_far, step_left), step_far, step_left, recorder);
  auto slope = limited(mesh.slope(2, step_left, step), step_left, step, recorder);
  V edge = mesh.edge(1, step_left, slope_left.value, slope.value);
  V right_of_left = slope_left.cut(edge);  // right edge minus mean of cell i - 1
  V curve_of_left =
      right_of_left - slope_left.cut(mesh.edge(0, step_far, slope_far.value, slope_left.value) - step_far);
  V left_edge = edge - step_left;  // left edge minus mean of cell i, not yet cut
  V face_left = q_left;

  Real* written = line.q + lane - stride;
  for (int i = 0; i <= n; ++i) {  // face i - 1/2, then cell i - 1
    const V q_next = next();
    _mm_prefetch(soon, _MM_HINT_T0);
    const V step_next = q_next - q_right;
    const auto slope_right = limited(mesh.slope(i + 3, step, step_next), step, step_next, recorder);
    edge = mesh.edge(i + 2, step, slope.value, slope_right.value);
    const V right = slope.cut(edge), below = slope.cut(left_edge);  // below: mean minus left edge
    const V curve = right - below;
    const Real c = *courant;  // the wind decides, never the lanes
    const V face = c > Real(0) ? fma(same(Real(1) - c), fnma(same(c), curve_of_left, right_of_left), q_left)
                               : fma(same(Real(1) + c), fma(same(c), curve, -below), q_here);
    if (i == 0) {
      store(first_face, face);
    } else {
      store(written,
            fnma(same(*gain_right), face - q_left, fma(same(*gain_left), face_left - q_left, q_left)));
      gain_left += factor_stride, gain_right += factor_stride;
    }
    courant += factor_stride, soon += stride, written += stride;
    face_left = face;
    q_left = q_here, q_here = q_right, q_right = q_next;
    left_edge = edge - step;
    step = step_next, slope = slope_right;
    right_of_left = right, curve_of_left = curve;
  }
  store(line.last_face_value + lane, face_left);
}

template <class Real>
void sweep(const SweepLine<Real>& line) {
  constexpr int width = sizeof(typename Register<Real>::type) / sizeof(Real);
  if (line.mesh)
    for (int lane = 0; lane < line.lanes; lane += width)
      sweep_lanes<Real>(line, Stretched<Real>{*line.mesh}, lane);
  else
    for (int lane = 0; lane < line.lanes; lane += width) sweep_lanes<Real>(line, Uniform<Real>{}, lane);
}

}  // namespace

namespace lantian::model {
#define LANTIAN_JOIN(name, isa) name##_##isa
#define LANTIAN_NAME(name, isa) LANTIAN_JOIN(name, isa)
void LANTIAN_NAME(sweep, LANTIAN_ISA)(const SweepLine<float>& line) { sweep(line); }
void LANTIAN_NAME(sweep, LANTIAN_ISA)(const SweepLine<double>& line) { sweep(line); }
}  // namespace lantian::model
