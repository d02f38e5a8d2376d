// The transposed of a sweep whose branches are held, line by line from the end of the calculation to its
// beginning: docs/theory/transport.md.
#include "model/transport/sweep_transposed.hpp"
#include "model/transport/lanes.hpp"

namespace {

using lantian::model::Branch;
using lantian::model::TransposedLine;

/// Rows of a scratch array for one register of lanes. Steps, slopes and edges of cells -3 to n + 2; what
/// belongs to a cell stands at its number plus three.
template <class Real>
struct Rows {
  using V = typename Register<Real>::type;
  static constexpr int width = sizeof(V) / sizeof(Real);
  Real* at;
  void add(int row, V value) const { store(at + row * width, load(at + row * width) + value); }
  V value(int row) const { return load(at + row * width); }
};

/// Slope = below q(i) - q(i-1) + above q(i+1) - q(i); edge = step q(i+1) - q(i) + here slope(i) - next
/// slope(i+1): what the mesh makes of them, by the number of a cell from two before the line's first.
template <class Real>
struct MeshWeights {
  const lantian::model::MeshFactors<Real>* mesh;
  Real slope_below(int n) const { return mesh ? mesh->slope_left[n] : Real(0.25); }
  Real slope_above(int n) const { return mesh ? mesh->slope_right[n] : Real(0.25); }
  Real edge_step(int n) const { return mesh ? mesh->edge_step[n] : Real(0.5); }
  Real edge_here(int n) const { return mesh ? mesh->edge_below[n] : Real(1.0 / 3.0); }
  Real edge_next(int n) const { return mesh ? mesh->edge_above[n] : Real(1.0 / 3.0); }
};

template <class Real>
void transpose_lanes(const TransposedLine<Real>& t, int lane) {
  using V = typename Register<Real>::type;
  constexpr int width = Rows<Real>::width;
  const auto& line = t.line;
  const int n = line.cells, rows = n + 6;
  const MeshWeights<Real> weight{line.mesh};
  const auto rows_of = [&](int array) {
    return Rows<Real>{t.work + static_cast<std::ptrdiff_t>(array) * rows * width};
  };
  const Rows<Real> q = rows_of(0), step = rows_of(1), slope = rows_of(2), edge = rows_of(3),
                   swept = rows_of(4);
  for (int row = 0; row < 4 * rows; ++row) store(t.work + row * width, V{});
  const auto given = [&](int i) { return load(line.q + lane + i * line.stride); };
  const auto factor = [&](const Real* values, int i) { return same(values[i * line.factor_stride]); };

  // The exchange with the neighbours is its own pattern transposed.
  for (int i = 0; i < n; ++i) {
    V value = given(i);
    if (line.exchange_left) {
      const V left = i > 0 ? factor(line.exchange_left, i) : V{};
      const V right = i + 1 < n ? factor(line.exchange_right, i) : V{};
      value = value - (left + right) * value;
      if (i > 0) value = value + factor(line.exchange_right, i - 1) * given(i - 1);
      if (i + 1 < n) value = value + factor(line.exchange_left, i + 1) * given(i + 1);
    }
    store(swept.at + i * width, value);
  }
  for (int face = n; face >= 0; --face) {  // between cells face - 1 and face
    V on_face{};
    if (face < n) on_face = on_face + factor(line.gain_left, face) * swept.value(face);
    if (face > 0) on_face = on_face - factor(line.gain_right, face - 1) * swept.value(face - 1);
    const Real c = line.courant[face * line.factor_stride];
    const int cell = c > Real(0) ? face - 1 : face;
    const Real stays = c > Real(0) ? Real(1) - c : Real(1) + c;
    // f = q + stays (right - c (right - below)), or q + stays (c (right - below) - below)
    const V on_right = same(c > Real(0) ? stays * stays : stays * c) * on_face;
    const V on_below = same(c > Real(0) ? stays * c : -stays * stays) * on_face;
    const auto code = load_bytes(line.branches + lane + (cell + 2) * line.branch_stride, Real{});
    const auto right_cut = (code & Branch::right_cut) != 0, left_cut = (code & Branch::left_cut) != 0;
    q.add(cell + 3, on_face);
    const V on_slope = (right_cut ? on_right : V{}) + (left_cut ? on_below : V{});
    slope.add(cell + 3, on_slope + on_slope);
    edge.add(cell + 3, right_cut ? V{} : on_right);
    const V on_left = left_cut ? V{} : on_below;  // step(cell - 1) - edge(cell - 1)
    step.add(cell + 2, on_left);
    edge.add(cell + 2, -on_left);
  }
  for (int i = 0; i < n; ++i) {
    const V value = swept.value(i);
    q.add(i + 3, value - factor(line.gain_left, i) * value + factor(line.gain_right, i) * value);
  }
  for (int cell = n; cell >= -2; --cell) {  // their upper edges
    const V value = edge.value(cell + 3);
    step.add(cell + 3, same(weight.edge_step(cell + 2)) * value);
    slope.add(cell + 3, same(weight.edge_here(cell + 2)) * value);
    slope.add(cell + 4, -(same(weight.edge_next(cell + 2)) * value));
  }
  for (int cell = n + 1; cell >= -2; --cell) {
    const V value = slope.value(cell + 3);
    const auto which =
        load_bytes(line.branches + lane + (cell + 2) * line.branch_stride, Real{}) & Branch::slope;
    const auto centred = which == Branch::centred;
    const V below = centred ? same(weight.slope_below(cell + 2)) * value : V{};
    const V above = centred ? same(weight.slope_above(cell + 2)) * value : V{};
    step.add(cell + 2, which == Branch::below ? value : below);
    step.add(cell + 3, which == Branch::above ? value : above);
  }
  for (int cell = n + 1; cell >= -3; --cell) {
    const V value = step.value(cell + 3);
    q.add(cell + 4, value);
    q.add(cell + 3, -value);
  }
  for (int g = 1; g <= 3; ++g) {
    store(t.before + lane + (g - 1) * t.beyond_stride, q.value(3 - g));
    store(t.after + lane + (g - 1) * t.beyond_stride, q.value(n + 2 + g));
  }
  for (int i = 0; i < n; ++i) store(line.q + lane + i * line.stride, q.value(i + 3));
}

template <class Real>
void transpose(const TransposedLine<Real>& line) {
  for (int lane = 0; lane < line.line.lanes; lane += Rows<Real>::width) transpose_lanes(line, lane);
}

}  // namespace

namespace lantian::model {
#define LANTIAN_JOIN(name, isa) name##_##isa
#define LANTIAN_NAME(name, isa) LANTIAN_JOIN(name, isa)
void LANTIAN_NAME(sweep_transposed, LANTIAN_ISA)(const TransposedLine<float>& line) { transpose(line); }
void LANTIAN_NAME(sweep_transposed, LANTIAN_ISA)(const TransposedLine<double>& line) { transpose(line); }
}  // namespace lantian::model
