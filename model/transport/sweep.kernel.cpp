// Lin's monotone PPM [Lin2004] for mixing ratio with air-mass fluxes: docs/theory/transport.md.
#include "model/transport/sweep.hpp"
#include "model/transport/lanes.hpp"

namespace {

using lantian::model::MeshFactors;
using lantian::model::SweepLine;

/// Sees what decides the limiter of each cell, in order along the line; this one keeps nothing.
struct NoRecorder {
  template <class V>
  void limits(int, V, V, V) {}
};

/// Equal cells.
template <class Real>
struct Uniform {
  using V = typename Register<Real>::type;
  V slope(int, V below, V, V above) const { return (above - below) * same(Real(0.25)); }
  V edge(int, V q, V next, V slope_here, V slope_next) const {
    return fma(slope_here - slope_next, same(Real(1.0 / 3.0)), (q + next) * same(Real(0.5)));
  }
};

template <class Real>
struct Stretched {
  using V = typename Register<Real>::type;
  MeshFactors<Real> mesh;
  V slope(int i, V below, V q, V above) const {
    return fma(same(mesh.slope_right[i + 2]), above - q, same(mesh.slope_left[i + 2]) * (q - below));
  }
  V edge(int i, V q, V next, V slope_here, V slope_next) const {
    const V step = fma(same(mesh.edge_step[i + 2]), next - q, q);
    return fma(same(mesh.edge_below[i + 2]), slope_here,
               fnma(same(mesh.edge_above[i + 2]), slope_next, step));
  }
};

template <class Real, class Mesh, class Recorder>
struct Parabola {
  using V = typename Register<Real>::type;
  Mesh mesh;
  Recorder recorder;

  /// Half the slope of cell i, cut so that no edge passes a neighbour.
  V limited_slope(int i, V below, V q, V above) {
    const V d = mesh.slope(i, below, q, above);
    const V up = most(most(below, q), above) - q;
    const V down = q - least(least(below, q), above);
    recorder.limits(i, d, up, down);
    return signed_as(least(least(magnitude(d), up), down), d);
  }
  /// What edge minus q may be: on the side that the slope points to, at most twice the slope.
  static V cut(V slope, V edge, V q) {
    return signed_as(least(magnitude(slope + slope), magnitude(edge - q)), slope);
  }
};

template <class Real, class Mesh, class Recorder = NoRecorder>
void sweep_lanes(const SweepLine<Real>& line, const Mesh& mesh, int lane) {
  using V = typename Register<Real>::type;
  Parabola<Real, Mesh, Recorder> cell{mesh, {}};
  Real* const q = line.q + lane;
  const int n = line.cells;
  const auto value = [&](int i) {
    return load(i < n ? q + i * line.stride : line.after + lane + (i - n) * line.after_stride);
  };
  const auto beyond = [&](int i) { return load(line.before + lane + i * line.before_stride); };

  V q_left = beyond(0), q_here = value(0), q_right = value(1);
  const V q_far = beyond(1);
  const V slope_far = cell.limited_slope(-2, beyond(2), q_far, q_left);
  const V slope_left = cell.limited_slope(-1, q_far, q_left, q_here);
  V slope = cell.limited_slope(0, q_left, q_here, q_right);
  V edge_left = mesh.edge(-1, q_left, q_here, slope_left, slope);
  V right_of_left = cell.cut(slope_left, edge_left, q_left);  // right edge minus mean, cell i - 1
  V curve_of_left =
      right_of_left - cell.cut(slope_left, mesh.edge(-2, q_far, q_left, slope_far, slope_left), q_left);
  V face_left = q_left;

  for (int i = 0; i <= n; ++i) {  // face i - 1/2, then cell i - 1
    const V q_next = value(i + 2);
    if (i + 2 < n) _mm_prefetch(line.soon + lane + (i + 2) * line.stride, _MM_HINT_T0);
    const V slope_right = cell.limited_slope(i + 1, q_here, q_right, q_next);
    const V edge_right = mesh.edge(i, q_here, q_right, slope, slope_right);
    const V left = -cell.cut(slope, edge_left, q_here);  // left edge minus mean
    const V right = cell.cut(slope, edge_right, q_here);
    const V curve = left + right;
    const Real courant = line.courant[i * line.factor_stride];  // the wind decides, never the lanes
    const V face = courant > Real(0) ? fma(same(Real(1) - courant),
                                           fnma(same(courant), curve_of_left, right_of_left), q_left)
                                     : fma(same(Real(1) + courant), fma(same(courant), curve, left), q_here);
    if (i == 0)
      store(line.first_face_value + lane, face);
    else {
      const V gain = same(line.gain_left[(i - 1) * line.factor_stride]);
      const V loss = same(line.gain_right[(i - 1) * line.factor_stride]);
      store(q + (i - 1) * line.stride, fnma(loss, face - q_left, fma(gain, face_left - q_left, q_left)));
    }
    face_left = face;
    q_left = q_here, q_here = q_right, q_right = q_next;
    slope = slope_right, edge_left = edge_right;
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
